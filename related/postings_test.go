package related

import "testing"

// The numbers of all documents that an index can come to have, by updates, fit a posting:
// also where a few more take another bit.
func TestDocumentBits(t *testing.T) {
	for _, c := range []census{
		{size: 3, next: 4}, {size: 1_000_000 >> 12 << 12, next: 1_000_000>>12<<12 + 1<<12},
		{size: 1_036_288, next: 1_040_384}, {size: 1<<20 - 1<<12, next: 1 << 20}, {size: 1 << 24, next: 1<<24 + 1<<17},
	} {
		last := c.next - 2 + c.size/maxLag
		p := &postings{documentBits: c.documentBits()}
		const weight = one
		if posting := p.posting(last, weight); posting&(1<<p.documentBits-1) != uint32(last) || posting-uint32(last) != p.impact(weight) {
			t.Errorf("document %d of an index with %d counted: posting %x", last, c.size, posting)
		}
	}
}
