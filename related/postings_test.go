package related

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// The strongest features are as many as make their share of the vector, and no more than there
// may be: of a large site by rarity as well, of a small one by weight alone. Lone features are
// posted beside them, and forms are not.
func TestStrongest(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	w := &weigher{firstLone: 900}
	for f := range uint32(1000) {
		w.add([]kind{formKind, stemKind, soleKind, pairKind}[r.IntN(4)], float64(f/100+1))
	}
	type feature struct {
		number           uint32
		strength, weight uint64
	}
	for _, of := range []*breadth{&small, &wide, {0.75, 1024, 48, 64}, {0.9, 30, 48, 128}} {
		for range 50 {
			var b bag
			for f := range uint16(1000) {
				if r.IntN(3) == 0 {
					b.narrow, b.count = append(b.narrow, f), append(b.count, uint8(1+r.IntN(9)))
				}
			}
			scale := scaleOf(w.length(b, 0))
			want := make(map[uint32]uint16)
			var all []feature
			sum := uint64(0)
			for i, f := range b.narrow {
				c := w.of(uint32(f))
				weight := uint64(c.impact(b.count[i], scale))
				strength := weight
				if of.share < 1 {
					strength = weight * uint64(c.rarity) / (one + 1)
				}
				switch {
				case c.kind == formKind:
				case uint32(f) >= w.firstLone:
					want[uint32(f)] = uint16(weight)
				default:
					all = append(all, feature{uint32(f), strength, weight})
					sum += weight * weight
				}
			}
			slices.SortFunc(all, func(a, b feature) int {
				return cmp.Or(cmp.Compare(b.strength, a.strength), cmp.Compare(b.weight, a.weight))
			})
			rest, last := uint64((1-of.share)*float64(sum)), len(all)-1
			for ; all[last].weight*all[last].weight <= rest; last-- {
				rest -= all[last].weight * all[last].weight
			}
			last = min(last, of.strongest-1)
			for _, f := range all {
				if f.strength >= all[last].strength {
					want[f.number] = uint16(f.weight)
				}
			}
			least, _ := w.leastOfStrongest(b, scale, of, nil)
			got := maps.Collect(w.strongest(b, scale, least, of))
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%v (-want +got):\n%s", of, diff)
			}
		}
	}
	common, rare := newClass(stemKind, 1), newClass(stemKind, 9)
	if large, _ := breadthFor(5001); large.strength(&common, 1000) >= large.strength(&rare, 900) {
		t.Error("on a large site a common stem is stronger than one that is rare and weighs nearly as much")
	}
	if small, _ := breadthFor(5000); small.strength(&common, 1000) <= small.strength(&rare, 900) {
		t.Error("on a small site a rare stem is stronger than one that weighs more")
	}
}

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
