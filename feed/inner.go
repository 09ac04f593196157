package feed

// Items that are no articles of the feed: extensions have items and entries of
// their own, such as versions of an article that are in conflict, or the comments
// on it. They are told from articles that seem to be inside an extension because
// its end tag is missing.

// maxScope is how far ahead the end of an extension is looked for.
const maxScope = 256 << 10

// A scope says whose the items in an element are.
type scope uint8

const (
	unknownScope scope = iota
	ownScope           // the element's own
	feedScope          // the feed's: the element's end tag is missing
)

// isInner reports whether an item, which would be an article after around open
// elements, is none.
func (p *preparer) isInner(t *token, around int) bool {
	inItem := false
	for i := range p.open {
		e := &p.open[i]
		inItem = inItem || e.item >= 0
		if i < around {
			continue
		}
		if e.item >= 0 && t.empty {
			return true // <item/> inside an item: nothing
		}
		name := local(e.name)
		isFeed := name == "channel" || name == "feed" // as when files were joined
		if (inItem && !isFeed || e.ns != "") && p.isScope(e, t.start) {
			return true
		}
	}
	return false
}

// isScope reports whether the items from a position on are the open element's own.
func (p *preparer) isScope(e *element, from int) bool {
	if e.item >= 0 || e.role == frameRole {
		return false
	}
	if e.scope == unknownScope {
		e.scope = feedScope
		if p.closes(e.name, from) {
			e.scope = ownScope
		}
	}
	return e.scope == ownScope
}

// closes reports whether the open element of that name ends after the position,
// with whole items before its end.
func (p *preparer) closes(name string, from int) bool {
	ahead := p.out.in[from:min(from+maxScope, len(p.out.in))]
	if p.patience -= len(ahead); p.patience < 0 {
		return false
	}
	s := scanner{in: ahead}
	items, nested := 0, 0
	for {
		t, ok := s.next()
		if !ok {
			return false
		}
		isItem := local(t.name) == "item" || local(t.name) == "entry"
		switch {
		case t.kind == startToken && !t.empty && isItem:
			items++
		case t.kind == startToken && !t.empty && t.name == name:
			nested++
		case t.kind == endToken && isItem:
			if items--; items < 0 {
				return false
			}
		case t.kind == endToken && t.name == name:
			if nested--; nested < 0 {
				return items == 0
			}
		}
	}
}
