package site

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A tokenReader makes an outline of tokens.
type tokenReader struct {
	*outline
	z        *html.Tokenizer
	offset   int            // of the token in src
	stack    []int          // open elements
	names    []string       // theirs
	nameEnd  int            // where the name of the tag ends, if it is a plain one; else 0
	attrs    []rawAttribute // of the tag; room for the next
	parent   int            // the innermost open element, -1 for none
	silent   int            // open elements whose text nobody sees
	unread   int            // open elements that are not to be read, above all lists of an earlier run
	anchors  int            // open links
	headings int            // open headings
	paras    int            // open paragraphs
	tables   int            // open tables
	drawings int            // open svg elements
	started  uint8          // which of html, head and body have begun
	quirks   bool           // the page's doctype makes browsers follow old rules
}

const (
	startedHTML = 1 << iota
	startedHead
	startedBody
	taggedBody
)

// maxDepth is how deep elements nest, as in browsers: what is deeper comes beside the
// deepest ones instead.
const maxDepth = 512

func (t *tokenReader) read() {
	t.z = html.NewTokenizer(strings.NewReader(t.src))
	for {
		t.z.AllowCDATA(t.inForeign())
		kind := t.z.Next()
		if kind == html.ErrorToken {
			break
		}
		start := t.offset
		t.offset += len(t.z.Raw())
		switch kind {
		case html.DoctypeToken:
			t.quirks = isQuirky(t.src[start:t.offset])
		case html.TextToken:
			t.textToken(start)
		case html.CommentToken:
			t.commentToken(start)
		case html.StartTagToken, html.SelfClosingTagToken:
			t.startTag(start, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			tag, name, _ := t.tagName(len("</"))
			t.endTag(tag, name, start)
		}
	}
	t.bodyStarts(len(t.src))
	t.popTo(0, len(t.src))
}

func (t *tokenReader) textToken(start int) {
	raw := t.src[start:t.offset]
	if t.parent >= 0 {
		switch e := &t.elements[t.parent]; e.tag {
		case atom.Script:
			if n := len(t.data); n > 0 && t.head.openData {
				t.data[n-1] += raw
			}
			return
		case atom.Title:
			t.head.addTitle(raw, t.drawings > 0)
			return
		case atom.Style:
			return
		}
	}
	trimmed := strings.TrimLeft(raw, " \t\r\n\f\ufeff")
	if trimmed != "" {
		t.bodyStarts(t.offset - len(trimmed))
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
	c := comment{start: start, end: t.offset, parent: t.parent, early: t.started&startedBody == 0}
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
	tag, name, more := t.tagName(len("<"))
	if t.inForeign() && breaksOut[tag] {
		t.leaveForeign(start)
	}
	foreign := t.inForeign()
	ignored := false
	if foreign {
		t.z.NextIsNotRawText()
	} else {
		ignored = t.isRepeated(tag)
		if !isHeadContent(tag) {
			t.bodyStarts(start)
		}
		t.closeImplied(tag, start)
	}
	if len(t.stack) >= maxDepth {
		t.popTo(maxDepth-1, start)
	}
	e := element{tag: tag, is: t.kindOf(tag, name, foreign), parent: int32(t.parent), start: start, inner: t.offset, textBefore: t.text, linked: t.linked}
	if selfClosing {
		e.is |= isSelfClosing
	}
	i := len(t.elements)
	t.elements = append(t.elements, e)
	if more || tag == atom.Main {
		t.attributes(i, tag)
	}
	if ignored || !foreign && isVoid(tag) || selfClosing && e.is&isForeign != 0 {
		t.elements[i].innerEnd, t.elements[i].end, t.elements[i].linked = t.offset, t.offset, 0
		t.head.openData = false // <script/> in a drawing
		return
	}
	t.push(i, name)
}

// kindOf says what an element is by its name and where it stands.
func (t *tokenReader) kindOf(tag atom.Atom, name string, foreign bool) (kind is) {
	if t.silent > 0 || isSilent(tag) {
		kind |= isHidden
	}
	switch {
	case !foreign && name == "related-articles":
		kind |= isRelated
	case !foreign && (tag == atom.Svg || tag == atom.Math):
		kind |= isForeign
	case foreign:
		kind |= isForeign
		switch name {
		case "foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext":
			kind |= isIntegration
		}
	}
	return kind
}

func (t *tokenReader) push(i int, name string) {
	e := &t.elements[i]
	t.stack, t.names = append(t.stack, i), append(t.names, name)
	t.parent = i
	if e.is&isUnreadAlways != 0 {
		t.unread++
	}
	if isHeading(e.tag) && t.unread == 0 && t.anchors > 0 && len(t.links) > 0 {
		t.links[len(t.links)-1].heading = true
	}
	t.count(e.tag, 1)
}

// count counts an element that is open now, or no longer.
func (t *tokenReader) count(tag atom.Atom, by int) {
	switch {
	case isSilent(tag):
		t.silent += by
	case isHeading(tag):
		t.headings += by
	}
	switch tag {
	case atom.A:
		t.anchors += by
	case atom.P:
		t.paras += by
	case atom.Table:
		t.tables += by
	case atom.Svg:
		t.drawings += by
	}
}

// tagName returns the name of the tag that the tokenizer is at, and whether it may have
// attributes. Names are mostly plain: then they are read where they stand, without the
// copies that the tokenizer makes.
func (t *tokenReader) tagName(at int) (tag atom.Atom, name string, more bool) {
	raw := t.z.Raw()
	end := at
	for end < len(raw) && ('a' <= raw[end] && raw[end] <= 'z' || '0' <= raw[end] && raw[end] <= '9' || raw[end] == '-') {
		end++
	}
	text := raw[at:min(end, len(raw))]
	if t.nameEnd = end; end == len(raw) || raw[end] != '>' && raw[end] != ' ' && raw[end] != '\n' {
		t.nameEnd = 0
		text, more = t.z.TagName()
	} else {
		more = raw[end] != '>'
	}
	if tag = atom.Lookup(text); tag != 0 {
		return tag, tag.String(), more
	}
	return 0, string(text), more
}

// pop ends the innermost open element.
func (t *tokenReader) pop(innerEnd, end int, closed bool) {
	last := len(t.stack) - 1
	e := &t.elements[t.stack[last]]
	e.innerEnd, e.end, e.closed = innerEnd, end, closed
	e.text, e.linked = t.text-e.textBefore, t.linked-e.linked
	if e.is&isUnreadAlways != 0 {
		t.unread--
	}
	t.count(e.tag, -1)
	if e.tag == atom.Script {
		t.head.openData = false
	}
	if t.parent = -1; last > 0 {
		t.parent = t.stack[last-1]
	}
	t.stack, t.names = t.stack[:last], t.names[:last]
}

// popTo ends the open elements from the given depth on, none by its own end tag.
func (t *tokenReader) popTo(depth, at int) {
	for len(t.stack) > depth {
		t.pop(at, at, false)
	}
}

// bodyStarts ends the head, where a head's own content does not go on.
func (t *tokenReader) bodyStarts(at int) {
	if t.started&startedBody != 0 || t.parent >= 0 && t.elements[t.parent].tag != atom.Html && t.elements[t.parent].tag != atom.Head {
		return
	}
	if t.parent >= 0 && t.elements[t.parent].tag == atom.Head {
		t.pop(at, at, false)
	}
	if t.head.end == 0 {
		t.head.end = at
	}
	t.started |= startedHTML | startedHead | startedBody
}

// isRepeated reports whether a start tag is one of html, head or body where browsers
// open nothing: after another one, or after what begins a head without it. A body that
// has begun without its tag may still get it.
func (t *tokenReader) isRepeated(tag atom.Atom) bool {
	var which uint8
	switch tag {
	case atom.Html:
		which = startedHTML
	case atom.Head:
		which = startedHTML | startedHead
	case atom.Body:
		if which = taggedBody; t.parent >= 0 && t.elements[t.parent].tag != atom.Html && t.elements[t.parent].tag != atom.Head {
			return true
		}
	default:
		t.started |= startedHTML | startedHead
		return false
	}
	repeated := t.started&which == which
	t.started |= which
	return repeated
}
