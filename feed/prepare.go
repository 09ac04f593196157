package feed

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// Limits that no honest feed reaches. gofeed recurses into elements it does not
// know: about two million nested ones, 14 kB of gzip, exhaust the goroutine's
// stack, which nothing can recover from. It also copies all namespace bindings
// in scope for every element.
const (
	maxDepth      = 400
	maxNamespaces = 100
)

var (
	errTooDeep           = errors.New("XML elements are nested more than 400 deep")
	errTooManyNamespaces = errors.New("XML declares more than 100 namespaces at once")
)

// markSpace is the namespace of the element that prepare puts first into every
// item. Its text is the item's number.
const markSpace = "urn:kindred:mark"

// A mark is what gofeed does not tell of an item (or of the feed itself), and
// where the item stands.
type mark struct {
	start, end int    // the item in prepared.xml
	parents    []span // the start tags around it
	partial    bool   // the input ended inside the item

	about       string   // rdf:about
	lang        string   // xml:lang of the item, or around it
	textLang    string   // xml:lang of its content or title
	base        *url.URL // xml:base of the item, or around it
	contentBase *url.URL // xml:base of its content
	// Atom's text types, which gofeed drops for all but the content.
	titleType, summaryType string
}

type span struct{ start, end int }

// prepared is XML that gofeed can read.
type prepared struct {
	xml   []byte
	feed  mark // about the feed itself
	items []mark

	cut      bool // the input ended before the root element did
	unclosed int  // elements closed for the author
	stray    int  // end tags without a start, left out
	renamed  int  // namespaces corrected
}

// An element is an open element.
type element struct {
	name string // as written
	tag  span   // its start tag in prepared.xml
	lang string
	base *url.URL
	item int // the number of the item it is; -1 if it is none
	ns   int // how many namespaces it declares
}

// prepare writes the XML anew, well-formed: every element closed, every "&" and
// "<" that starts nothing escaped, without comments, instructions and DOCTYPE
// (so that there are no entities to expand). On the way it notes what gofeed
// loses, marks the items so that the two can be put together again, and checks
// the limits.
//
// xml:base is made absolute against base, and cut to its folder, because gofeed
// takes the last segment of its path for a folder.
func prepare(in []byte, base *url.URL, maxItems int) (*prepared, error) {
	p := &preparer{base: base, maxItems: maxItems}
	p.out.xml = make([]byte, 0, len(in)+len(in)/16)
	in = cleanUTF8(in)
	s := scanner{in: in}
	for !p.done {
		t, ok := s.next()
		if !ok {
			break
		}
		if err := p.token(&t); err != nil {
			return nil, err
		}
	}
	if !p.done {
		p.out.cut = true
		for i := range p.open {
			if n := p.open[i].item; n >= 0 {
				p.out.items[n].partial = true
			}
		}
		p.closeTo(0)
	}
	return &p.out, nil
}

type preparer struct {
	out        prepared
	base       *url.URL
	open       []element
	namespaces int
	maxItems   int
	done       bool // the root element has ended
}

func (p *preparer) token(t *token) error {
	switch t.kind {
	case textToken:
		if len(p.open) > 0 {
			p.out.xml = appendText(p.out.xml, t.raw)
		}
	case cdataToken:
		if len(p.open) > 0 {
			p.out.xml = append(p.out.xml, "<![CDATA["...)
			p.out.xml = append(p.out.xml, t.raw...)
			p.out.xml = append(p.out.xml, "]]>"...)
		}
	case startToken:
		if !t.cut {
			return p.start(t)
		}
	case endToken:
		p.end(t.name)
	}
	return nil
}

func (p *preparer) start(t *token) error {
	around, item := p.isItem(t)
	if item && around < len(p.open) {
		p.out.unclosed++ // most often the end tag of the item before
		p.closeTo(around)
	}
	e := element{name: t.name, item: -1}
	if n := len(p.open); n > 0 {
		e.lang, e.base = p.open[n-1].lang, p.open[n-1].base
	}
	var about, typ string
	for i := range t.attrs {
		a := &t.attrs[i]
		switch value := attrValue(a.value); {
		case a.name == "xml:lang":
			e.lang = value
		case a.name == "xml:base":
			e.base = p.rebase(e.base, value)
			t.odd = true // to be written anew
			if a.value = ""; e.base != nil {
				a.value = e.base.ResolveReference(&url.URL{Path: "."}).String()
			}
		case a.name == "xmlns" || strings.HasPrefix(a.name, "xmlns:"):
			e.ns++
			if a.name == "xmlns" && len(p.open) == 0 && t.name == "feed" && !atomSpace(value) {
				a.value, t.odd = "http://www.w3.org/2005/Atom", true
				p.out.renamed++
			}
		case a.name == "rdf:about":
			about = value
		case a.name == "type":
			typ = value
		}
	}
	// An HTML element that has no content, so no end tag is to be expected.
	if void(t.name) && !t.empty {
		t.empty, t.odd = true, true
	}
	if len(p.open) >= maxDepth {
		return errTooDeep
	}
	if p.namespaces+e.ns > maxNamespaces {
		return errTooManyNamespaces
	}
	e.tag.start = len(p.out.xml)
	if t.odd {
		p.out.xml = appendStart(p.out.xml, t)
	} else {
		p.out.xml = append(p.out.xml, t.raw...)
	}
	e.tag.end = len(p.out.xml)
	if item {
		if p.maxItems > 0 && len(p.out.items) == p.maxItems {
			return fmt.Errorf("%w: more than %d items", ErrTooLarge, p.maxItems)
		}
		e.item = p.mark(e, about, t.empty)
	} else {
		p.note(e, typ)
	}
	if t.empty {
		if len(p.open) == 0 {
			p.done = true
		}
		return nil
	}
	p.namespaces += e.ns
	p.open = append(p.open, e)
	return nil
}

