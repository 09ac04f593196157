package content

import (
	"regexp"
	"strings"
)

var module = regexp.MustCompile(`^(?:import\s*(?:['"{*]|[\w$]+\s*(?:,|from\b))|export\s+(?:const|let|var|function|async|default|class|type|interface|\{|\*))`)

// moduleLength returns the length of the import or export that s starts with, or
// 0 if it starts with none. It goes on to a blank line outside of braces.
func moduleLength(s string) int {
	if !module.MatchString(head(s)) {
		return 0
	}
	const longest = 64 << 10
	s = s[:min(len(s), longest)]
	depth, at, first := 0, 0, 0
	for line := range strings.Lines(s) {
		if strings.TrimSpace(line) == "" {
			if first == 0 {
				first = at
			}
			if depth <= 0 {
				return at
			}
		}
		depth += strings.Count(line, "{") + strings.Count(line, "(") - strings.Count(line, "}") - strings.Count(line, ")")
		at += len(line)
	}
	if depth > 0 && first > 0 { // a brace in a text: what follows is the article
		return first
	}
	return len(s)
}

// balanced returns the length of the expression in braces that s starts with, or 0
// if its end is not in s.
func balanced(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// angle reads what starts with <: the mark at which excerpts are cut, and in MDX
// the tags of components. It returns its length, or 0 if it is text.
func (s *scanner) angle(rest string) int {
	if mark := moreMarks.FindString(head(rest)); mark != "" {
		return s.excerpt(mark)
	}
	if s.format != mdx {
		return 0
	}
	n := tagLength(head(rest))
	if n == 0 {
		return 0
	}
	tag := rest[:n]
	name := strings.TrimLeft(tag, "</")
	if name[0] >= 'a' && name[0] <= 'z' && !strings.Contains(tag, "{") { // HTML
		return 0
	}
	s.out.WriteString(captions(tag))
	s.out.WriteByte(' ')
	return n
}

// tagLength returns the length of the JSX tag that s starts with, or 0.
func tagLength(s string) int {
	name := strings.TrimPrefix(s[1:], "/")
	if name == "" || name[0] != '>' && (name[0]|0x20 < 'a' || name[0]|0x20 > 'z') {
		return 0
	}
	var quote byte
	depth := 0
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case depth == 0 && (c == '"' || c == '\'') && s[i-1] == '=':
			quote = c
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '>' && depth <= 0:
			return i + 1
		}
	}
	return 0
}
