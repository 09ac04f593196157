package site

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A PlaceKind says what marks the place of a list in a page.
type PlaceKind uint8

const (
	NoPlace       PlaceKind = iota
	PlaceElement            // <related-articles>
	PlaceComments           // <!-- related:start --> and <!-- related:end -->
	PlaceSlot               // an element with data-related-slot
	PlaceAfter              // after what Options.InsertAfter selects
)

// A place is where the list of a page stands, or is to stand.
type place struct {
	Kind       PlaceKind
	Start, End int  // what a list replaces
	Inserted   bool // with the comments around it, which were written with the list
	Attributes map[string]string
	Problem    string // why what looks like a place is none
}

// The comments that stand around a list which has no place of its own in the page.
const (
	insertedStart = "<!-- related:start inserted -->"
	insertedEnd   = "<!-- related:end -->"
)

// place finds the place: the first related-articles, else the first pair of
// comments, else the first data-related-slot.
func (o *outline) place() place {
	var problem string
	for _, find := range []func() place{
		func() place { return o.placeElement(isRelated, PlaceElement) },
		o.placeComments,
		func() place { return o.placeElement(isSlot, PlaceSlot) },
	} {
		p := find()
		if p.Kind != NoPlace {
			return p
		}
		if problem == "" {
			problem = p.Problem
		}
	}
	return place{Problem: problem}
}

// placeElement finds an element that is a place. One without an end tag would be the
// rest of the page to a browser: it is none.
func (o *outline) placeElement(what is, kind PlaceKind) place {
	problem := ""
	for i := range o.elements {
		e := &o.elements[i]
		if e.is&what == 0 || o.hidden(int(e.parent)) {
			continue
		}
		reason := o.unfit(i)
		switch {
		case e.is&isSelfClosing != 0 && !isVoid(e.tag):
			reason = "ends in />, which HTML does not know: it needs an end tag"
		case !e.closed:
			reason = "has no end tag"
		}
		if reason == "" {
			p := place{Kind: kind, Start: e.inner, End: e.innerEnd}
			if kind == PlaceElement {
				p.Attributes = attributesOf(o.src[e.start:e.inner])
			}
			return p
		}
		if problem == "" {
			problem = "the element " + tagAt(o.src, e) + " " + reason
		}
	}
	return place{Problem: problem}
}

// placeComments finds the two comments.
func (o *outline) placeComments() place {
	problem := ""
	for _, pair := range o.commentPairs() {
		reason := o.unfit(pair.start.parent)
		if pair.start.early {
			reason = "is before the body of the page"
		}
		switch {
		case reason != "":
			problem = "what is between the comments related:start and related:end " + reason
		case pair.start.ours:
			return place{Kind: PlaceComments, Start: pair.start.start, End: pair.end.end, Inserted: true}
		default:
			return place{Kind: PlaceComments, Start: pair.start.end, End: pair.end.start}
		}
	}
	if problem == "" && len(o.comments) > 0 {
		problem = "the comments related:start and related:end do not stand in one element, one after the other"
	}
	return place{Problem: problem}
}

// unfit says why a list can't stand in an element, "" if it can: a browser would
// move it, or end the element before it.
func (o *outline) unfit(parent int) string {
	if parent < 0 {
		return ""
	}
	e := &o.elements[parent]
	switch {
	case e.is&isHidden != 0:
		return "is in an element that nobody sees"
	case e.is&(isForeign|isIntegration) == isForeign:
		return "is in a drawing or a formula"
	case isTableFrame(e.tag):
		return "is in a table, but in none of its cells"
	}
	for i := parent; i >= 0; i = int(o.elements[i].parent) {
		switch tag := o.elements[i].tag; {
		case tag == atom.P:
			return "is in a paragraph, which no list can be in: take it out of the <p>"
		case tag == atom.A, tag == atom.Button:
			return "is in a link or button, which no other links can be in"
		case isScope(tag):
			return ""
		}
	}
	return ""
}

type commentPair struct{ start, end comment }

// commentPairs returns the comments that stand in one element, each end with the
// last start before it, in the order of their starts. Of a start that was forgotten
// there is no telling what it was to enclose.
func (o *outline) commentPairs() (pairs []commentPair) {
	starts := map[int]comment{} // by the element that they are in
	for _, c := range o.comments {
		if c.begins {
			starts[c.parent] = c
		} else if start, ok := starts[c.parent]; ok {
			pairs = append(pairs, commentPair{start, c})
			delete(starts, c.parent)
		}
	}
	slices.SortFunc(pairs, func(a, b commentPair) int { return cmp.Compare(a.start.start, b.start.start) })
	return pairs
}

// pairs returns what the comments enclose, with them, in order.
func (o *outline) pairs() []span {
	if o.enclosed == nil {
		o.enclosed = []span{}
		for _, p := range o.commentPairs() {
			o.enclosed = append(o.enclosed, span{p.start.start, p.end.end})
		}
	}
	return o.enclosed
}

// forgetElement takes back what the attributes of the last element have added.
func (o *outline) forgetElement(i int) {
	last := func(a attribute) bool { return a.element == i }
	trim(&o.props, last)
	trim(&o.langs, last)
	trim(&o.marks, func(m mark) bool { return m.element == i })
}

func trim[T any](list *[]T, last func(T) bool) {
	for n := len(*list); n > 0 && last((*list)[n-1]); n-- {
		*list = (*list)[:n-1]
	}
}

// hidden reports whether nobody sees what is in an element.
func (o *outline) hidden(i int) bool { return i >= 0 && o.elements[i].is&isHidden != 0 }

// ownStyles finds the elements for a stylesheet that were written with a list: in the
// head, or within its place. Either is empty if there is none.
func (o *outline) ownStyles(p place) (inHead, inPlace span) {
	for i := range o.elements {
		e := &o.elements[i]
		if e.is&isOurs == 0 || e.is&isForeign != 0 || e.tag != atom.Link && (e.tag != atom.Style || !e.closed) {
			continue
		}
		switch s := (span{e.start, e.end}); {
		case e.end <= o.head.end && inHead == span{}:
			inHead = s
		case e.start >= p.Start && e.end <= p.End && inPlace == span{}:
			inPlace = s
		}
	}
	return inHead, inPlace
}

func tagAt(src string, e *element) string {
	const longest = 60
	return src[e.start:min(e.inner, e.start+longest)]
}

func attributesOf(tag string) map[string]string {
	z := html.NewTokenizer(strings.NewReader(tag))
	z.Next()
	attributes := map[string]string{}
	for _, a := range z.Token().Attr {
		if _, seen := attributes[a.Key]; !seen {
			attributes[a.Key] = a.Val
		}
	}
	return attributes
}
