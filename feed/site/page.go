package site

import (
	"crypto/sha256"
	"path"
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

func isWide(c coding) bool { return c == codingUTF16LE || c == codingUTF16BE }

// examine reads a page: what it says, and where a list goes. What stands in the place
// is not read: the page says the same with a list and without.
func examine(raw []byte, name string, after *selector) *facts {
	at, o, text := look(raw, after)
	if at.Place.Kind != NoPlace && strings.EqualFold(path.Ext(name), ".xhtml") {
		at.Place = place{Problem: "browsers read XHTML as XML, and a list is HTML"}
	}
	if bare := at.bare(o.src); bare != o.src {
		if text = bare; !isWide(at.Coding) {
			b, from := charset.Decode([]byte(bare), "")
			if text, at.Coding = string(b), codingOf([]byte(bare), from); at.Coding == codingNone {
				at = facts{Coding: codingNone, Place: place{Problem: notWritable + from}}
			}
		}
	}
	if text != o.src {
		o.release()
		o = newOutline(text)
	}
	defer o.release()
	f := read(o, name)
	f.Coding = at.Coding
	f.placed(at)
	return f
}

const notWritable = "nothing can be written into a page in the charset "

// look finds where a list goes in a page. The offsets are those of its bytes, or of
// its text where it is UTF-16, whichever the outline is of.
func look(raw []byte, after *selector) (at facts, o *outline, text string) {
	decoded, from := charset.Decode(raw, "")
	text = string(decoded)
	src, problem := string(raw), ""
	switch at.Coding = codingOf(raw, from); {
	case at.Coding == codingNone:
		src, problem = text, notWritable+from
	case isWide(at.Coding):
		if src = text; string(encodeUTF16(src, at.Coding)) != string(raw) {
			at.Coding, problem = codingNone, "the page is not UTF-16 with a byte order mark and without mistakes"
		}
	}
	o = newOutline(src)
	if at.Place = o.place(); at.Place.Kind == NoPlace && at.Place.Problem == "" && after != nil {
		at.Place = after.after(o)
	}
	p := at.Place
	if p.Kind == NoPlace {
		return at, o, text
	}
	if problem != "" {
		at.Place = place{Problem: problem}
		return at, o, text
	}
	var inPlace span
	at.HeadEnd = o.head.end
	at.Style, inPlace = o.ownStyles(p)
	if inPlace == (span{}) {
		inPlace = span{p.Start, p.Start}
	}
	at.Ours = isBlock(src[p.Start:inPlace.Start] + src[inPlace.End:p.End])
	at.Held, at.Styled = sumOf(src[p.Start:p.End]), sumOf(src[at.Style.Start:at.Style.End])
	return at, o, text
}

// placed takes what another reading of the page says of where a list is and goes.
func (f *facts) placed(at facts) {
	f.Place, f.HeadEnd, f.Style, f.Ours, f.Held, f.Styled = at.Place, at.HeadEnd, at.Style, at.Ours, at.Held, at.Styled
}

// A sum tells one text from another.
type sum [sha256.Size]byte

func sumOf(s string) sum { return sha256.Sum256([]byte(s)) }

// bare returns the page with nothing in the place, and without the stylesheet that
// came with a list.
func (f *facts) bare(src string) string {
	if f.Place.Kind == NoPlace {
		return src
	}
	return apply(src, []edit{{span: f.Style}, {span: span{f.Place.Start, f.Place.End}}})
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
