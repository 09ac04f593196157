package feed

import "slices"

// frame returns the feed without its items.
func (p *prepared) frame() []byte {
	var out []byte
	at := 0
	for i := range p.items {
		out = append(out, p.xml[at:p.items[i].start]...)
		at = p.items[i].end
	}
	return append(out, p.xml[at:]...)
}

// batchSize is about how much XML gofeed is given at a time.
const batchSize = 1 << 20

// batch returns a feed with the item n and some that follow it, and the number
// of the first that does not belong to it.
func (p *prepared) batch(n int) (xml []byte, end int) {
	head, tail := p.around(n)
	if head == nil {
		return nil, n + 1
	}
	xml = slices.Clone(head)
	for end = n; end < len(p.items) && slices.Equal(p.items[end].parents, p.items[n].parents); end++ {
		m := &p.items[end]
		if end > n && len(xml)-len(head)+m.end-m.start > batchSize {
			break
		}
		xml = p.appendItem(xml, m)
	}
	return append(xml, tail...), end
}

// alone returns a feed with the item n in it, or nil if what is around it is not
// simple.
func (p *prepared) alone(n int) []byte {
	const tooMuch = 8 << 10 // it is read again for every item
	head, tail := p.around(n)
	if head == nil || len(head) > tooMuch {
		return nil
	}
	return append(p.appendItem(head, &p.items[n]), tail...)
}

// appendItem appends an item without the texts that are read from the XML
// itself.
func (p *prepared) appendItem(dst []byte, m *mark) []byte {
	at := m.start
	for i := range m.parts {
		if pt := &m.parts[i]; pt.ours {
			dst = append(dst, p.xml[at:pt.span.start]...)
			at = pt.span.end
		}
	}
	return append(dst, p.xml[at:m.end]...)
}

// around returns the tags around an item.
func (p *prepared) around(n int) (head, tail []byte) {
	parents := p.items[n].parents
	for i := range parents {
		tag := p.xml[parents[i].start:parents[i].end]
		head = append(head, tag...)
		name := tag[1 : 1+nameLen(tag[1:])]
		tail = append([]byte("</"+string(name)+">"), tail...)
	}
	return head, tail
}
