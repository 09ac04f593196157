package feed

import (
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// markSpace is the namespace of the element that prepare puts first into every
// item. Its text is the item's number.
const markSpace = "urn:kindred:mark"

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
			// Deeper down only the plain name of the format counts: extensions
			// may have items of their own.
			plain := t.name == name && (name == "entry") == (local(p.open[0].name) == "feed")
			deeper := around < len(p.open)
			for i := range p.open[:around] {
				if p.open[i].item >= 0 || p.open[i].role != frameRole {
					around, deeper = i, true // a whole feed inside an item
					break
				}
			}
			return around, plain || !deeper
		}
	}
	return 0, false
}

// another reports whether the tag is that of a channel or feed which follows in
// the same file. Only its items count.
func (p *preparer) another(t *token, declared bool) bool {
	if len(p.open) == 0 {
		return false
	}
	name := local(t.name)
	switch name {
	case "rss", "rdf", "feed":
		certain := declared || t.name == "rss" && t.attr("version") != "" || t.name == "feed" && atomSpace(t.attr("xmlns"))
		if !certain && !(p.ended && len(p.open) == 1) {
			return false
		}
		if !p.ended {
			p.endsHere()
		}
		p.closeTo(1)
		p.tail = true
	case "channel":
		if !p.tail || len(p.open) > 1 {
			return false
		}
	default:
		return false
	}
	p.out.repairs.at = -1
	p.out.repairs.note(repairSecond)
	return true
}

// mark notes an item and writes its number into it.
func (p *preparer) mark(e *element, about string) {
	n := len(p.out.items)
	e.item = n
	p.out.repairs.at, p.outside, p.elements = n, p.elements, 0
	if p.out.repairs.count[repairSecond] == 0 && (p.tail && local(p.open[0].name) == "rss" || p.ended) {
		p.out.repairs.note(repairAfter)
	}
	m := mark{start: e.tag.start, end: e.tag.end, from: p.pos, about: about, lang: e.lang, base: e.base}
	const around = 4 // RDF and Atom have 1 element around an item, RSS 2
	if len(p.open) <= around {
		for _, o := range p.open {
			m.parents = append(m.parents, o.tag)
		}
	}
	p.out.xml = append(p.out.xml, `<k:mark xmlns:k="`+markSpace+`">`...)
	p.out.xml = strconv.AppendInt(p.out.xml, int64(n), 10)
	p.out.xml = append(p.out.xml, "</k:mark>"...)
	p.out.items = append(p.out.items, m)
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

// closeImplied closes the open element if HTML does not want its end tag and the
// next one follows: without that a long list would seem to be nested deeply.
func (p *preparer) closeImplied(name string) {
	n := len(p.open) - 1
	if n < 0 || p.open[n].role == frameRole || !strings.EqualFold(p.open[n].name, name) {
		return
	}
	switch strings.ToLower(name) {
	case "p", "li", "dt", "dd", "tr", "td", "th", "option":
		p.out.repairs.note(repairUnclosed)
		p.pop()
	}
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
	var out []byte
	at := 0
	for i := range p.items {
		out = append(out, p.xml[at:p.items[i].start]...)
		at = p.items[i].end
	}
	return append(out, p.xml[at:]...)
}

// batchSize is about how much XML gofeed is given at a time.
const batchSize = 1 << 20

// batch returns a feed with the item n and some that follow it, and the number
// of the first that does not belong to it.
func (p *prepared) batch(n int) (xml []byte, end int) {
	head, tail := p.around(n)
	if head == nil {
		return nil, n + 1
	}
	xml = slices.Clone(head)
	for end = n; end < len(p.items) && slices.Equal(p.items[end].parents, p.items[n].parents); end++ {
		m := &p.items[end]
		if end > n && len(xml)-len(head)+m.end-m.start > batchSize {
			break
		}
		xml = p.appendItem(xml, m)
	}
	return append(xml, tail...), end
}

// alone returns a feed with the item n in it, or nil if what is around it is not
// simple.
func (p *prepared) alone(n int) []byte {
	const tooMuch = 8 << 10 // it is read again for every item
	head, tail := p.around(n)
	if head == nil || len(head) > tooMuch {
		return nil
	}
	return append(p.appendItem(head, &p.items[n]), tail...)
}

// appendItem appends an item without the texts that are read from the XML
// itself.
func (p *prepared) appendItem(dst []byte, m *mark) []byte {
	at := m.start
	for i := range m.parts {
		if pt := &m.parts[i]; pt.ours {
			dst = append(dst, p.xml[at:pt.span.start]...)
			at = pt.span.end
		}
	}
	return append(dst, p.xml[at:m.end]...)
}

// around returns the tags around an item.
func (p *prepared) around(n int) (head, tail []byte) {
	parents := p.items[n].parents
	for i := range parents {
		tag := p.xml[parents[i].start:parents[i].end]
		head = append(head, tag...)
		name := tag[1 : 1+nameLen(tag[1:])]
		tail = append([]byte("</"+string(name)+">"), tail...)
	}
	return head, tail
}
