package feed

import (
	"bytes"
	"strings"
)

// tokenKind is a kind of XML markup.
type tokenKind uint8

const (
	textToken tokenKind = iota
	cdataToken
	startToken // <a …> and, with empty set, <a …/>
	endToken
	otherToken // comments, processing instructions, DOCTYPE
)

// maxAttrs is how many attributes of an element are read. The roots of feeds that
// declare every namespace there is have about forty.
const maxAttrs = 200

// A token is a piece of XML as it stands in the input.
type token struct {
	kind  tokenKind
	start int    // where it begins in the input
	raw   []byte // text as it stands; for cdataToken what is between the brackets
	name  string // of a tag, as written
	attrs []attr // of a start tag
	empty bool   // the start tag ends with />
	odd   bool   // the start tag is not well-formed
	anew  bool   // it is to be written anew, as an odd one always is
	cut   bool   // the input ended inside the token
	open  bool   // the end of the CDATA section, comment or the like is missing
}

// An attr is an attribute with its value as it stands in the input.
type attr struct{ name, value string }

// attr returns the value of the attribute with that name.
func (t *token) attr(name string) string {
	for i := range t.attrs {
		if t.attrs[i].name == name {
			return t.attrs[i].value
		}
	}
	return ""
}

// local returns a name without its prefix, in lower case.
func local(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, ':')+1:])
}

// A scanner splits XML into tokens without ever failing: what is no markup is
// text. encoding/xml is stricter, so what comes out of a scanner is written
// anew, well-formed, before gofeed sees it (see [prepare]). It takes linear time
// whatever the input: that is what the memory of searches is for.
type scanner struct {
	in     []byte
	pos    int
	within string // the innermost open element, if the caller keeps account of them

	cdata, comment, instruction search
	unbalanced                  bool // a directive had no end
}

// next returns the next token, or false at the end of the input.
func (s *scanner) next() (token, bool) {
	if s.pos >= len(s.in) {
		return token{}, false
	}
	start := s.pos
	if s.in[start] == '<' {
		if t, ok := s.markup(); ok {
			t.start = start
			return t, true
		}
	}
	// Text. A "<" that starts no markup is part of it, with all that was looked
	// at to see that.
	for s.pos = max(s.pos, start+1); s.pos < len(s.in); s.pos++ {
		i := bytes.IndexByte(s.in[s.pos:], '<')
		if i < 0 {
			s.pos = len(s.in)
			break
		}
		s.pos += i
		if s.pos+1 == len(s.in) || opensMarkup(s.in[s.pos+1]) {
			break
		}
	}
	return token{kind: textToken, start: start, raw: s.in[start:s.pos]}, true
}

// opensMarkup reports whether markup can begin with "<" and this byte.
func opensMarkup(c byte) bool { return isNameStart(c) || c == '/' || c == '!' || c == '?' }

// markup reads what starts with the "<" at the current position, or returns
// false if that is no markup.
func (s *scanner) markup() (token, bool) {
	rest := s.in[s.pos:]
	switch {
	case len(rest) == 1 || string(rest) == "</": // the input was cut off in it
		s.pos = len(s.in)
		return token{kind: otherToken, raw: rest, cut: true}, true
	case len(rest) >= len(beginCDATA) && strings.EqualFold(string(rest[:len(beginCDATA)]), beginCDATA):
		return s.cdataSection(), true
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.skipTo(&s.comment, "-->", len("<!--")), true
	case bytes.HasPrefix(rest, []byte("<?xml ")):
		// Its end is often written like that of a tag.
		end := bytes.IndexByte(rest, '>')
		if end < 0 {
			end = len(rest) - 1
		}
		s.pos += end + 1
		return token{kind: otherToken, raw: rest[:end+1]}, true
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.skipTo(&s.instruction, "?>", len("<?")), true
	case bytes.HasPrefix(rest, []byte("<!")):
		before := s.unbalanced
		n := s.directiveLen(rest)
		s.pos += n
		return token{kind: otherToken, raw: rest[:n], open: s.unbalanced && !before}, true
	case bytes.HasPrefix(rest, []byte("</")):
		n := nameLen(rest[2:])
		if n == 0 {
			return token{}, false
		}
		t := token{kind: endToken, name: string(rest[2 : 2+n])}
		switch i := bytes.IndexAny(rest[1:], "<>") + 1; {
		case i == 0:
			s.pos, t.cut = len(s.in), true
		case rest[i] == '>':
			s.pos += i + 1
		default:
			s.pos += i
		}
		return t, true
	}
	return s.startTag()
}

const beginCDATA = "<![CDATA["

// cdataSection reads a CDATA section. If another one begins before it ends, or
// none ends any more, its end is missing; then it ends with the element that it
// is in.
func (s *scanner) cdataSection() token {
	const finish = "]]>"
	body := s.in[s.pos+len(beginCDATA):]
	end := s.cdata.find(s.in, s.pos+len(beginCDATA), finish)
	upTo := body
	if end >= 0 {
		upTo = s.in[s.pos+len(beginCDATA) : end]
	}
	if s.within != "" && (end < 0 || bytes.Contains(upTo, []byte(beginCDATA))) {
		if i := bytes.Index(upTo, []byte("</"+s.within)); i >= 0 {
			s.pos += len(beginCDATA) + i
			return token{kind: cdataToken, raw: upTo[:i], open: true}
		}
	}
	if end < 0 {
		s.pos = len(s.in)
		return token{kind: cdataToken, raw: bytes.TrimRight(body, "]"), cut: true}
	}
	s.pos = end + len(finish)
	return token{kind: cdataToken, raw: upTo}
}

