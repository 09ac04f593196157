package content

import (
	"regexp"
	"slices"
	"strings"
)

// withoutTemplates takes out of a text what a generator replaces: Hugo's
// shortcodes, the tags and expressions of Liquid, Nunjucks and Tera, kramdown's
// attributes, and in MDX all that is JavaScript. What they enclose stays, and so
// do their captions. Code stays as it is.
func withoutTemplates(src string, f format) string {
	if !strings.ContainsAny(src, "{<:") && f != mdx {
		return src
	}
	s := &scanner{src: src, format: f, unclosed: map[string]bool{}, cut: strings.Contains(src, more)}
	s.out.Grow(len(src))
	for s.at < len(s.src) {
		s.next()
	}
	return s.out.String()
}

type scanner struct {
	src      string
	at       int
	format   format
	out      strings.Builder
	unclosed map[string]bool // ends that do not come any more
	cut      bool            // the end of the excerpt has come

	paragraph int             // where the paragraph ends
	lone      map[string]bool // backticks that nothing in the rest of it closes
}

// window is how many bytes a tag or expression may have. What is longer is none:
// it was text that looked like the start of one.
const window = 2 << 10

func (s *scanner) next() {
	rest := s.src[s.at:]
	if (s.at == 0 || s.src[s.at-1] == '\n') && s.line(rest) {
		return
	}
	n := 0
	switch rest[0] {
	case '`':
		n = s.codeSpan(rest)
	case '{':
		n = s.brace(rest)
	case '<':
		n = s.angle(rest)
	}
	if n > 0 {
		s.at += n
		return
	}
	if n = strings.IndexAny(rest[1:], "`{<\n") + 1; n == 0 {
		n = len(rest)
	}
	if rest[0] == '\n' { // what follows is the start of a line
		n = 1
	}
	s.keep(rest[:n])
}

// keep copies what comes next.
func (s *scanner) keep(text string) {
	s.out.WriteString(text)
	s.at += len(text)
}

var directive = regexp.MustCompile(`^[ \t]*:{3,}[ \t]*[\w-]*[ \t]*`)

// line reads what can only stand at the start of a line, and reports whether
// there was something.
func (s *scanner) line(rest string) bool {
	if s.format == markup {
		return false
	}
	line, _, _ := strings.Cut(rest, "\n")
	if mark := fenceOf(line); mark != "" {
		s.fence(mark)
		return true
	}
	if n := len(directive.FindString(line)); n > 0 { // :::note[Title] of Docusaurus and Starlight
		s.out.WriteString(strings.Trim(line[n:], "[]{} \t") + "\n")
		s.at += len(line)
		return true
	}
	if s.format != mdx {
		return false
	}
	if n := moduleLength(rest); n > 0 {
		s.at += n
		return true
	}
	// Markdown in components is indented, which makes no code of it in MDX.
	if n := len(line) - len(strings.TrimLeft(line, " \t")); n > 0 {
		s.at += n
		return true
	}
	return false
}

// fenceOf returns the mark with which the line opens a block of code, or "".
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " \t>")
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return ""
	}
	mark := line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
	if len(mark) < 3 || mark[0] == '`' && strings.Contains(line[len(mark):], "`") {
		return ""
	}
	return mark
}

// fence copies a block of code to its end, or to that of the text.
func (s *scanner) fence(mark string) {
	for first := true; s.at < len(s.src); first = false {
		line, _, _ := strings.Cut(s.src[s.at:], "\n")
		s.at += len(line)
		closing := strings.Trim(line, " \t>")
		end := !first && len(closing) >= len(mark) && strings.Trim(closing, mark[:1]) == ""
		if s.format == mdx && (first || end) {
			line = strings.TrimLeft(line, " \t")
		}
		s.out.WriteString(line)
		if s.at < len(s.src) {
			s.keep("\n")
		}
		if end {
			return
		}
	}
}

