// Package charset makes UTF-8 of the bytes that feeds are served as, whatever their
// labels say.
package charset

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// Decode returns the bytes as UTF-8 without a byte order mark, and the name of
// the charset if it had to be converted. It believes, in this order: the byte
// order mark, the bytes themselves if they are valid UTF-8 (whatever the labels
// say: declarations are wrong more often than text is UTF-8 by accident), the
// charset of the HTTP header, the declaration in XML or HTML, a guess. Single
// bytes that are wrong in UTF-8 are read as windows-1252. A label does not count
// where the text can hardly be what it says.
func Decode(b []byte, contentType string) (text []byte, converted string) {
	if rest, ok := bytes.CutPrefix(b, []byte("\xef\xbb\xbf")); ok {
		if utf8.Valid(rest) {
			return rest, ""
		}
		return mend(rest), "windows-1252"
	}
	if enc, rest, name := wideUnicode(b); enc != nil {
		return decodeWith(enc, rest, name)
	}
	valid := utf8.Valid(b)
	if valid && bytes.IndexByte(b, 0x1b) < 0 { // ISO-2022-JP is ASCII with escapes
		return b, ""
	}
	labels := [...]string{charsetOf(contentType), declaredCharset(b)}
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
	good, bad := countUTF8(b)
	if good >= 3*bad { // other charsets have such sequences by accident
		return mend(b), "windows-1252"
	}
	words := gather(b)
	best, least := theGuesser().guess(words)
	for _, label := range labels {
		enc, name := lookup(label)
		if enc == nil || !theGuesser().credible(name, enc, words, least) {
			continue
		}
		if name != "windows-1252" {
			return decodeWith(enc, b, name)
		}
		best = &readings[0]
		break
	}
	if best.name == "windows-1252" && good >= bad { // in this one hardly ever
		return mend(b), best.name
	}
	if best.name == "windows-1252" && latin9(b) {
		return decodeWith(charmap.ISO8859_15, b, "iso-8859-15")
	}
	return decodeWith(best.enc, b, best.name)
}

func decodeWith(enc encoding.Encoding, b []byte, name string) ([]byte, string) {
	text, err := enc.NewDecoder().Bytes(b)
	if err != nil { // decoders replace what they can't read; this is a bug's net
		return mend(b), "windows-1252"
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), name
}

// mend reads every byte that is not part of valid UTF-8 as windows-1252.
func mend(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(b[0])
		}
		out = utf8.AppendRune(out, r)
		b = b[n:]
	}
	return out
}

// countUTF8 returns how many bytes are in characters of UTF-8 that are not
// ASCII, and how many are in none.
func countUTF8(b []byte) (good, bad int) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good += n
		}
		b = b[n:]
	}
	return good, bad
}

var contentCharset = regexp.MustCompile(`(?i)charset\s*=\s*["']?\s*([\w.:-]+)`)

// charsetOf returns the charset parameter of a Content-Type.
func charsetOf(contentType string) string {
	if m := contentCharset.FindStringSubmatch(contentType); m != nil {
		return m[1]
	}
	return ""
}

var declarations = []*regexp.Regexp{
	regexp.MustCompile(`(?i)<\?xml\s[^>]*?encoding\s*=\s*["']?\s*([\w.:-]+)`),
	regexp.MustCompile(`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)`),
}

// declaredCharset returns the encoding of the XML declaration or of HTML's meta
// element. Either may stand after something that does not belong there.
func declaredCharset(b []byte) string {
	const head = 4 << 10
	for _, re := range declarations {
		if m := re.FindSubmatch(b[:min(len(b), head)]); m != nil {
			return string(m[1])
		}
	}
	return ""
}

// lookup returns the charset that a label means, by the rules of browsers: ISO
// 8859-1 means windows-1252. It returns nil for a charset of Unicode, which
// text that is in it shows by itself.
func lookup(label string) (encoding.Encoding, string) {
	enc, err := htmlindex.Get(label)
	if err != nil {
		enc, err = htmlindex.Get(usualLabel(label))
	}
	if err != nil || enc == encoding.Replacement {
		return nil, ""
	}
	name, err := htmlindex.Name(enc)
	if err != nil || name == "utf-8" || name == "utf-16le" || name == "utf-16be" {
		return nil, ""
	}
	return enc, name
}
