package feed

import "fmt"

// start takes in a start tag: it closes what ends before it, and opens the element
// if it is one that counts.
func (p *preparer) start(t *token, declared bool) error {
	if p.another(t, declared) {
		return nil
	}
	around, item := p.isItem(t)
	if item && p.isInner(t, around) {
		p.out.inner = append(p.out.inner, t.start)
		p.skip(t)
		return nil
	}
	if item && around < len(p.open) {
		p.out.repairs.note(repairUnclosed) // most often the end tag of the item before
		p.closeTo(around)
	}
	p.closeImplied(t)
	if p.tail && !item && len(p.open) == 1 {
		p.skip(t) // what a second channel says of itself is not about the feed
		return nil
	}
	return p.begin(t, item)
}

// skip opens an element of which nothing is read.
func (p *preparer) skip(t *token) {
	if !t.empty {
		p.open = append(p.open, element{name: t.name, item: -1, role: droppedRole})
	}
}

// begin opens an element and checks the limits.
func (p *preparer) begin(t *token, item bool) error {
	e := element{name: t.name, item: -1}
	if len(p.open) == 0 {
		p.out.root = local(t.name)
	}
	if item {
		p.itemName(t)
	}
	if n := len(p.open); n > 0 {
		e.lang, e.base, e.space = p.open[n-1].lang, p.open[n-1].base, p.open[n-1].space
	}
	about := p.attributes(&e, t)
	e.ns = p.spaceOf(&e)
	if void(t.name) && !t.empty && !p.endsNext(t) {
		// An HTML element that has no content, so no end tag is to be expected.
		t.empty, t.anew = true, true
		p.out.repairs.note(repairUnclosed)
	}
	switch {
	case len(p.open) >= maxDepth:
		return errTooDeep
	case p.spaces+len(e.spaces) > maxNamespaces:
		return errTooManyNamespaces
	case item && p.maxItems > 0 && len(p.out.items) == p.maxItems:
		return fmt.Errorf("%w: more than %d items", ErrTooLarge, p.maxItems)
	case item:
		e.item = len(p.out.items)
	default:
		e.role = p.role(&e, t)
	}
	if e.role == frameRole {
		p.adopt(&e)
	}
	p.missChannel(&e)
	if n := p.out.repairs.at; n >= 0 && !item && len(t.attrs) > 0 {
		p.out.items[n].other = true
	}
	p.write(&e, t)
	if item {
		p.mark(&e, about)
	} else if e.role != droppedRole {
		e.part = p.note(e, t)
	}
	if n := len(p.open); n > 0 && e.role != droppedRole && e.role != inlineRole {
		p.open[n-1].parent = p.open[n-1].role == extensionRole
	}
	p.spaces += len(e.spaces)
	p.open = append(p.open, e)
	if t.empty {
		p.pop()
	}
	return nil
}

// missChannel notes if RSS has no channel.
func (p *preparer) missChannel(e *element) {
	isChannel := len(p.open) > 0 && local(e.name) == "channel"
	if !p.channel && !isChannel && len(p.open) == 1 && p.out.root == "rss" && (e.item >= 0 || e.ns == "") {
		p.out.repairs.note(repairChannel)
		p.channel = true
	}
	p.channel = p.channel || isChannel
}

// write writes the start tag.
func (p *preparer) write(e *element, t *token) {
	e.start = len(p.out.xml)
	switch {
	case e.role == droppedRole, e.role == inlineRole, e.role == frameRole && e.item < 0:
		return
	case e.ns == "" || e.role == frameRole:
		e.as = local(t.name)
	case len(p.open) > 0 && p.open[len(p.open)-1].role == verbatimRole:
		e.as = t.name // of the markup of a text
	default:
		e.as = e.ns + ":" + local(t.name)
	}
	switch {
	case t.odd || t.anew || e.as != t.name:
		t.name = e.as
		p.out.xml = appendStart(p.out.xml, t, p.repairsOfText())
	case t.empty: // pop writes the end tag
		p.out.xml = append(append(p.out.xml, t.raw[:len(t.raw)-len("/>")]...), '>')
	default:
		p.out.xml = append(p.out.xml, t.raw...)
	}
}
