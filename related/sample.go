package related

import (
	"cmp"
	"context"
	"slices"
)

// sampleSize is how many documents what is found out about a site is found out by.
const sampleSize = 256

// sample returns n counted documents that are fit, or all there are. Which, depends on their
// IDs alone, so that one more document changes at most one of them.
func (x *Index) sample(n int, fit func(doc int) bool) []int {
	type entry struct {
		hash uint64
		doc  int
	}
	var all []entry
	for i := range x.docs {
		if !fit(i) || !x.census.has(i) {
			continue
		}
		h := uint64(0)
		for _, b := range []byte(x.docs[i].ID) {
			h = mix(h ^ uint64(b))
		}
		all = append(all, entry{h, i})
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.doc, b.doc)) })
	docs := make([]int, 0, n)
	for _, e := range all[:min(n, len(all))] {
		docs = append(docs, e.doc)
	}
	return docs
}

// nearestTo returns what a search among the counted documents finds for each of some, those
// with the most similar texts first.
func (x *Index) nearestTo(ctx context.Context, docs []int) ([][]neighbour, error) {
	nearest := make([][]neighbour, len(docs))
	q := x.request(Query{})
	q.only = x.census.counted
	err := inBlocksOf(ctx, 16, len(docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			r := x.ranker()
			for at := lo; at < hi; at++ {
				nearest[at] = r.search(nil, r.subject(docs[at]), q)
			}
			x.rankers.Put(r)
		}
	})
	return nearest, err
}
