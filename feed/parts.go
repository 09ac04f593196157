package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
)

// A mark is what gofeed does not tell of an item (or of the feed itself), and
// where the item stands.
type mark struct {
	start, end int  // the item in prepared.xml
	from, to   int  // the item in the input
	partial    bool // the input ended inside the item
	other      bool // there is a text or attribute in it

	about       string   // rdf:about
	lang        string   // xml:lang of the item, or around it
	textLang    string   // xml:lang of its content, else its summary, else its title, if it is another
	textRank    int      // 3 to 1: which of them it is
	base        *url.URL // xml:base of the item, or around it
	contentBase *url.URL // xml:base of its content, else its summary
	parts       []part
}

type span struct{ start, end int }

// A part is an element right inside an item, or inside what is around the items,
// whose text is not left to gofeed: it drops the types of Atom's texts and the
// markup inside extensions, and changes IDs.
type part struct {
	name      string // without its prefix, in lower case
	space     string // see [preparer.spaceOf]
	span      span   // what is between its tags, in prepared.xml
	typ, mode string // attributes of Atom's texts
	ours      bool   // gofeed does not get what is in it
	rel       string // of a link
	attrs     bool   // it has attributes
	base      *url.URL
}

// note takes down what the element says about the item or feed around it. It
// returns the number of the part that the element is, from 1, or 0.
func (p *preparer) note(e element, t *token) int {
	m := &p.out.feed
	n := len(p.open)
	switch {
	case n == 0 || n == 1 && local(e.name) == "channel":
		m.lang, m.base = e.lang, e.base
		return 0
	case p.open[n-1].item >= 0:
		m = &p.out.items[p.open[n-1].item]
	case p.open[n-1].role != frameRole:
		return 0
	}
	name := local(e.name)
	rank := 0
	switch name {
	case "title":
		rank = 1
	case "description", "summary":
		rank = 2
	case "content", "encoded", "body", "fullitem":
		rank = 3
	case "author", "subtitle", "tagline", "info", "id", "link", "created", "pubdate", "published", "issued", "updated", "modified":
	default:
		return 0
	}
	if rank > m.textRank {
		if rank > 1 {
			m.contentBase = e.base
		}
		m.textRank, m.textLang = rank, ""
		if e.lang != m.lang {
			m.textLang = e.lang
		}
	}
	if t.empty {
		return 0
	}
	at := len(p.out.xml)
	pt := part{name: name, space: e.ns, span: span{at, at}, base: e.base}
	pt.ours, pt.attrs = p.readHere(name, pt.space), len(t.attrs) > 0
	for _, a := range t.attrs {
		switch a.name {
		case "type":
			pt.typ, _, _ = strings.Cut(strings.ToLower(attrValue(a.value)), ";")
			pt.typ = strings.TrimSpace(pt.typ)
		case "mode":
			pt.mode = strings.ToLower(strings.TrimSpace(attrValue(a.value)))
		case "rel":
			pt.rel = attrValue(a.value)
		}
	}
	m.parts = append(m.parts, pt)
	return len(m.parts)
}

// readHere reports whether the text of an element in an item is read from the
// XML itself: the texts and dates of the format, and Atom's and XHTML's texts in
// any. gofeed copies a text several times, reads Atom's as HTML without need, and
// tries a hundred layouts on a date.
func (p *preparer) readHere(name, space string) bool {
	isAtom := p.out.root == "feed"
	switch space {
	case "":
		switch name {
		case "title":
			return isAtom
		case "description", "encoded", "body", "fullitem":
			return !isAtom
		case "summary", "content", "pubdate", "published", "issued", "updated", "modified":
			return true
		}
	case "atom":
		return name == "content"
	case "content":
		return name == "encoded"
	case "xhtml":
		return name == "body"
	}
	return false
}

// endPart notes where the part ends that the innermost open element is.
func (p *preparer) endPart(number int) {
	m := &p.out.feed
	if n := len(p.open); n > 1 && p.open[n-2].item >= 0 {
		m = &p.out.items[p.open[n-2].item]
	}
	m.parts[number-1].span.end = len(p.out.xml)
}

// part returns the first part of that name that is not empty, and the XML in
// it.
func (p *prepared) part(m *mark, space, name string) (*part, []byte) {
	for i := range m.parts {
		pt := &m.parts[i]
		if pt.name != name || pt.space != space {
			continue
		}
		if inner := bytes.TrimSpace(p.xml[pt.span.start:pt.span.end]); len(inner) > 0 {
			return pt, inner
		}
	}
	return nil, nil
}

// order returns the place of the part of RSS with that name among the others.
func (p *prepared) order(m *mark, name string) int {
	return slices.IndexFunc(m.parts, func(pt part) bool { return pt.name == name && pt.space == "" })
}

// blank reports whether the item has a title or a link with nothing in it.
func (p *prepared) blank(m *mark) bool {
	return slices.ContainsFunc(m.parts, func(pt part) bool {
		return (pt.name == "title" || pt.name == "link") && len(bytes.TrimSpace(p.xml[pt.span.start:pt.span.end])) == 0 && !pt.attrs
	})
}
