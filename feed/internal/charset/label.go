package charset

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
)

// labelsOf returns what the charset is said to be, the label that counts most
// first: that of the HTTP header. ISO 8859-1 there is the default of servers, which
// nobody chose.
func labelsOf(b []byte, contentType string) [2]string {
	header, declared := charsetOf(contentType), declaredCharset(b)
	if _, name := lookup(header); name == "windows-1252" && !strings.Contains(header, "1252") {
		return [2]string{declared, header}
	}
	return [2]string{header, declared}
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
// text that is in it shows by itself, and of these only the name of UTF-8.
func lookup(label string) (encoding.Encoding, string) {
	enc, err := htmlindex.Get(label)
	if err != nil {
		enc, err = htmlindex.Get(usualLabel(label))
	}
	if err != nil || enc == encoding.Replacement {
		return nil, ""
	}
	name, err := htmlindex.Name(enc)
	switch {
	case err != nil || name == "utf-16le" || name == "utf-16be":
		return nil, ""
	case name == "utf-8":
		return nil, name
	}
	return enc, name
}

func saysUTF8(label string) bool {
	_, name := lookup(label)
	return name == "utf-8"
}

// usualLabel returns the standard's label for one that is spelt otherwise.
func usualLabel(label string) string {
	s := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(label))
	s = strings.TrimPrefix(s, "x")
	switch {
	case strings.HasPrefix(s, "utf8"):
		return "utf-8"
	case strings.Contains(s, "sjis"), strings.Contains(s, "shiftjis"):
		return "shift_jis"
	case strings.HasPrefix(s, "eucjp"):
		return "euc-jp"
	case strings.HasPrefix(s, "gb2312"), strings.HasPrefix(s, "gbk"), strings.HasPrefix(s, "euccn"):
		return "gbk"
	case strings.HasPrefix(s, "big5"):
		return "big5"
	case strings.HasPrefix(s, "euckr"), strings.HasPrefix(s, "ksc"), s == "uhc":
		return "euc-kr"
	case strings.HasPrefix(s, "koi8u"), s == "koi8ru":
		return "koi8-u"
	case strings.HasPrefix(s, "koi8"):
		return "koi8-r"
	case strings.HasPrefix(s, "tis620"):
		return "windows-874"
	}
	if _, n, ok := strings.Cut(s, "8859"); ok {
		return "iso-8859-" + strings.TrimLeft(n, "0")
	}
	for suffix, name := range map[string]string{"65001": "utf-8", "932": "shift_jis", "936": "gbk", "949": "euc-kr", "950": "big5"} {
		if strings.HasSuffix(s, suffix) {
			return name
		}
	}
	if n := s[max(len(s)-4, 0):]; strings.HasPrefix(n, "125") {
		return "windows-" + n
	}
	if strings.HasSuffix(s, "874") {
		return "windows-874"
	}
	return s // latin-1 is latin1
}

var japaneseEscapes = japanese.ISO2022JP

// escapesJapanese reports whether the text is in ISO-2022-JP: escapes change to
// two bytes a character and back.
func escapesJapanese(b []byte) bool {
	i := bytes.Index(b, []byte("\x1b$"))
	return i >= 0 && i+2 < len(b) && (b[i+2] == 'B' || b[i+2] == '@') &&
		(bytes.Contains(b[i:], []byte("\x1b(B")) || bytes.Contains(b[i:], []byte("\x1b(J")))
}
