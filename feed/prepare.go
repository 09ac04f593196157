package feed

import (
	"bytes"
	"errors"
	"net/url"
	"strings"
)

// Limits that no honest feed reaches. gofeed recurses into elements it does not
// know: about two million nested ones, 14 kB of gzip, exhaust the goroutine's
// stack, which nothing can recover from. The namespaces in scope are looked
// through for every prefix.
const (
	maxDepth      = 400
	maxNamespaces = 100
)

var (
	errTooDeep           = errors.New("XML elements are nested more than 400 deep")
	errTooManyNamespaces = errors.New("XML declares more than 100 namespaces at once")
)

// prepared is XML that gofeed can read.
type prepared struct {
	root    string // the root element: "rss", "rdf" or "feed"
	in      []byte // what it was made of, without characters that XML forbids
	xml     []byte
	feed    mark // about the feed itself
	items   []mark
	inner   []int // where in the input items begin that are no articles of the feed
	cut     bool  // the input ended before the root element did
	repairs repairs
}

// An element is an open element.
type element struct {
	name   string // as written
	as     string // as it is to be written; "" if it is not
	start  int    // where it is in prepared.xml
	lang   string
	base   *url.URL
	ns     string // gofeed's prefix for its namespace; "" if that is the feed's own
	space  string // the default namespace
	spaces []attr // the attributes that declare namespaces
	item   int    // the number of the item it is; -1 if it is none
	part   int    // the number of the part of an item that it is, from 1; 0 if it is none
	role   role
	text   bool // it has text, so it can have no children (see known.go)
	parent bool // it has children, so it can have no text

	scope scope // whether items in it are its own
}

// prepare writes the XML anew, well-formed: every element closed, every "&" and
// "<" that starts nothing escaped, without comments, instructions and DOCTYPE
// (so that there are no entities to expand), and without what no document is
// made of. On the way it notes what gofeed loses, marks the items so that the
// two can be put together again, and checks the limits.
//
// What is written are the items and what stands beside them; the elements around
// them, which are nested in every way there is, are not (see batches.go).
// Namespaces are resolved: elements of the feed's own have no prefix, others that
// of gofeed, and there are no declarations. xml:base, made absolute against base,
// is noted and not written.
func prepare(f input, base *url.URL, maxItems int) (*prepared, error) {
	p := &preparer{base: base, maxItems: maxItems, doctype: f.doctype}
	p.out.repairs.at = -1
	in, count, first := forbidden(f.text)
	p.out.in = in
	p.patience = 4*len(in) + maxScope
	p.out.xml = make([]byte, 0, len(in)+len(in)/16)
	s := scanner{in: in}
	for {
		if n := len(p.open); n > 0 {
			s.within = p.open[n-1].name
		}
		t, ok := s.next()
		if !ok {
			break
		}
		if err := p.token(&t); err != nil {
			return nil, err
		}
	}
	p.finish()
	p.out.forbidden(count, first)
	return &p.out, nil
}

// finish closes what is open at the end of the input.
func (p *preparer) finish() {
	if len(p.open) > 0 && (!p.ended || p.out.repairs.at >= 0) {
		p.endsHere()
	}
	p.closeTo(0)
}

// endsHere notes that the feed stops in the middle. Half a text is better than
// none, but half an address, ID or date would be another one.
func (p *preparer) endsHere() {
	p.out.cut = true
	for i := 0; i < len(p.open); i++ {
		n := p.open[i].item
		if n < 0 {
			continue
		}
		p.out.items[n].partial = true
		if i+1 == len(p.open) || p.open[i+1].role == droppedRole {
			continue
		}
		e := &p.open[i+1]
		if name := local(e.name); name == "title" || isText(name) {
			continue
		}
		p.out.xml = p.out.xml[:e.start]
		if m := &p.out.items[n]; e.part > 0 {
			m.parts = m.parts[:e.part-1]
		}
		for len(p.open) > i+1 {
			p.spaces -= len(p.open[len(p.open)-1].spaces)
			p.open = p.open[:len(p.open)-1]
		}
	}
}

// forbidden takes in how many characters that XML forbids were left out, and
// where the first was.
func (p *prepared) forbidden(count, first int) {
	if count == 0 {
		return
	}
	r := &p.repairs
	r.count[repairCharacter], r.item[repairCharacter] = count, -1
	for n := range p.items {
		if m := &p.items[n]; m.from <= first && first <= m.to {
			r.item[repairCharacter] = n
		}
	}
}

