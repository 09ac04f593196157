package feed

import (
	"bytes"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"
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
		return len(ref), charReference(name[1:])
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

// charReference returns what to write for the number of a character reference.
func charReference(digits string) string {
	base := 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil || !allowed(rune(n)) {
		return ""
	}
	if isC1(rune(n)) { // means windows-1252, as it does in HTML
		if r := charmap.Windows1252.DecodeByte(byte(n)); r != utf8.RuneError {
			return string(r)
		}
		return ""
	}
	return "&#" + strconv.FormatInt(n, 10) + ";"
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
