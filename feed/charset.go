package feed

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode returns the bytes as UTF-8 without a byte order mark, and the name of
// the charset if it had to be converted. It believes, in this order: the byte
// order mark, the bytes themselves if they are valid UTF-8 (whatever the labels
// say: declarations are wrong more often than text is UTF-8 by accident), the
// charset of the HTTP header, the XML declaration. Else the text is taken for
// UTF-8 with single bytes of windows-1252 in it, which reads undeclared Latin-1
// as well. Guessing other charsets from the text is left to a later version.
func decode(b []byte, contentType string) (text []byte, converted string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
		if utf8.Valid(b) {
			return b, ""
		}
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("<\x00")):
		return decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), b, "utf-16le")
	case bytes.HasPrefix(b, []byte("\xfe\xff")), bytes.HasPrefix(b, []byte("\x00<")):
		return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), b, "utf-16be")
	}
	valid := utf8.Valid(b)
	if valid && bytes.IndexByte(b, 0x1b) < 0 { // ISO-2022-JP is ASCII with escapes
		return b, ""
	}
	for _, label := range []string{charsetOf(contentType), declaredCharset(b)} {
		enc, name := charset.Lookup(label)
		switch {
		case enc == nil || enc == encoding.Replacement:
		case name == "utf-8" || strings.HasPrefix(name, "utf-16"):
			// Not true, or we would not be here.
		case valid && name != "iso-2022-jp":
		default:
			return decodeWith(enc, b, name)
		}
	}
	if valid {
		return b, ""
	}
	return mend(b), "windows-1252"
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

// charsetOf returns the charset parameter of a Content-Type.
func charsetOf(contentType string) string {
	_, params, _ := strings.Cut(strings.ToLower(contentType), ";")
	_, label, _ := strings.Cut(params, "charset=")
	label, _, _ = strings.Cut(label, ";")
	return strings.Trim(label, ` "'`)
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// declaredCharset returns the encoding of the XML declaration.
func declaredCharset(b []byte) string {
	if m := xmlEncoding.FindSubmatch(b[:min(len(b), 1024)]); m != nil {
		return string(m[1])
	}
	return ""
}
