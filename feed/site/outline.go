package site

import (
	"sync"

	"golang.org/x/net/html/atom"
)

// An outline says where the elements of a page stand in its bytes. A parser's tree
// does not, and what is written back must change nothing but the block; so this is
// made of the tokens, with the rules of HTML for end tags that are left out.
type outline struct {
	src      string
	elements []element // in the order of their start tags
	comments []comment // those that are marks
	enclosed []span    // what pairs of them enclose; made when needed
	links    []link
	times    []attribute // of time elements: datetime
	props    []attribute // itemprop
	rels     []attribute // rel of links in the text
	marks    []mark      // data-kindred-… and data-pagefind-…
	langs    []attribute // lang
	data     []string    // JSON-LD
	head     head
	text     int // bytes of text
	linked   int // bytes of it in links
	lines    int // bytes that line has read
}

// An element is what a start tag opens. Its offsets are those of the start tag, of
// what is in it, of its end tag, and of what comes after.
type element struct {
	tag                         atom.Atom
	is                          is
	closed                      bool  // by an end tag of its own
	parent                      int32 // -1 for none
	start, inner, innerEnd, end int
	text, linked                int // bytes of text in it, and of that in links
	textBefore                  int // bytes of text of the page before it
}

// An attribute is a value that an element has.
type attribute struct {
	element int
	value   string
}

// A mark is one of Kindred's own attributes, or of Pagefind's.
type mark struct {
	attribute
	kind       markKind
	attributes tagAttributes // of the same element: data-kindred-meta="image[src]"
}

type markKind uint8

const (
	markMeta markKind = iota
	markFilter
	markWeight
)

// A comment is one that marks a place.
type comment struct {
	start, end int
	parent     int
	begins     bool
	ours       bool // it was written together with the block
	early      bool // it stands before the body
}

// A link is an a element with an address.
type link struct {
	element int
	href    string
	heading bool // it is in a heading, or a heading is in it
}

// is holds what matters of an element's attributes.
type is uint32

const (
	isBody        is = 1 << iota // data-kindred-body
	isIgnored                    // data-kindred-ignore
	isChrome                     // by its class or role no part of an article
	isExcluded                   // the page is not to be read
	isSlot                       // data-related-slot
	isRelated                    // related-articles
	isArticleBody                // the text of an article, as microdata and microformats say it
	isMain                       // main, or role=main
	isOurs                       // style or link in the head, written with the block
	isDateline                   // with a name or date, beside the title
	isPublished                  // with the date of publication
	isHidden                     // nobody sees what is in it
	isForeign                    // of a drawing or a formula: svg, math and what is in them
	isIntegration                // and in it is HTML again: foreignObject
	isSelfClosing                // its start tag ends in />
)

// isUnreadAlways holds what makes an element no part of a page's text, whatever is in
// it.
const isUnreadAlways = isIgnored | isRelated | isSlot

// elements are made again and again, and are most of what an outline takes.
var elementPool = sync.Pool{New: func() any { return new([]element) }}

// release gives up the outline's elements for another page.
func (o *outline) release() {
	const most = 1 << 16
	if elements := o.elements; cap(elements) < most {
		elementPool.Put(&elements)
	}
	o.elements = nil
}

func newOutline(src string) *outline {
	o := &outline{src: src, elements: (*elementPool.Get().(*[]element))[:0]}
	t := tokenReader{outline: o, parent: -1, quirks: true}
	t.read()
	return o
}
