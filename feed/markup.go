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

// maxCut is how much of the input a tag without an end may swallow.
const maxCut = 4096

// A token is a piece of XML as it stands in the input.
type token struct {
	kind  tokenKind
	raw   []byte // text as it stands; for cdataToken what is between the brackets
	name  string // of a tag, as written
	attrs []attr // of a start tag
	empty bool   // the start tag ends with />
	odd   bool   // the start tag is not well-formed: write it anew
	cut   bool   // the input ended inside the token
}

// An attr is an attribute with its value as it stands in the input.
type attr struct{ name, value string }

// local returns a name without its prefix, in lower case.
func local(name string) string {
	return strings.ToLower(name[strings.LastIndexByte(name, ':')+1:])
}

// A scanner splits XML into tokens without ever failing: what is no markup is
// text. encoding/xml is stricter, so what comes out of a scanner is written
// anew, well-formed, before gofeed sees it (see [prepare]).
type scanner struct {
	in  []byte
	pos int
}

// next returns the next token, or false at the end of the input.
func (s *scanner) next() (token, bool) {
	if s.pos >= len(s.in) {
		return token{}, false
	}
	if s.in[s.pos] == '<' {
		if t, ok := s.markup(); ok {
			return t, true
		}
	}
	// Text. A "<" that starts no markup is part of it.
	start := s.pos
	s.pos++
	if i := bytes.IndexByte(s.in[s.pos:], '<'); i >= 0 {
		s.pos += i
	} else {
		s.pos = len(s.in)
	}
	return token{kind: textToken, raw: s.in[start:s.pos]}, true
}

// markup reads what starts with the "<" at the current position, or returns
// false and stays if that is no markup.
func (s *scanner) markup() (token, bool) {
	rest := s.in[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		body := rest[len("<![CDATA["):]
		if i := bytes.Index(body, []byte("]]>")); i >= 0 {
			s.pos += len("<![CDATA[") + i + len("]]>")
			return token{kind: cdataToken, raw: body[:i]}, true
		}
		s.pos = len(s.in)
		return token{kind: cdataToken, raw: body, cut: true}, true
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.skipTo("-->", len("<!--")), true
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.skipTo("?>", len("<?")), true
	case bytes.HasPrefix(rest, []byte("<!")):
		s.pos += directiveLen(rest)
		return token{kind: otherToken, raw: rest}, true
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

// skipTo reads up to and including end. If there is none, only the first skip
// bytes are taken for markup: the rest may still hold articles.
func (s *scanner) skipTo(end string, skip int) token {
	rest := s.in[s.pos:]
	if i := bytes.Index(rest[skip:], []byte(end)); i >= 0 {
		s.pos += skip + i + len(end)
	} else {
		s.pos += skip
	}
	return token{kind: otherToken, raw: rest}
}

// directiveLen returns the length of <!DOCTYPE …>, whose internal subset may
// have brackets and quoted text with ">" in it.
func directiveLen(b []byte) int {
	depth, quote := 0, byte(0)
	for i := range b {
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
		eq := i + spaceLen(rest[i:])
		if eq == len(rest) || rest[eq] != '=' {
			t.odd = true // no value
			t.attrs = append(t.attrs, a)
			continue
		}
		i = eq + 1
		i += spaceLen(rest[i:])
		if i == len(rest) {
			continue // cut
		}
		var end int
		if quote := rest[i]; quote == '"' || quote == '\'' {
			i++
			end = bytes.IndexByte(rest[i:], quote)
			if end < 0 && len(rest) > maxCut {
				return token{}, false // the quote is missing, not the rest of the feed
			}
			if end < 0 {
				t.cut = true
				s.pos = len(s.in)
				return t, true
			}
			a.value = string(rest[i : i+end])
			i += end + 1
		} else {
			t.odd = true
			end = bytes.IndexAny(rest[i:], " \t\r\n<>")
			if end < 0 {
				end = len(rest) - i
			}
			a.value = string(rest[i : i+end])
			i += end
		}
		if strings.ContainsAny(a.value, "<&") {
			t.odd = true
		}
		t.attrs = append(t.attrs, a)
	}
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