// isItem reports whether the tag starts an article, and how many of the open
// elements are around it: where something is open in which no article can be,
// its end tag is missing.
func (p *preparer) isItem(t *token) (around int, ok bool) {
	name := local(t.name)
	if name != "item" && name != "entry" {
		return 0, false
	}
	for around = len(p.open); around > 0; around-- {
		switch local(p.open[around-1].name) {
		case "rss", "rdf", "channel", "feed":
			if slices.ContainsFunc(p.open[:around], func(e element) bool { return e.item >= 0 }) {
				return 0, false // a whole feed inside an item
			}
			// Deeper down only the plain name of the format counts: extensions
			// may have items of their own.
			plain := t.name == name && (name == "entry") == (local(p.open[0].name) == "feed")
			return around, around == len(p.open) || plain
		}
	}
	return 0, false
}

// mark notes an item and writes its number into it.
func (p *preparer) mark(e element, about string, empty bool) int {
	n := len(p.out.items)
	m := mark{start: e.tag.start, end: e.tag.end, about: about, lang: e.lang, base: e.base}
	const around = 4 // RDF and Atom have 1 element around an item, RSS 2
	if len(p.open) <= around {
		for _, o := range p.open {
			m.parents = append(m.parents, o.tag)
		}
	}
	p.out.items = append(p.out.items, m)
	if !empty {
		p.out.xml = append(p.out.xml, `<k:mark xmlns:k="`+markSpace+`">`...)
		p.out.xml = strconv.AppendInt(p.out.xml, int64(n), 10)
		p.out.xml = append(p.out.xml, "</k:mark>"...)
	}
	return n
}

// note takes down what the element says about the item or feed around it.
func (p *preparer) note(e element, typ string) {
	m := &p.out.feed
	n := len(p.open)
	switch {
	case n == 0 || n == 1 && local(e.name) == "channel":
		m.lang, m.base = e.lang, e.base
		return
	case p.open[n-1].item >= 0:
		m = &p.out.items[p.open[n-1].item]
	case n > 2:
		return
	}
	switch local(e.name) {
	case "title":
		m.titleType = typ
		if m.textLang == "" && e.lang != m.lang {
			m.textLang = e.lang
		}
	case "summary", "subtitle", "tagline":
		m.summaryType = typ
	case "content", "encoded":
		m.contentBase = e.base
		if e.lang != m.lang {
			m.textLang = e.lang
		}
	}
}

// end closes the element, and those inside it that are still open. An end tag
// without a start is left out.
func (p *preparer) end(name string) {
	for i := len(p.open) - 1; i >= 0; i-- {
		if o := p.open[i].name; o == name || strings.EqualFold(o, name) {
			p.out.unclosed += len(p.open) - 1 - i
			p.closeTo(i)
			return
		}
	}
	if len(p.open) > 0 && !void(name) {
		p.out.stray++
	}
}

// closeTo closes elements until n are open.
func (p *preparer) closeTo(n int) {
	for i := len(p.open) - 1; i >= n; i-- {
		e := p.open[i]
		p.out.xml = append(p.out.xml, "</"...)
		p.out.xml = append(p.out.xml, e.name...)
		p.out.xml = append(p.out.xml, '>')
		p.namespaces -= e.ns
		if e.item >= 0 {
			p.out.items[e.item].end = len(p.out.xml)
		}
	}
	p.open = p.open[:n]
	p.done = n == 0
}

// atomSpace reports whether a namespace is one of Atom's. A <feed> in any other
// is Atom with a typing error: gofeed would find nothing in it.
func atomSpace(s string) bool {
	s = strings.TrimSpace(s)
	return s == "http://www.w3.org/2005/Atom" || s == "http://purl.org/atom/ns#"
}

// void reports whether HTML's element of that name is always empty. Names that
// feeds use for something else (link, source, meta) are not among them.
func void(name string) bool {
	switch strings.ToLower(name) {
	case "br", "hr", "img", "wbr", "input":
		return true
	}
	return false
}

// attrValue decodes an attribute's value.
func attrValue(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// rebase resolves an xml:base against the one around it, else against where the
// feed is.
func (p *preparer) rebase(around *url.URL, ref string) *url.URL {
	outer := around
	if outer == nil {
		outer = p.base
	}
	if s := weburl.Resolve(outer, ref); s != "" {
		return weburl.Parse(s)
	}
	return around
}

// frame returns the feed without its items.
func (p *prepared) frame() []byte {
	var b bytes.Buffer
	at := 0
	for i := range p.items {
		b.Write(p.xml[at:p.items[i].start])
		at = p.items[i].end
	}
	b.Write(p.xml[at:])
	return b.Bytes()
}

// alone returns a feed with the one item in it, or nil if what is around the
// item is not simple.
func (p *prepared) alone(m *mark) []byte {
	const tooMuch = 8 << 10 // it is read again for every item
	var head, tail []byte
	for i := range m.parents {
		tag := p.xml[m.parents[i].start:m.parents[i].end]
		head = append(head, tag...)
		name := tag[1 : 1+nameLen(tag[1:])]
		tail = append([]byte("</"+string(name)+">"), tail...)
	}
	if len(head) == 0 || len(head) > tooMuch {
		return nil
	}
	return append(append(head, p.xml[m.start:m.end]...), tail...)
}
