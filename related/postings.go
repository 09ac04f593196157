package related

import "slices"

// indexedFeatures is how many of a document's strongest stems and pairs the
// postings hold, and with how many candidates are looked for. The rest adds
// little to a score, and to the work much: it is the common words, whose
// postings are the longest. Forms are left out, as their stems stand for them.
const indexedFeatures = 64

// postings list, for every feature, the documents among whose strongest it is,
// each with its weight there (its impact).
type postings struct {
	start  []uint32 // by feature; one more entry than features
	doc    []uint32
	impact []uint16
	least  []uint16 // by document: the least weight that the postings hold
}

func newPostings(v *vectors, lx *lexicon) *postings {
	n, features, first := len(v.start)-1, lx.features(), lx.firstStem()
	p := &postings{start: make([]uint32, features+1), least: make([]uint16, n)}
	var scratch []uint16
	for i := range n {
		d := v.of(i)
		p.least[i], scratch = d.leastOfStrongest(first, scratch)
		for at, f := range d.feature {
			if f >= first && d.weight[at] >= p.least[i] {
				p.start[f+1]++
			}
		}
	}
	for f := range features {
		p.start[f+1] += p.start[f]
	}
	p.doc = make([]uint32, p.start[features])
	p.impact = make([]uint16, p.start[features])
	next := slices.Clone(p.start)
	for i := range n {
		d := v.of(i)
		for at, f := range d.feature {
			if f >= first && d.weight[at] >= p.least[i] {
				p.doc[next[f]] = uint32(i)
				p.impact[next[f]] = d.weight[at]
				next[f]++
			}
		}
	}
	return p
}

// leastOfStrongest returns the least weight among a document's strongest
// features from first on, 0 if they are all among them.
func (v vector) leastOfStrongest(first uint32, scratch []uint16) (least uint16, _ []uint16) {
	from, _ := slices.BinarySearch(v.feature, first)
	scratch = append(scratch[:0], v.weight[from:]...)
	if len(scratch) <= indexedFeatures {
		return 0, scratch
	}
	slices.Sort(scratch)
	return scratch[len(scratch)-indexedFeatures], scratch
}
