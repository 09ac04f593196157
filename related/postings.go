package related

import (
	"iter"
	"slices"
)

// indexedFeatures is how many of a document's strongest stems and pairs the
// postings hold, and with how many candidates are looked for. The rest adds
// little to a score, and to the work much: it is the common words, whose
// postings are the longest. Forms are left out, as their stems stand for them.
const indexedFeatures = 96

// postings list, for every feature, the documents among whose strongest it is,
// each with its weight there (its impact).
type postings struct {
	start  []uint32 // by feature; one more entry than features
	doc    []uint32
	impact []uint16
	least  []uint16 // by document: the least weight of its strongest features
}

func newPostings(v *vectors, w *weigher) *postings {
	n, features := len(v.start)-1, w.lx.features()
	p := &postings{start: make([]uint32, features+1), least: make([]uint16, n)}
	var scratch []uint16
	for i := range n {
		p.least[i], scratch = w.leastOfStrongest(v.of(i), scratch)
		for f := range w.strongest(v.of(i), p.least[i]) {
			p.start[f+1]++
		}
	}
	for f := range features {
		p.start[f+1] += p.start[f]
	}
	p.doc = make([]uint32, p.start[features])
	p.impact = make([]uint16, p.start[features])
	next := slices.Clone(p.start)
	for i := range n {
		for f, weight := range w.strongest(v.of(i), p.least[i]) {
			p.doc[next[f]] = uint32(i)
			p.impact[next[f]] = weight
			next[f]++
		}
	}
	return p
}

// leastOfStrongest returns the least weight among a document's strongest
// features, 0 if they are all among them. Lone features, which only documents
// from outside the index can share, do not take the place of others.
func (w *weigher) leastOfStrongest(v vector, scratch []uint16) (least uint16, _ []uint16) {
	scratch = scratch[:0]
	first := w.lx.firstStem()
	for at, f := range v.feature {
		if f >= first && !w.isLone(f) {
			scratch = append(scratch, v.weight[at])
		}
	}
	if len(scratch) <= indexedFeatures {
		return 0, scratch
	}
	return nthGreatest(scratch, indexedFeatures), scratch
}

// nthGreatest returns the nth greatest of at least n values. It counts how many
// have each high byte, and then each low byte among those that matter, which is
// several times faster than to sort.
func nthGreatest(values []uint16, n int) uint16 {
	high := 255
	var count [256]int
	for _, v := range values {
		count[v>>8]++
	}
	for ; count[high] < n; high-- {
		n -= count[high]
	}
	low := 255
	count = [256]int{}
	for _, v := range values {
		if int(v>>8) == high {
			count[v&255]++
		}
	}
	for ; count[low] < n; low-- {
		n -= count[low]
	}
	return uint16(high<<8 | low)
}

// strongest yields a document's strongest features, given the least weight
// among them, and the lone ones.
func (w *weigher) strongest(v vector, least uint16) iter.Seq2[uint32, uint16] {
	return func(yield func(feature uint32, weight uint16) bool) {
		first := w.lx.firstStem()
		for at, f := range v.feature {
			if f >= first && (v.weight[at] >= least || w.isLone(f)) && !yield(f, v.weight[at]) {
				return
			}
		}
	}
}
