package site

import (
	"strings"

	"golang.org/x/net/html"
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

// place finds the place: the first of related-articles, the comments, and
// data-related-slot, in this order, whichever comes first in the page.
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
	var p place
	for i := range o.elements {
		e := &o.elements[i]
		switch {
		case e.is&what == 0 || o.hidden(int(e.parent)):
		case !e.closed:
			p.Problem = "the element " + tagAt(o.src, e) + " has no end tag"
		default:
			p := place{Kind: kind, Start: e.inner, End: e.innerEnd}
			if kind == PlaceElement {
				p.Attributes = attributesOf(o.src[e.start:e.inner])
			}
			return p
		}
	}
	return p
}

// placeComments finds the two comments.
func (o *outline) placeComments() place {
	for _, pair := range o.commentPairs() {
		if pair.start.ours {
			return place{Kind: PlaceComments, Start: pair.start.start, End: pair.end.end, Inserted: true}
		}
		return place{Kind: PlaceComments, Start: pair.start.end, End: pair.end.start}
	}
	if len(o.comments) > 0 {
		return place{Problem: "the comments related:start and related:end do not stand in one element, one after the other"}
	}
	return place{}
}

type commentPair struct{ start, end comment }

// commentPairs returns the comments that stand in one element, each start with the
// next end.
func (o *outline) commentPairs() (pairs []commentPair) {
	var start *comment
	for i := range o.comments {
		switch c := &o.comments[i]; {
		case c.begins && start == nil:
			start = c
		case !c.begins && start != nil:
			if start.parent == c.parent {
				pairs = append(pairs, commentPair{*start, *c})
			}
			start = nil
		}
	}
	return pairs
}

// pairs returns what the comments enclose, with them.
func (o *outline) pairs() (spans []span) {
	for _, p := range o.commentPairs() {
		spans = append(spans, span{p.start.start, p.end.end})
	}
	return spans
}

// hidden reports whether the element is in one whose content nobody sees.
func (o *outline) hidden(i int) bool {
	for ; i >= 0; i = int(o.elements[i].parent) {
		if isSilent(o.elements[i].tag) {
			return true
		}
	}
	return false
}

// ownStyle finds the stylesheet that was written into the head with a list.
func (o *outline) ownStyle() span {
	for i := range o.elements {
		if e := &o.elements[i]; e.is&isOurs != 0 {
			return span{e.start, e.end}
		}
	}
	return span{}
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