// skipTo reads up to and including end. If there is none, only the first skip
// bytes are taken for markup: the rest may still hold articles.
func (s *scanner) skipTo(mem *search, end string, skip int) token {
	t := token{kind: otherToken}
	start := s.pos
	if at := mem.find(s.in, start+skip, end); at >= 0 {
		s.pos = at + len(end)
	} else {
		s.pos += skip
		t.open = true
	}
	t.raw = s.in[start:s.pos]
	return t
}

// A search remembers where a string was found last, so that to look for the same
// end again and again does not mean to read the rest of the input each time.
type search struct {
	done     bool
	from, at int // looked for from here, found there, or -1
}

func (m *search) find(in []byte, from int, what string) int {
	if m.done && from >= m.from && (m.at < 0 || from <= m.at) {
		return m.at
	}
	m.done, m.from = true, from
	if m.at = bytes.Index(in[from:], []byte(what)); m.at >= 0 {
		m.at += from
	}
	return m.at
}

// directiveLen returns the length of <!DOCTYPE …>, whose internal subset may
// have brackets and quoted text with ">" in it.
func (s *scanner) directiveLen(b []byte) int {
	depth, quote := 0, byte(0)
	for i := range b {
		if s.unbalanced {
			break
		}
		switch c := b[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			depth++
		case c == '>':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	// Unbalanced: then it ends where it seems to.
	s.unbalanced = true
	if i := bytes.IndexByte(b, '>'); i >= 0 {
		return i + 1
	}
	return len(b)
}

// startTag reads a start tag. A "<" without a name after it, or a tag with
// another "<" outside of its quotes, is text.
func (s *scanner) startTag() (token, bool) {
	rest := s.in[s.pos:]
	n := nameLen(rest[1:])
	if n == 0 {
		return token{}, false
	}
	t := token{kind: startToken, name: string(rest[1 : 1+n])}
	i := 1 + n
	for {
		start := i
		i += spaceLen(rest[i:])
		if i == len(rest) {
			t.cut = true
			s.pos = len(s.in)
			return t, true
		}
		switch c := rest[i]; {
		case c == '>':
			s.pos += i + 1
			t.raw = rest[:i+1]
			return t, true
		case c == '/' && i+1 < len(rest) && rest[i+1] == '>':
			t.empty = true
			s.pos += i + 2
			t.raw = rest[:i+2]
			return t, true
		case c == '<':
			s.pos += i
			return token{}, false
		}
		n := nameLen(rest[i:])
		if n == 0 {
			t.odd = true
			i++
			continue
		}
		if i == start {
			t.odd = true // no space before the attribute
		}
		a := attr{name: string(rest[i : i+n])}
		i += n
		if eq := i + spaceLen(rest[i:]); eq == len(rest) || rest[eq] != '=' {
			t.odd = true // no value
		} else {
			i = eq + 1
			i += spaceLen(rest[i:])
			i += t.value(&a, rest[i:])
		}
		if len(t.attrs) == maxAttrs {
			t.odd = true
			continue
		}
		t.attrs = append(t.attrs, a)
	}
}

// value reads an attribute's value and returns how long it is with its quotes. If
// the closing quote seems to be missing, it ends like one without quotes.
func (t *token) value(a *attr, b []byte) int {
	if len(b) == 0 {
		return 0 // cut
	}
	n := 0
	if quote := b[0]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(b[1:], quote)
		if end >= 0 && !t.runsOver(b[1:1+end], b[end+2:]) {
			a.value = string(b[1 : 1+end])
			t.anew = t.anew || strings.ContainsAny(a.value, "<&")
			return end + 2
		}
		b = b[1:]
		n = 1
	}
	t.odd = true
	end := bytes.IndexAny(b, " \t\r\n<>")
	if end < 0 {
		end = len(b)
	}
	a.value = string(b[:end])
	return n + end
}

// runsOver reports whether what stands in quotes is more than a value, so that
// its closing quote must be missing: it holds the start or end of an item, or of
// anything in the tag of an item or what is around items, or it ends like the
// beginning of the next attribute, whose value follows.
func (t *token) runsOver(value, after []byte) bool {
	if name, ok := bytes.CutSuffix(value, []byte("=")); ok && len(after) > 0 && bytes.IndexByte([]byte(" \t\r\n/>"), after[0]) < 0 {
		name = name[bytes.LastIndexAny(name, " \t\r\n")+1:]
		if len(name) < len(value)-1 && len(name) > 0 && nameLen(name) == len(name) {
			return true
		}
	}
	if bytes.IndexByte(value, '<') < 0 {
		return false
	}
	switch local(t.name) {
	case "rss", "rdf", "feed", "channel", "item", "entry":
		return true
	}
	for _, tag := range []string{"<item", "</item", "<entry", "</entry"} {
		if bytes.Contains(value, []byte(tag)) {
			return true
		}
	}
	return false
}

// nameLen returns the length of the name that b starts with: letters, digits and
// signs of ASCII, and a colon where it separates a prefix. XML has more letters,
// but no feed format does, and "<привет>" in a title is text.
func nameLen(b []byte) int {
	n, colons := 0, 0
	for n < len(b) {
		c := b[n]
		switch {
		case isNameStart(c):
		case n > 0 && (isDigit(c) || c == '-' || c == '.'):
		case c == ':' && n > 0 && colons == 0 && n+1 < len(b) && isNameStart(b[n+1]):
			colons++
		default:
			return n
		}
		n++
	}
	return n
}

func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
}

func spaceLen(b []byte) int {
	n := 0
	for n < len(b) && (b[n] == ' ' || b[n] == '\t' || b[n] == '\r' || b[n] == '\n') {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
