package feed

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// feedparser's test files say what they expect as an expression in Python. This
// file reads the part of Python that occurs in them.

// A node is a part of an expression.
type node struct {
	op    string // "or", "and", "not", "==", "!=", "len", "has_key", "path", "list", "dict", "literal"
	args  []*node
	path  []any // of a path: names and positions
	value any   // of a literal: string, int, bool or nil
}

// paths returns the dotted names of the values that the expression looks at,
// without positions.
func (n *node) paths() []string {
	var list []string
	if n.op == "path" {
		var names []string
		for _, p := range n.path {
			if s, ok := p.(string); ok {
				names = append(names, s)
			}
		}
		list = append(list, strings.Join(names, "."))
	}
	for _, a := range n.args {
		list = append(list, a.paths()...)
	}
	return list
}

// A missing is the value of a path that leads nowhere.
type missing struct{}

// eval evaluates the expression. equal compares two values.
func (n *node) eval(env map[string]any, equal func(a, b any) bool) any {
	arg := func(i int) any { return n.args[i].eval(env, equal) }
	switch n.op {
	case "or":
		return truth(arg(0)) || truth(arg(1))
	case "and":
		return truth(arg(0)) && truth(arg(1))
	case "not":
		return !truth(arg(0))
	case "==":
		return equal(arg(0), arg(1))
	case "!=":
		return !equal(arg(0), arg(1))
	case "len":
		if list, ok := arg(0).([]any); ok {
			return len(list)
		}
		return missing{}
	case "has_key":
		dict, _ := arg(0).(map[string]any)
		key, _ := arg(1).(string)
		_, ok := dict[key]
		return ok
	case "path":
		var v any = env
		for _, p := range n.path {
			v = step(v, p)
		}
		return v
	case "list":
		list := make([]any, len(n.args))
		for i := range n.args {
			list[i] = arg(i)
		}
		return list
	case "dict":
		dict := map[string]any{}
		for i := 0; i < len(n.args); i += 2 {
			key, _ := arg(i).(string)
			dict[key] = arg(i + 1)
		}
		return dict
	}
	return n.value
}

func step(v, p any) any {
	switch p := p.(type) {
	case string:
		if dict, ok := v.(map[string]any); ok {
			if v, ok := dict[p]; ok {
				return v
			}
		}
	case int:
		if list, ok := v.([]any); ok && p >= 0 && p < len(list) {
			return list[p]
		}
	}
	return missing{}
}

func truth(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case int:
		return v != 0
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case nil, missing:
		return false
	}
	return true
}

// parseExpect reads an expression.
func parseExpect(s string) (n *node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v in %s", r, s)
		}
	}()
	p := &expectParser{in: strings.TrimSpace(s)}
	n = p.or()
	if p.in != "" {
		panic(fmt.Sprintf("unexpected %q", p.in))
	}
	return n, nil
}

// An expectParser reads from the front of in. Its methods panic with a message.
type expectParser struct{ in string }

func (p *expectParser) take(token string) bool {
	rest, ok := strings.CutPrefix(p.in, token)
	if !ok || nameLenOf(token) > 0 && nameLenOf(rest) > 0 {
		return false
	}
	p.in = strings.TrimSpace(rest)
	return true
}

func (p *expectParser) want(token string) {
	if !p.take(token) {
		panic(fmt.Sprintf("no %q before %q", token, p.in))
	}
}

func (p *expectParser) or() *node {
	n := p.and()
	for p.take("or") {
		n = &node{op: "or", args: []*node{n, p.and()}}
	}
	return n
}

func (p *expectParser) and() *node {
	n := p.not()
	for p.take("and") {
		n = &node{op: "and", args: []*node{n, p.not()}}
	}
	return n
}

func (p *expectParser) not() *node {
	if p.take("not") {
		return &node{op: "not", args: []*node{p.not()}}
	}
	// a == b == c is a == b and b == c.
	left := p.operand()
	var n *node
	for {
		op := ""
		for _, s := range []string{"==", "!=", "is"} {
			if op == "" && p.take(s) {
				op = s
			}
		}
		if op == "" {
			break
		}
		if op == "is" {
			op = "=="
		}
		right := p.operand()
		pair := &node{op: op, args: []*node{left, right}}
		if n == nil {
			n = pair
		} else {
			n = &node{op: "and", args: []*node{n, pair}}
		}
		left = right
	}
	if n == nil {
		return left
	}
	return n
}

