package site

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A selector is a CSS selector of an element that a list is to come after.
type selector struct{ sel cascadia.SelectorGroup }

func parseSelector(s string) (*selector, error) {
	if s == "" {
		return nil, nil
	}
	sel, err := cascadia.ParseGroup(s)
	if err != nil {
		return nil, fmt.Errorf("%q is no CSS selector: %w", s, err)
	}
	return &selector{sel}, nil
}

// numberAttribute tells which of the outline an element is.
const numberAttribute = "data-kindred-number"

// after finds where in the page the first element that the selector matches ends.
// The parser's tree knows what matches, the outline where that ends: each start tag
// of the copy that is parsed has its number in it. An element without an end tag of
// its own is no place: it may go on to the end of the page.
func (s *selector) after(o *outline) place {
	doc, err := html.Parse(strings.NewReader(o.withNumbers()))
	if err != nil {
		return place{Problem: "the page can't be parsed: " + err.Error()}
	}
	node := cascadia.Query(doc, s.sel)
	if node == nil {
		return place{}
	}
	for _, a := range node.Attr {
		if a.Key != numberAttribute {
			continue
		}
		i, err := strconv.Atoi(a.Val)
		if err != nil || i < 0 || i >= len(o.elements) {
			break
		}
		e := &o.elements[i]
		reason := o.unfit(int(e.parent))
		switch {
		case e.tag == atom.Html, e.tag == atom.Body, e.start < o.head.end:
			reason = "is not in the body of the page"
		case reason != "":
			reason = "has no place for a list after it: it " + reason
		case e.closed, isVoid(e.tag):
			return place{Kind: PlaceAfter, Start: e.end, End: e.end, Inserted: true}
		default:
			reason = "has no end tag"
		}
		return place{Problem: "the element " + tagAt(o.src, e) + " " + reason}
	}
	return place{Problem: "the element that is to be before the list is not in the page's own markup"}
}

// withNumbers returns the page with the number of each element as an attribute.
func (o *outline) withNumbers() string {
	var b strings.Builder
	b.Grow(2 * len(o.src))
	last := 0
	for i := range o.elements {
		name := o.elements[i].start + 1
		for name < o.elements[i].inner && !strings.ContainsRune(" \t\r\n\f/>", rune(o.src[name])) {
			name++
		}
		b.WriteString(o.src[last:name])
		fmt.Fprintf(&b, ` %s="%d"`, numberAttribute, i)
		last = name
	}
	b.WriteString(o.src[last:])
	return b.String()
}
