package feed

import (
	"bytes"
	"slices"
	"strings"
)

// End tags that are missing.

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
// next one follows: without that a long list would seem to be nested deeply. It
// also closes a title, link or date of an item when the next of an item's elements
// starts.
func (p *preparer) closeImplied(t *token) {
	name := t.name
	n := len(p.open) - 1
	if n < 0 || p.open[n].role == frameRole {
		return
	}
	open := p.open[n].name
	switch {
	case strings.EqualFold(open, name) && slices.Contains([]string{"p", "li", "dt", "dd", "tr", "td", "th", "option"}, strings.ToLower(name)):
	case p.open[n].ns == "" && p.open[n-1].role == frameRole && isLeaf(local(open)) && p.startsNext(t) && !p.endsFirst(open, t.start):
	default:
		return
	}
	p.out.repairs.note(repairUnclosed)
	p.pop()
}

// startsNext reports whether the tag starts an element that stands right in an
// item.
func (p *preparer) startsNext(t *token) bool {
	name := local(t.name)
	switch name {
	case "encoded", "creator": // of extensions that most feeds use
		return true
	}
	return p.isPlain(t.name) && t.attr("xmlns") == "" && (isLeaf(name) || isText(name) || name == "author")
}

// isLeaf reports whether no element of an item can be in the one of that name.
func isLeaf(name string) bool {
	switch name {
	case "title", "link", "guid", "pubdate", "published", "updated", "id", "category", "comments":
		return true
	}
	return false
}

// isText reports whether the element of that name holds an article's text.
func isText(name string) bool {
	switch name {
	case "description", "summary", "content", "encoded", "body":
		return true
	}
	return false
}

// endsFirst reports whether the open element of that name ends before the item
// does, or another one starts.
func (p *preparer) endsFirst(name string, from int) bool {
	ahead := p.out.in[from:min(from+maxScope, len(p.out.in))]
	s := scanner{in: ahead}
	defer func() { p.patience -= s.pos }()
	if p.patience < 0 {
		return false
	}
	for nested := 0; ; {
		t, ok := s.next()
		isItem := local(t.name) == "item" || local(t.name) == "entry"
		switch {
		case !ok, isItem && t.kind != textToken:
			return false
		case t.kind == startToken && !t.empty && t.name == name:
			nested++
		case t.kind == endToken && t.name == name:
			if nested--; nested < 0 {
				return true
			}
		}
	}
}

// endsNext reports whether the tag that follows a start tag is its end tag.
func (p *preparer) endsNext(t *token) bool {
	rest := p.out.in[t.start+len(t.raw):]
	i := bytes.IndexByte(rest[:min(len(rest), maxAddress)], '<')
	return i >= 0 && bytes.HasPrefix(rest[i:], []byte("</"+t.name))
}

// maxAddress is how long a text may be that stands where none should.
const maxAddress = 2 << 10