// codeSpan copies code between backticks, which ends in the same paragraph, and
// returns its length.
func (s *scanner) codeSpan(rest string) int {
	if s.at >= s.paragraph {
		paragraph, _, _ := strings.Cut(rest, "\n\n")
		s.paragraph, s.lone = s.at+len(paragraph), map[string]bool{}
	}
	rest = s.src[s.at:s.paragraph]
	mark := rest[:len(rest)-len(strings.TrimLeft(rest, "`"))]
	if s.format == markup || s.lone[mark] {
		s.out.WriteString(mark)
		return len(mark)
	}
	for at := len(mark); ; {
		i := strings.Index(rest[at:], mark)
		if i < 0 {
			s.lone[mark] = true
			s.out.WriteString(mark)
			return len(mark)
		}
		at += i
		run := len(rest[at:]) - len(strings.TrimLeft(rest[at:], "`"))
		if run == len(mark) {
			s.out.WriteString(rest[:at+run])
			return at + run
		}
		at += run
	}
}

// brackets are the ends of what starts with a brace, longest first.
var brackets = []struct{ open, close string }{
	{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"{:", "}"},
}

// excerpt puts in the end of the excerpt, if it is the first, and returns the
// length of its mark.
func (s *scanner) excerpt(mark string) int {
	if !s.cut {
		s.out.WriteString(more)
	}
	s.cut = true
	return len(mark)
}

// tagName is the first word in a tag, with the / of one that ends.
var tagName = regexp.MustCompile(`^[{<%\-+ \t\n]*(/?[ \t]*[A-Za-z][\w./-]*)`)

// brace reads what starts with a brace. It returns its length, or 0 if it is text.
func (s *scanner) brace(rest string) int {
	if mark := moreMarks.FindString(head(rest)); mark != "" {
		return s.excerpt(mark)
	}
	if s.format == mdx {
		return balanced(head(rest))
	}
	for _, b := range brackets {
		if !strings.HasPrefix(rest, b.open) {
			continue
		}
		inside, _, _ := strings.Cut(head(rest), "\n\n")
		if b.open == "{:" {
			inside, _, _ = strings.Cut(inside, "\n")
		}
		i := strings.Index(inside[len(b.open):], b.close)
		if i < 0 {
			continue
		}
		n := len(b.open) + i + len(b.close)
		if b.open == "{{<" || b.open == "{{%" || b.open == "{%" {
			n += s.tag(rest[:n], rest[n:])
		} else {
			s.out.WriteString(captions(rest[:n]))
		}
		return n
	}
	return 0
}

// tag writes what stays of a tag, and returns how much after it is done as well.
func (s *scanner) tag(tag, after string) int {
	var name string
	if m := tagName.FindStringSubmatch(tag); m != nil {
		name = strings.ReplaceAll(m[1], " ", "")
	}
	switch name {
	case "raw", "verbatim":
		inner, n := s.upTo(after, "end"+name)
		s.out.WriteString(inner)
		return n
	case "comment":
		_, n := s.upTo(after, "endcomment")
		return n
	case "highlight", "endhighlight", "/highlight", "codeblock", "endcodeblock":
		s.out.WriteString("\n~~~~\n") // what is in it is code
	default:
		s.out.WriteString(captions(tag))
	}
	return 0
}

var endTag = regexp.MustCompile(`\{%-?\s*(end\w+)\s*-?%\}`)

// upTo returns what comes before the tag that ends a block, and the length with
// the tag; nothing if it does not come.
func (s *scanner) upTo(after, name string) (inner string, n int) {
	if s.unclosed[name] {
		return "", 0
	}
	for at := 0; ; {
		m := endTag.FindStringSubmatchIndex(after[at:])
		if m == nil {
			s.unclosed[name] = true
			return "", 0
		}
		if after[at+m[2]:at+m[3]] == name {
			return after[:at+m[0]], at + m[1]
		}
		at += m[1]
	}
}

var caption = regexp.MustCompile(`\b(?:alt|caption|title)\s*=\s*(?:"([^"]*)"|'([^']*)')`)

// captions returns what a tag says about a picture or the like.
func captions(tag string) string {
	var all []string
	for _, m := range caption.FindAllStringSubmatch(tag, -1) {
		if s := fold(m[1] + m[2]); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}

func head(s string) string { return s[:min(len(s), window)] }
