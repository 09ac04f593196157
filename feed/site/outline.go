package site

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An outline says where the elements of a page stand in its bytes. A parser's tree
// does not, and what is written back must change nothing but the block; so this is
// made of the tokens, with the rules of HTML for end tags that are left out.
type outline struct {
	src      string
	elements []element // in the order of their start tags
	comments []comment // those that are marks
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
	text       int  // bytes of text of the page before it
	linked     int
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
)

// isUnreadAlways holds what makes an element no part of a page's text, whatever is in
// it.
const isUnreadAlways = isIgnored | isRelated | isSlot

// maxDepth is how far up an end tag looks for what it ends. Browsers stop at 512
// elements as well.
const maxDepth = 512

func newOutline(src string) *outline {
	o := &outline{src: src}
	t := tokenReader{outline: o, open: map[string]int{}, parent: -1}
	t.read()
	return o
}

// A tokenReader makes an outline of tokens.
type tokenReader struct {
	*outline
	z        *html.Tokenizer
	offset   int            // of the token in src
	stack    []int          // open elements
	names    []string       // theirs
	open     map[string]int // how many of each name are open
	parent   int            // the innermost open element, -1 for none
	silent   int            // open elements whose text nobody sees
	unread   int            // open elements that are not to be read, above all lists of an earlier run
	anchors  int            // open links
	headings int            // open headings
}

func (t *tokenReader) read() {
	t.z = html.NewTokenizer(strings.NewReader(t.src))
	for {
		kind := t.z.Next()
		if kind == html.ErrorToken {
			break
		}
		start := t.offset
		t.offset += len(t.z.Raw())
		switch kind {
		case html.TextToken:
			t.textToken(t.src[start:t.offset])
		case html.CommentToken:
			t.commentToken(start)
		case html.StartTagToken, html.SelfClosingTagToken:
			t.startTag(start, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := t.z.TagName()
			t.endTag(string(name), start)
		}
	}
	for len(t.stack) > 0 {
		t.pop(len(t.src), len(t.src), false)
	}
	for _, pair := range t.commentPairs() {
		t.forget(pair)
	}
}

func (t *tokenReader) textToken(raw string) {
	if t.parent >= 0 {
		switch e := &t.elements[t.parent]; e.tag {
		case atom.Script:
			if n := len(t.data); n > 0 && t.head.openData {
				t.data[n-1] += raw
			}
			return
		case atom.Title:
			t.head.addTitle(raw, t.open["svg"] > 0)
			return
		case atom.Style:
			return
		}
	}
	if t.silent > 0 || t.unread > 0 {
		return
	}
	n := len(strings.TrimSpace(raw))
	t.text += n
	if t.anchors > 0 {
		t.linked += n
	}
}

func (t *tokenReader) commentToken(start int) {
	c := comment{start: start, end: t.offset, parent: t.parent, text: t.text, linked: t.linked}
	text, ok := strings.CutPrefix(t.src[start:t.offset], "<!--")
	if !ok || t.silent > 0 {
		return
	}
	switch strings.TrimSpace(strings.TrimSuffix(text, "-->")) {
	case "related:start":
		c.begins = true
	case "related:start inserted":
		c.begins, c.ours = true, true
	case "related:end":
	default:
		return
	}
	t.comments = append(t.comments, c)
}

func (t *tokenReader) startTag(start int, selfClosing bool) {
	rawName, more := t.z.TagName()
	tag := atom.Lookup(rawName)
	name := tag.String()
	if tag == 0 {
		name = string(rawName)
	}
	if t.parent >= 0 && t.elements[t.parent].tag == atom.Head && !isHeadContent(tag) {
		t.pop(start, start, false) // its end tag is left out
		t.head.end = start
	}
	t.closeImplied(tag, start)
	e := element{tag: tag, parent: int32(t.parent), start: start, inner: t.offset, textBefore: t.text, linked: t.linked}
	if name == "related-articles" {
		e.is |= isRelated
	}
	i := len(t.elements)
	t.elements = append(t.elements, e)
	if more || tag == atom.Main {
		t.attributes(i, tag)
	}
	if tag == atom.Body && t.head.end == 0 {
		t.head.end = start // there is no head
	}
	foreign := t.open["svg"]+t.open["math"] > 0
	if isVoid(tag) || selfClosing && (foreign || tag == atom.Svg || tag == atom.Math) {
		t.elements[i].innerEnd, t.elements[i].end, t.elements[i].linked = t.offset, t.offset, 0
		return
	}
	t.stack, t.names = append(t.stack, i), append(t.names, name)
	t.open[name]++
	t.parent = i
	if t.elements[i].is&isUnreadAlways != 0 {
		t.unread++
	}
	switch {
	case isSilent(tag):
		t.silent++
	case tag == atom.A:
		t.anchors++
	case isHeading(tag):
		if t.unread == 0 && t.anchors > 0 && len(t.links) > 0 {
			t.links[len(t.links)-1].heading = true
		}
		t.headings++
	}
}

// pop ends the innermost open element.
func (t *tokenReader) pop(innerEnd, end int, closed bool) {
	last := len(t.stack) - 1
	e := &t.elements[t.stack[last]]
	e.innerEnd, e.end, e.closed = innerEnd, end, closed
	e.text, e.linked = t.text-e.textBefore, t.linked-e.linked
	t.open[t.names[last]]--
	if e.is&isUnreadAlways != 0 {
		t.unread--
	}
	switch {
	case isSilent(e.tag):
		t.silent--
	case e.tag == atom.A:
		t.anchors--
	case isHeading(e.tag):
		t.headings--
	case e.tag == atom.Script:
		t.head.openData = false
	}
	if t.parent = -1; last > 0 {
		t.parent = t.stack[last-1]
	}
	t.stack, t.names = t.stack[:last], t.names[:last]
}

// endTag ends the element that the tag is for, and those in it that are open. One
// that is for none, or for one that it may not end from here, is ignored, as
// browsers do.
func (t *tokenReader) endTag(name string, start int) {
	if t.open[name] == 0 {
		return
	}
	tag := atom.Lookup([]byte(name))
	block := isSpecial(tag)
	for depth := range min(len(t.stack), maxDepth) {
		i := len(t.stack) - 1 - depth
		if t.names[i] == name {
			for range depth {
				t.pop(start, start, false)
			}
			t.pop(start, t.offset, true)
			if tag == atom.Head {
				t.head.end = start
			}
			return
		}
		if stopsEnd(t.elements[t.stack[i]].tag, tag, block) {
			return
		}
	}
}

// closeImplied ends the elements that the start of another one ends.
func (t *tokenReader) closeImplied(tag atom.Atom, start int) {
	rule := impliedBy(tag)
	if rule == nil || rule == &closesP && t.open["p"] == 0 {
		return
	}
	for depth := range min(len(t.stack), maxDepth) {
		i := len(t.stack) - 1 - depth
		open := t.elements[t.stack[i]].tag
		for _, closes := range rule.closes {
			if open == closes {
				for range depth + 1 {
					t.pop(start, start, false)
				}
				return
			}
		}
		if rule.within(open) {
			return
		}
	}
}
