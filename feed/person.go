package feed

import "strings"

// personName returns the name in what feeds write for a person: "Name <mail>",
// "mail (Name)", "Name (mail)", or the text as it is. Without a name, it is the
// address.
func personName(s string) string {
	s = foldSpace(s)
	for _, brackets := range []string{"<>", "()"} {
		before, rest, ok := strings.Cut(s, brackets[:1])
		inside, after, closed := strings.Cut(rest, brackets[1:])
		if !ok || !closed || strings.TrimSpace(after) != "" {
			continue
		}
		before, inside = bareName(before), bareName(inside)
		switch {
		case isMail(inside) && before != "":
			return before
		case isMail(inside):
			return inside
		case isMail(before) && inside != "":
			return inside
		}
	}
	if name, mail, ok := cutLast(s, " "); ok && isMail(mail) && !isMail(name) { // without brackets
		return bareName(name)
	}
	return bareName(s)
}

// bareName takes off white space, quotes around a name, and mailto: before an
// address.
func bareName(s string) string {
	s = strings.TrimSpace(s)
	if n := len(s); n > 1 && s[0] == '"' && s[n-1] == '"' {
		s = strings.TrimSpace(s[1 : n-1])
	}
	if rest, ok := strings.CutPrefix(s, "mailto:"); ok && isMail(rest) {
		return rest
	}
	return s
}

// isMail reports whether s looks like an e-mail address.
func isMail(s string) bool {
	s = strings.TrimPrefix(s, "mailto:")
	at := strings.IndexByte(s, '@')
	return at > 0 && at < len(s)-1 && !strings.ContainsAny(s, " <>()")
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
