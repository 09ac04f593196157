package regexp

import (
	"strconv"
	"strings"
	"unicode"
)

// A node is a part of an expression.
type node struct {
	kind     kind
	set      set     // of one character
	parts    []*node // of all others
	min, max int     // of a repetition; max is -1 if there is no end
	lazy     bool    // of a repetition: rather fewer
	group    int     // the number of a group, 0 if it captures nothing
}

type kind byte

const (
	oneOf    kind = iota // a character of a set
	sequence             // one after the other
	either               // one of them
	repeated
	group
	textStart
	textEnd
	wordEdge
)

// A set are ranges of characters, or all others.
type set struct {
	ranges []rune // in pairs
	not    bool
}

func (s *set) has(r rune) bool {
	for i := 0; i < len(s.ranges); i += 2 {
		if s.ranges[i] <= r && r <= s.ranges[i+1] {
			return !s.not
		}
	}
	return s.not
}

// add adds a range, with the other case of its letters if fold is set.
func (s *set) add(from, to rune, fold bool) {
	s.ranges = append(s.ranges, from, to)
	if !fold {
		return
	}
	for r := from; r <= to; r++ {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			s.ranges = append(s.ranges, f, f)
		}
	}
}

// classes are the escapes that stand for sets.
var classes = map[byte][]rune{
	'w': {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'},
	's': {'\t', '\n', '\f', '\r', ' ', ' '},
}

// A parser reads an expression. It panics where it sees what it does not know.
type parser struct {
	text   string
	fold   bool
	groups int
}

func (p *parser) fail() { panic("regexp: not known here: " + p.text) }

func (p *parser) take(s string) bool {
	rest, ok := strings.CutPrefix(p.text, s)
	if ok {
		p.text = rest
	}
	return ok
}

func (p *parser) next() byte {
	if p.text == "" || p.text[0] >= 0x80 {
		p.fail()
	}
	c := p.text[0]
	p.text = p.text[1:]
	return c
}

func (p *parser) either() *node {
	n := &node{kind: either}
	for {
		n.parts = append(n.parts, p.sequence())
		if !p.take("|") {
			return n
		}
	}
}

func (p *parser) sequence() *node {
	n := &node{kind: sequence}
	for p.text != "" && p.text[0] != '|' && p.text[0] != ')' {
		n.parts = append(n.parts, p.repeated(p.one()))
	}
	return n
}

func (p *parser) repeated(n *node) *node {
	r := &node{kind: repeated, parts: []*node{n}, max: -1}
	switch {
	case p.take("*"):
	case p.take("+"):
		r.min = 1
	case p.take("?"):
		r.max = 1
	case p.take("{"):
		bounds, rest, _ := strings.Cut(p.text, "}")
		from, to, ok := strings.Cut(bounds, ",")
		var err1, err2 error
		r.min, err1 = strconv.Atoi(from)
		r.max, err2 = strconv.Atoi(to)
		if !ok || err1 != nil || err2 != nil {
			p.fail()
		}
		p.text = rest
	default:
		return n
	}
	r.lazy = p.take("?")
	return r
}

func (p *parser) one() *node {
	switch c := p.next(); c {
	case '(':
		n := &node{kind: group}
		if !p.take("?:") {
			p.groups++
			n.group = p.groups
		}
		n.parts = []*node{p.either()}
		if !p.take(")") {
			p.fail()
		}
		return n
	case '[':
		return &node{set: p.brackets()}
	case '^':
		return &node{kind: textStart}
	case '$':
		return &node{kind: textEnd}
	case '\\':
		if p.take("b") {
			return &node{kind: wordEdge}
		}
		var s set
		p.escape(&s)
		return &node{set: s}
	case '.', '*', '+', '?', '{':
		p.fail()
		return nil
	default:
		var s set
		s.add(rune(c), rune(c), p.fold)
		return &node{set: s}
	}
}

// escape adds what stands behind a backslash.
func (p *parser) escape(s *set) {
	c := p.next()
	switch class := classes[c]; {
	case class != nil:
		for i := 0; i < len(class); i += 2 {
			s.add(class[i], class[i+1], p.fold)
		}
	case unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)):
		p.fail()
	default:
		s.add(rune(c), rune(c), false)
	}
}

// brackets reads a set, behind its opening bracket.
func (p *parser) brackets() (s set) {
	s.not = p.take("^")
	for !p.take("]") {
		if p.take("\\") {
			p.escape(&s)
			continue
		}
		from := rune(p.next())
		to := from
		if len(p.text) > 1 && p.text[0] == '-' && p.text[1] != ']' {
			p.next()
			to = rune(p.next())
		}
		if from == '[' || to == '\\' || to < from {
			p.fail()
		}
		s.add(from, to, p.fold)
	}
	return s
}
