// Package regexp stands in for the standard library's, which carries the names and
// tables of all scripts for the handful of expressions in the engine. It knows what
// these are made of, finds the same matches, and takes linear time as well.
package regexp

import "unicode/utf8"

// Regexp is an expression, ready for use.
type Regexp struct {
	steps    []step
	groups   int
	anchored bool // a match begins where the text does
}

// MustCompile panics if the expression has something that is not known here.
func MustCompile(text string) *Regexp {
	p := &parser{text: text}
	p.fold = p.take("(?i)")
	n := p.either()
	if p.text != "" {
		p.fail()
	}
	re := &Regexp{groups: p.groups}
	re.program(n)
	re.anchored = re.steps[0].do == atStart && len(n.parts) == 1
	re.emit(step{do: done})
	return re
}

// Match reports whether there is a match.
func (re *Regexp) Match(b []byte) bool { return re.find(b, 0) != nil }

// MatchString reports whether there is a match.
func (re *Regexp) MatchString(s string) bool { return re.Match([]byte(s)) }

// FindIndex returns where the first match begins and ends, nil if there is none.
func (re *Regexp) FindIndex(b []byte) []int {
	if m := re.find(b, 0); m != nil {
		return m[:2]
	}
	return nil
}

// FindSubmatch returns the first match and its groups, nil if there is none.
func (re *Regexp) FindSubmatch(b []byte) [][]byte {
	m := re.find(b, 0)
	if m == nil {
		return nil
	}
	list := make([][]byte, len(m)/2)
	for i := range list {
		if m[2*i] >= 0 {
			list[i] = b[m[2*i]:m[2*i+1]:m[2*i+1]]
		}
	}
	return list
}

// FindStringSubmatch returns the first match and its groups, nil if there is none.
func (re *Regexp) FindStringSubmatch(s string) []string {
	m := re.find([]byte(s), 0)
	if m == nil {
		return nil
	}
	list := make([]string, len(m)/2)
	for i := range list {
		if m[2*i] >= 0 {
			list[i] = s[m[2*i]:m[2*i+1]]
		}
	}
	return list
}

// ReplaceAllStringFunc replaces all matches, of which none may be empty.
func (re *Regexp) ReplaceAllStringFunc(s string, by func(string) string) string {
	var out []byte
	b, at := []byte(s), 0
	for {
		m := re.find(b, at)
		if m == nil {
			return string(append(out, b[at:]...))
		}
		out = append(append(out, b[at:m[0]]...), by(s[m[0]:m[1]])...)
		at = m[1]
	}
}

// A thread is a way to read the text up to here; marks says where groups, the first
// being the whole match, began and ended.
type thread struct {
	step  int
	marks []int
}

// A run has the threads at one place of the text, the preferred first.
type run struct {
	re      *Regexp
	text    []byte
	threads []thread
	seen    []int // by step: the place, plus one, where there was a thread at it
}

// find returns the marks of the first match at or after a place, of those that begin
// at the same the preferred one.
func (re *Regexp) find(text []byte, from int) (best []int) {
	now := &run{re: re, text: text, seen: make([]int, len(re.steps))}
	next := &run{re: re, text: text, seen: make([]int, len(re.steps))}
	for at := from; ; {
		if best == nil && (at == 0 || !re.anchored) {
			marks := make([]int, 2+2*re.groups)
			for i := range marks {
				marks[i] = -1
			}
			marks[0] = at
			now.add(0, at, marks)
		}
		if len(now.threads) == 0 && (best != nil || re.anchored || at >= len(text)) {
			return best
		}
		r, size := utf8.DecodeRune(text[at:])
		for _, t := range now.threads {
			s := &re.steps[t.step]
			if s.do == done {
				best = t.marks
				best[1] = at
				break // those that follow are less preferred
			}
			if size > 0 && s.set.has(r) {
				next.add(t.step+1, at+size, t.marks)
			}
		}
		if size == 0 {
			return best
		}
		at += size
		now, next = next, now
		next.threads = next.threads[:0]
	}
}

// add adds the threads that a step leads to without reading.
func (n *run) add(i, at int, marks []int) {
	if n.seen[i] == at+1 {
		return
	}
	n.seen[i] = at + 1
	switch s := &n.re.steps[i]; s.do {
	case split:
		n.add(s.x, at, marks)
		n.add(s.y, at, marks)
	case jump:
		n.add(s.x, at, marks)
	case mark:
		m := append([]int(nil), marks...)
		m[s.x] = at
		n.add(i+1, at, m)
	case atStart:
		if at == 0 {
			n.add(i+1, at, marks)
		}
	case atEnd:
		if at == len(n.text) {
			n.add(i+1, at, marks)
		}
	case atEdge:
		if n.word(at-1) != n.word(at) {
			n.add(i+1, at, marks)
		}
	default:
		n.threads = append(n.threads, thread{i, marks})
	}
}

func (n *run) word(at int) bool {
	s := set{ranges: classes['w']}
	return at >= 0 && at < len(n.text) && s.has(rune(n.text[at]))
}