type preparer struct {
	out            prepared
	base           *url.URL
	rebased        rebased
	open           []element
	maxItems       int
	native         []string // the default namespaces of the elements around items
	nativePrefixes []string // and their prefixes, where they are known for nothing else
	spaces         int      // declared by the open elements
	elements       int      // of the open item, or outside of items (see known.go)
	outside        int      // elements outside of items, while one is open
	patience       int      // bytes to look ahead in (see inner.go)
	pos            int      // where the token begins in the input

	channel  bool // there is one, or it has been missed
	doctype  bool // there may be entities of its own
	declared bool // an XML declaration came just before
	// The channel has ended, or the root element, whose end tag is written
	// last: from here on only items count.
	tail, ended bool
}

func (p *preparer) token(t *token) error {
	p.pos = t.start
	declared := p.declared
	p.declared = declared && t.kind == textToken && len(bytes.TrimSpace(t.raw)) == 0
	switch t.kind {
	case textToken, cdataToken:
		p.text(t)
	case otherToken:
		if t.open {
			p.out.repairs.note(repairComment)
		}
		p.declared = bytes.HasPrefix(t.raw, []byte("<?xml "))
		p.doctype = p.doctype || isDoctype(t.raw)
	case startToken:
		if !t.cut {
			return p.start(t, declared)
		}
		p.out.cut = p.out.cut || !p.ended
		if p.out.root == "" {
			p.out.root = local(t.name)
		}
	case endToken:
		p.end(t.name)
	}
	return nil
}

// text writes text and CDATA sections.
func (p *preparer) text(t *token) {
	if len(p.open) == 0 {
		return
	}
	e := &p.open[len(p.open)-1]
	if n := p.out.repairs.at; n >= 0 && !p.out.items[n].other {
		p.out.items[n].other = len(bytes.TrimSpace(t.raw)) > 0
	}
	r := &p.out.repairs
	if e.role == frameRole && e.item < 0 && !p.ended && len(bytes.TrimSpace(t.raw)) > 0 {
		r.note(repairBetween)
	}
	if e.role == droppedRole || e.role == frameRole || e.parent {
		return
	}
	if t.open {
		r.note(repairCDATA)
	}
	out, raw := p.out.xml, t.raw
	if t.cut || t.kind == textToken && t.start+len(raw) == len(p.out.in) {
		raw = withoutCut(raw)
	}
	switch {
	case t.kind == textToken:
		out = appendText(out, raw, p.repairsOfText())
	case e.role == verbatimRole && !bytes.Contains(raw, []byte("]]>")):
		out = append(out, "<![CDATA["...)
		out = append(out, raw...)
		out = append(out, "]]>"...)
	default:
		out = appendEscaped(out, raw)
	}
	if e.role == extensionRole && !e.text {
		e.text = len(bytes.TrimSpace(t.raw)) > 0
	}
	p.out.xml = out
}

// repairsOfText returns where repairs of text are to be noted. With a DOCTYPE,
// entities of HTML are as a rule declared there.
func (p *preparer) repairsOfText() *repairs {
	r := &p.out.repairs
	r.entities = !p.doctype
	return r
}

// end closes the element, and those inside it that are still open. An end tag
// without a start is left out.
func (p *preparer) end(name string) {
	for i := len(p.open) - 1; i >= 0; i-- {
		o := p.open[i].name
		if o != name && !strings.EqualFold(o, name) {
			continue
		}
		if inside := len(p.open) - 1 - i; inside > 0 {
			p.out.repairs.note(repairUnclosed)
		}
		switch {
		case i == 0:
			p.closeTo(1)
			p.tail, p.ended = true, true
		case p.open[i].role == frameRole && p.open[i].item < 0:
			p.closeTo(i)
			p.tail = p.tail || i == 1
		default:
			p.closeTo(i)
		}
		return
	}
	if len(p.open) > 0 && !p.tail && !void(name) {
		p.out.repairs.note(repairStray)
	}
}

// closeTo closes elements until n are open.
func (p *preparer) closeTo(n int) {
	for len(p.open) > n {
		p.pop()
	}
}

func (p *preparer) pop() {
	n := len(p.open) - 1
	e := p.open[n]
	if e.part > 0 {
		p.endPart(e.part)
	}
	p.open = p.open[:n]
	if e.as != "" {
		p.out.xml = append(p.out.xml, "</"+e.as+">"...)
	}
	p.spaces -= len(e.spaces)
	if e.item >= 0 {
		m := &p.out.items[e.item]
		m.end, m.to = len(p.out.xml), p.pos
		p.out.repairs.at, p.elements = -1, p.outside
	}
}
