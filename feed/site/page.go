package site

import (
	"strings"

	"github.com/kindred-go/kindred/feed/internal/charset"
)

// A coding says how what is written into a page must be encoded.
type coding uint8

const (
	codingUTF8    coding = iota
	codingASCII          // letters beyond ASCII as character references
	codingUTF16LE        // offsets are those in the text as UTF-8
	codingUTF16BE
	codingNone // nothing can be written
)

// examine reads a page: what it says, and where a list goes. The text is read as what
// it is encoded in, but the offsets are those of the bytes.
func examine(raw []byte, path string, after *selector) *facts {
	text, from := charset.Decode(raw, "")
	code := codingOf(raw, from)
	o := newOutline(string(text))
	f := read(o, path)
	f.Coding = code
	switch code {
	case codingNone:
		f.Place = place{Problem: "nothing can be written into a page in the charset " + from}
		return f
	case codingUTF16LE, codingUTF16BE:
		if string(encodeUTF16(o.src, code)) != string(raw) {
			f.Place = place{Problem: "the page is not valid UTF-16"}
			return f
		}
	default:
		if o.src != string(raw) {
			o = newOutline(string(raw))
		}
	}
	f.Place, f.HeadEnd, f.Style = o.place(), o.head.end, o.ownStyle()
	if f.Place.Kind == NoPlace && f.Place.Problem == "" && after != nil {
		f.Place = after.after(o)
	}
	if f.Style.Start >= f.Place.Start && f.Style.End <= f.Place.End {
		f.Style = span{} // goes with the list
	}
	f.Holds = o.src[f.Place.Start:f.Place.End]
	return f
}

func codingOf(raw []byte, from string) coding {
	switch {
	case from == "utf-16le":
		return codingUTF16LE
	case from == "utf-16be":
		return codingUTF16BE
	case strings.HasPrefix(from, "utf-"), from == "iso-2022-jp", from == "hz-gb-2312":
		return codingNone
	case from != "":
		return codingASCII
	}
	for _, c := range raw {
		if c >= 0x80 {
			return codingUTF8
		}
	}
	const far = 1024 // bytes in which browsers look for a charset
	if strings.Contains(strings.ToLower(string(raw[:min(len(raw), far)])), "utf-8") {
		return codingUTF8
	}
	return codingASCII // nobody says what other bytes would mean
}
