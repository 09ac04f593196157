package feed

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// appendText appends text as XML that is well-formed whatever it was: "<" and
// "&" that start nothing are escaped, HTML's entities are replaced by what they
// stand for, references to characters that XML forbids are left out. What is
// well-formed stays as it is.
func appendText(dst, raw []byte, r *repairs) []byte {
	for {
		i := bytes.IndexAny(raw, "<&>")
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		c := raw[i]
		raw = raw[i:]
		switch {
		case c == '<':
			dst = append(dst, "&lt;"...)
			r.note(repairEscape)
		case c == '>':
			dst = append(dst, "&gt;"...) // "]]>" may not stand in text
		default:
			n, repl := reference(raw)
			if n > 0 {
				dst = append(dst, repl...)
				switch {
				case repl == "":
					r.note(repairReference)
				case repl[0] != '&' && r.entities:
					r.note(repairEntity)
				}
				raw = raw[n:]
				continue
			}
			dst = append(dst, "&amp;"...)
			r.note(repairEscape)
		}
		raw = raw[1:]
	}
}

// cutMarkup matches what may be left of a tag or reference where the input ends,
// of XML's or of the HTML in it.
var cutMarkup = regexp.MustCompile(`(?:(?:<|&lt;)/?|&(?:amp;)?#?[0-9a-zA-Z]{0,31})$`)

// withoutCut returns the text at the end of the input without such a rest.
func withoutCut(raw []byte) []byte {
	if at := cutMarkup.FindIndex(raw); at != nil {
		return raw[:at[0]]
	}
	return raw
}

// appendEscaped appends text so that it is the same text in XML.
func appendEscaped(dst, raw []byte) []byte {
	for {
		i := bytes.IndexAny(raw, "<&>")
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		switch raw[i] {
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		default:
			dst = append(dst, "&amp;"...)
		}
		raw = raw[i+1:]
	}
}

// maxReference is the length of HTML's longest entity and then some.
const maxReference = 40

// reference reads the reference that b starts with and returns its length and
// what to write instead. The length is 0 if the "&" starts none.
func reference(b []byte) (int, string) {
	end := bytes.IndexByte(b[:min(len(b), maxReference)], ';')
	if end < 2 {
		return 0, ""
	}
	ref := string(b[:end+1])
	name := ref[1:end]
	switch name {
	case "amp", "lt", "gt", "quot", "apos":
		return len(ref), ref
	}
	if name[0] == '#' {
		r := charNumber(name[1:])
		if n, whole := lowSurrogate(b[end+1:], r); whole != utf8.RuneError {
			return len(ref) + n, charReference(whole)
		}
		return len(ref), charReference(r)
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		return 0, ""
	}
	s := html.UnescapeString(ref)
	if strings.HasSuffix(s, ";") { // not an entity, or a shorter one is its prefix
		return 0, ""
	}
	return len(ref), s
}

// charNumber reads the number of a character reference; what is none is 0.
func charNumber(digits string) rune {
	base := 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil {
		return 0
	}
	return rune(n)
}

// lowSurrogate reads the reference that b starts with and, if it is the second
// half of a character of which the first is high, returns that character and the
// reference's length. Programs that think in UTF-16 write 😀 so.
func lowSurrogate(b []byte, high rune) (int, rune) {
	end := bytes.IndexByte(b[:min(len(b), maxReference)], ';')
	if !utf16.IsSurrogate(high) || end < 3 || b[0] != '&' || b[1] != '#' {
		return 0, utf8.RuneError
	}
	return end + 1, utf16.DecodeRune(high, charNumber(string(b[2:end])))
}

// charReference returns what to write for a reference to the character.
func charReference(r rune) string {
	if !allowed(r) {
		return ""
	}
	if isC1(r) { // means windows-1252, as it does in HTML
		if r = charmap.Windows1252.DecodeByte(byte(r)); r != utf8.RuneError {
			return string(r)
		}
		return ""
	}
	return "&#" + strconv.Itoa(int(r)) + ";"
}

// allowed reports whether XML 1.0 has the character.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' ||
		0x20 <= r && r <= 0xd7ff || 0xe000 <= r && r <= 0xfffd || 0x10000 <= r && r <= utf8.MaxRune
}

// appendStart appends a start tag made anew from its parts.
func appendStart(dst []byte, t *token, r *repairs) []byte {
	dst = append(dst, '<')
	dst = append(dst, t.name...)
	for i, a := range t.attrs {
		if slices.ContainsFunc(t.attrs[:i], func(b attr) bool { return b.name == a.name }) {
			continue
		}
		dst = append(dst, ' ')
		dst = append(dst, a.name...)
		dst = append(dst, '=', '"')
		dst = append(dst, strings.ReplaceAll(string(appendText(nil, []byte(a.value), r)), `"`, "&quot;")...)
		dst = append(dst, '"')
	}
	return append(dst, '>')
}

// isC1 reports whether the rune is one of the control characters from U+0080 on.
// Where they stand in a text, somebody took windows-1252 for Latin-1.
func isC1(r rune) bool { return 0x80 <= r && r <= 0x9f }