func (p *expectParser) operand() *node {
	switch {
	case p.take("("):
		return p.list(")")
	case p.take("["):
		return p.list("]")
	case p.take("{"):
		n := &node{op: "dict"}
		for !p.take("}") {
			n.args = append(n.args, p.operand())
			p.want(":")
			n.args = append(n.args, p.operand())
			p.take(",")
		}
		return n
	case p.take("len"):
		p.want("(")
		n := &node{op: "len", args: []*node{p.or()}}
		p.want(")")
		return n
	}
	if s, ok := p.str(); ok {
		return &node{op: "literal", value: s}
	}
	word := p.word()
	switch word {
	case "None":
		return &node{op: "literal"}
	case "True", "False":
		return &node{op: "literal", value: word == "True"}
	}
	if n, err := strconv.Atoi(word); err == nil {
		return &node{op: "literal", value: n}
	}
	return p.trailers(&node{op: "path", path: []any{word}})
}

// list reads a list, a tuple or what is in parentheses.
func (p *expectParser) list(end string) *node {
	n := &node{op: "list"}
	commas := 0
	for !p.take(end) {
		n.args = append(n.args, p.or())
		if p.take(",") {
			commas++
		}
	}
	if end == ")" && commas == 0 && len(n.args) == 1 {
		return n.args[0]
	}
	return n
}

func (p *expectParser) trailers(n *node) *node {
	for {
		switch {
		case p.take("["):
			if s, ok := p.str(); ok {
				n.path = append(n.path, s)
			} else if i, err := strconv.Atoi(p.word()); err == nil {
				n.path = append(n.path, i)
			} else {
				panic(err)
			}
			p.want("]")
		case p.take(".has_key("):
			key := p.operand()
			p.want(")")
			return &node{op: "has_key", args: []*node{n, key}}
		case p.take("."):
			n.path = append(n.path, p.word())
		default:
			return n
		}
	}
}

func nameLenOf(s string) int {
	n := 0
	for n < len(s) && (isNameStart(s[n]) || isDigit(s[n])) {
		n++
	}
	return n
}

func (p *expectParser) word() string {
	n := nameLenOf(p.in)
	if strings.HasPrefix(p.in, "-") {
		n = 1 + nameLenOf(p.in[1:])
	}
	if n == 0 {
		panic(fmt.Sprintf("unexpected %q", p.in))
	}
	word := p.in[:n]
	p.in = strings.TrimSpace(p.in[n:])
	return word
}

// str reads a string, in any of Python's quotes.
func (p *expectParser) str() (string, bool) {
	rest := p.in
	for _, prefix := range []string{"u", "r"} {
		if r, ok := strings.CutPrefix(rest, prefix); ok && r != "" && (r[0] == '\'' || r[0] == '"') {
			rest = r
		}
	}
	i := slices.IndexFunc([]string{`"""`, `'''`, `"`, `'`}, func(q string) bool { return strings.HasPrefix(rest, q) })
	if i < 0 {
		return "", false
	}
	quote := []string{`"""`, `'''`, `"`, `'`}[i]
	rest = rest[len(quote):]
	var b strings.Builder
	for !strings.HasPrefix(rest, quote) {
		if rest == "" {
			panic("a string without an end")
		}
		r, _, tail, err := strconv.UnquoteChar(rest, 0)
		switch {
		case rest[0] != '\\':
			r, n := utf8.DecodeRuneInString(rest)
			b.WriteRune(r)
			rest = rest[n:]
			continue
		case err == nil:
			b.WriteRune(r)
		case len(rest) > 1 && rest[1] == '\n': // the line goes on
			tail = rest[2:]
		case len(rest) > 1: // \' and what Python does not know
			if rest[1] != '\'' && rest[1] != '"' {
				b.WriteByte('\\')
			}
			b.WriteByte(rest[1])
			tail = rest[2:]
		default:
			panic("a string without an end")
		}
		rest = tail
	}
	p.in = strings.TrimSpace(rest[len(quote):])
	if more, ok := p.str(); ok { // 'a' 'b' is one string
		b.WriteString(more)
	}
	return b.String(), true
}
