package related

import (
	"context"
	"slices"
	"sync/atomic"
)

// keptNeighbours is how many neighbours a document has at least, if it has as many
// candidates: more than maxLimit.
const keptNeighbours = 64

// A neighbour is a document that may be in another's list, with those signals
// of the pair that take their two texts to compute, in the integers of a vector.
type neighbour struct {
	doc   uint32
	text  uint16
	title uint16
}

// neighbours holds the neighbours of every document, those with the most similar texts
// first. Lists are made of them.
type neighbours [][]neighbour

// find returns a document as a neighbour of document i, if it is one.
func (n neighbours) find(i int, doc uint32) (neighbour, bool) {
	for _, other := range n[i] {
		if other.doc == doc {
			return other, true
		}
	}
	return neighbour{}, false
}

// findNeighbours runs the first stage for every document of the index. From a
// document it goes on to its neighbours: they have the same postings to walk and
// the same texts to compare with, which are then still in the nearest cache. It also
// returns what the first stage must give another document to be one of each document's
// neighbours, 0 if there is room for more.
func findNeighbours(ctx context.Context, x *Index) (neighbours, []uint16, error) {
	n := len(x.docs)
	found := withRoom[[]neighbour](n)[:n]
	bars := withRoom[uint16](n)[:n]
	taken := make([]atomic.Bool, n)
	var next atomic.Int64
	q := x.request(Query{})
	err := onEveryCPU(ctx, n, func() {
		r := x.ranker()
		var arena []neighbour
		var trail []uint32
		for ctx.Err() == nil {
			i := nextOnTrail(&trail, taken)
			for i < 0 {
				at := next.Add(1) - 1
				if at >= int64(n) {
					x.rankers.Put(r)
					return
				}
				if taken[at].CompareAndSwap(false, true) {
					i = int(at)
				}
			}
			if cap(arena)-len(arena) < x.postings.candidates {
				arena = make([]neighbour, 0, blockSize*x.postings.fewest)
			}
			before := len(arena)
			arena = r.neighbours(arena, r.subject(i), q)
			found[i], bars[i] = arena[before:len(arena):len(arena)], r.bar
			for _, n := range slices.Backward(found[i][:min(closest, len(found[i]))]) {
				trail = append(trail, n.doc)
			}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	return found, bars, nil
}

// maxTrail is how many documents to go on to a goroutine remembers.
const maxTrail = 256

// nextOnTrail takes the next document of a trail that nobody has taken yet, or
// returns -1.
func nextOnTrail(trail *[]uint32, taken []atomic.Bool) int {
	t := *trail
	for len(t) > 0 {
		i := t[len(t)-1]
		t = t[:len(t)-1]
		if !taken[i].Load() && taken[i].CompareAndSwap(false, true) {
			*trail = t[max(0, len(t)-maxTrail):]
			return int(i)
		}
	}
	*trail = t
	return -1
}

// neighbours finds a subject's neighbours and appends them to dst.
func (r *ranker) neighbours(dst []neighbour, s *subject, q *request) []neighbour {
	first := len(dst)
	dst = r.search(dst, s, q)
	return dst[:first+len(r.keep(dst[first:], s))]
}

// keep returns those of a subject's candidates, sorted, that are its neighbours: what is
// best by the signals of the pair alone, and also the most similar texts, for surroundings.
// The surroundings of candidates, which are not known yet, will not bring one of the
// others into a list. Of equals all are kept, so that it makes no difference whether
// candidates come all at once or one by one.
func (r *ranker) keep(all []neighbour, s *subject) []neighbour {
	if len(all) <= keptNeighbours {
		return all
	}
	x := r.x
	r.touchSignals(all)
	r.values = r.values[:0]
	for _, n := range all {
		v := r.signals(s, n)
		rating := x.weigh(&v, s, n.doc)
		r.values = append(r.values, uint16(rating.score()*one))
	}
	least, kept := nthGreatest(r.values, keptNeighbours), all[:0]
	for at, n := range all {
		if at < backgroundRank || r.values[at] >= least {
			kept = append(kept, n)
		}
	}
	return kept
}

// search finds a subject's candidates and appends them to dst as neighbours, those with the
// most similar texts first.
func (r *ranker) search(dst []neighbour, s *subject, q *request) []neighbour {
	r.load(s)
	defer r.unload(s)
	first := len(dst)
	found := r.candidates(s, q)
	for _, doc := range found {
		r.touched += r.x.bags.touch(int(doc))
	}
	for _, doc := range found {
		dst = append(dst, r.compare(doc))
	}
	r.sortNeighbours(dst[first:])
	return dst
}

// sortNeighbours sorts neighbours, those with the most similar texts first, and of equals
// those with smaller IDs. As numbers they are sorted twice as fast.
func (r *ranker) sortNeighbours(all []neighbour) {
	packed := r.packed[:0]
	for _, n := range all {
		packed = append(packed, uint64(^n.text)<<48|uint64(n.doc)<<16|uint64(n.title))
	}
	slices.Sort(packed)
	for at, p := range packed {
		all[at] = neighbour{uint32(p >> 16), ^uint16(p >> 48), uint16(p)}
	}
	r.packed = packed
	if r.x.order != nil { // numbers do not tell the order of IDs
		sortTies(all,
			func(a, b neighbour) bool { return a.text == b.text },
			func(a, b neighbour) int { return r.x.compareIDs(a.doc, b.doc) })
	}
}

// dot returns the dot product of the loaded subject's vector and a document's, and how
// much of the subject's title the document has.
func (r *ranker) dot(doc int) (dot uint64, title uint32) {
	if packed := r.x.bags.packed; packed != nil {
		return packed.dot(r.query, doc)
	}
	return r.query.dot(r.x.bags.of(doc))
}

// compare computes what the texts of the loaded subject and a document have in
// common, on all that the index knows of both.
func (r *ranker) compare(doc uint32) neighbour {
	dot, mentioned := r.dot(int(doc))
	title := r.x.titles.of(int(doc))
	mentions := uint32(0)
	for i, f := range title.feature {
		if r.query.of(f) != 0 {
			mentions += uint32(title.weight[i])
		}
	}
	cosine := cosineOf(dot, r.scale, r.x.bags.scale[doc])
	return neighbour{doc, uint16(float64(min(cosine, 1)*one) + 0.5), uint16(min((mentioned+mentions)/2, one))}
}
