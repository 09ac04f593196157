// Package charset makes UTF-8 of the bytes that feeds are served as, whatever their
// labels say.
package charset

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Decode returns the bytes as UTF-8 without a byte order mark, and the name of
// the charset if it had to be converted. It believes, in this order: the byte
// order mark, the bytes themselves if they are valid UTF-8 (whatever the labels
// say: declarations are wrong more often than text is UTF-8 by accident), the
// charset of the HTTP header unless it is the default of servers, the declaration
// in XML or HTML, a guess. Single bytes that are wrong in UTF-8 are read as
// windows-1252, or what else they are likely to be; a character that is cut off at
// the end is left out. A label does not count where the text can hardly be what it
// says.
func Decode(b []byte, contentType string) (text []byte, converted string) {
	if rest, ok := bytes.CutPrefix(b, []byte("\xef\xbb\xbf")); ok {
		if rest = withoutCut(rest); utf8.Valid(rest) {
			return rest, ""
		}
		return mend(rest, charmap.Windows1252), "windows-1252"
	}
	if enc, rest, name := wideUnicode(b); enc != nil {
		return decodeWith(enc, rest, name)
	}
	valid := utf8.Valid(b)
	if valid && bytes.IndexByte(b, 0x1b) < 0 { // ISO-2022-JP is ASCII with escapes
		return b, ""
	}
	labels := labelsOf(b, contentType)
	if valid {
		for _, label := range labels {
			if _, name := lookup(label); name == "iso-2022-jp" {
				return decodeWith(japaneseEscapes, b, name)
			}
		}
		if escapesJapanese(b) {
			return decodeWith(japaneseEscapes, b, "iso-2022-jp")
		}
		return b, ""
	}
	whole := withoutCut(b)
	good, bad := countUTF8(whole)
	if good == 0 && !slices.ContainsFunc(labels[:], saysUTF8) { // then it is of no UTF-8 that the end is missing
		bad += len(b) - len(whole)
		whole = b
	}
	if bad == 0 {
		return whole, ""
	}
	if good >= 3*bad { // other charsets have such sequences by accident
		return mend(whole, charmap.Windows1252), "windows-1252"
	}
	switch r := theGuesser().choose(gather(whole), labels); {
	case r.mixed:
		return mend(whole, r.enc.(*charmap.Charmap)), r.name
	case r.name == "windows-1252" && good >= bad: // in this one hardly ever
		return mend(whole, charmap.Windows1252), r.name
	case r.name == "windows-1252" && latin9(b):
		return decodeWith(charmap.ISO8859_15, b, "iso-8859-15")
	default:
		return decodeWith(r.enc, b, r.name)
	}
}

func decodeWith(enc encoding.Encoding, b []byte, name string) ([]byte, string) {
	text, err := enc.NewDecoder().Bytes(b)
	if err != nil { // decoders replace what they can't read; this is a bug's net
		return mend(b, charmap.Windows1252), "windows-1252"
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), name
}
