package widget

import (
	"strings"
	"unicode"
)

// The rules in this file are those of the script as well: what they let through is
// the same in the page's HTML and in the browser.

// isSpace reports white space that ends a line or is meant as a space, and control
// characters. A no-break space is neither: French has one before a colon.
func isSpace(r rune) bool {
	return r <= ' ' || 0x7F <= r && r <= 0x9F || r == 0x2028 || r == 0x2029
}

// clean returns text for one line: valid, with runs of [isSpace] as one space, and
// with nothing invisible around it.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsFunc(s, isSpace) {
		s = strings.Join(strings.FieldsFunc(s, isSpace), " ")
	}
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == 0xFEFF })
}

// safeURL returns a URL that a link or a picture may have, and "" for any other: it
// is http(s) with a host, or relative. It has no user name, which would make a host
// of what is none, and nothing that browsers read as something else than it looks:
// they drop control characters, and take \ for /.
func safeURL(s string) string {
	s = strings.Trim(s, " \t\r\n\f")
	if s == "" || strings.ContainsFunc(s, func(r rune) bool {
		return isSpace(r) || unicode.IsSpace(r) || r == '\\' || r == unicode.ReplacementChar
	}) {
		return ""
	}
	rest := s
	if end := strings.IndexAny(s, ":/?#"); end >= 0 && s[end] == ':' {
		if scheme := s[:end]; !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
			return ""
		}
		if rest = s[end+1:]; !strings.HasPrefix(rest, "//") {
			return ""
		}
	}
	if host, ok := strings.CutPrefix(rest, "//"); ok {
		if end := strings.IndexAny(host, "/?#"); end >= 0 {
			host = host[:end]
		}
		if host == "" || strings.Contains(host, "@") {
			return ""
		}
	}
	return s
}
