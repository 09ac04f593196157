package feed

import "slices"

// ends returns what is around the items, and what else a feed has, for gofeed to
// read, whatever it was in the input.
func (p *prepared) ends() (head, tail string) {
	if p.root == "feed" {
		return "<feed>", "</feed>"
	}
	return "<rss><channel>", "</channel></rss>"
}

// frame returns the feed without its items.
func (p *prepared) frame() []byte {
	head, tail := p.ends()
	out := []byte(head)
	at := 0
	for i := range p.items {
		out = append(out, p.xml[at:p.items[i].start]...)
		at = p.items[i].end
	}
	return append(append(out, p.xml[at:]...), tail...)
}

// batchSize is about how much XML gofeed is given at a time.
const batchSize = 1 << 20

// batch returns a feed with the item n and some that follow it, and the number
// of the first that does not belong to it.
func (p *prepared) batch(n int) (xml []byte, end int) {
	for end = n; end < len(p.items); end++ {
		m := &p.items[end]
		if end > n && len(xml)+m.end-m.start > batchSize {
			break
		}
		xml = p.appendItem(xml, m)
	}
	return p.around(xml), end
}

// alone returns a feed with the item n in it.
func (p *prepared) alone(n int) []byte {
	return p.around(p.appendItem(nil, &p.items[n]))
}

func (p *prepared) around(items []byte) []byte {
	head, tail := p.ends()
	return slices.Concat([]byte(head), items, []byte(tail))
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
