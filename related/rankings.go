package related

import (
	"context"
	"math"
	"slices"
)

// rankings holds what the second stage made of every document's neighbours: the
// best of them, best first. Lists are read off it.
type rankings struct {
	start []uint32 // by document; one more entry than documents
	all   []standing
}

func (r *rankings) of(i int) []standing { return r.all[r.start[i]:r.start[i+1]] }

// A standing is a document's place in a ranking: its score, as a float32, above
// its number and the reason, turned around, so that the greater is the better,
// and of equals the document with the smaller ID.
type standing uint64

func newStanding(m ranked) standing {
	low := uint32(m.doc) << 1
	if m.reason == ReasonTag {
		low |= 1
	}
	return standing(math.Float32bits(float32(m.score)))<<32 | standing(^low)
}

func (s standing) ranked() ranked {
	m := ranked{int(^uint32(s) >> 1), float64(math.Float32frombits(uint32(s >> 32))), ReasonContent}
	if ^uint32(s)&1 != 0 {
		m.reason = ReasonTag
	}
	return m
}

// rankAll ranks every document's neighbours.
func rankAll(ctx context.Context, x *Index) (*rankings, error) {
	n := len(x.docs)
	blocks := make([][]standing, (n+blockSize-1)/blockSize)
	all := &rankings{start: make([]uint32, n+1)}
	q := x.request(Query{})
	err := inBlocks(ctx, n, func() func(lo, hi int) {
		var block []standing
		return func(lo, hi int) {
			r := x.rankers.Get().(*ranker)
			block = block[:0]
			for i := lo; i < hi; i++ {
				s := x.subject(i)
				r.approach(s, q)
				ranking := r.standings(s)
				r.leave(s)
				block = append(block, ranking[:min(len(ranking), maxLimit)]...)
				all.start[i+1] = uint32(min(len(ranking), maxLimit))
			}
			blocks[lo/blockSize] = slices.Clone(block)
			x.rankers.Put(r)
		}
	})
	if err != nil {
		return nil, err
	}
	for i := range n {
		all.start[i+1] += all.start[i]
	}
	all.all = slices.Concat(blocks...)
	return all, nil
}

// standings scores the subject's neighbours, best first. The slice is good until
// the next call.
func (r *ranker) standings(s *subject) []standing {
	r.scored = r.scored[:0]
	for _, n := range r.near {
		rating := r.rate(s, n)
		r.scored = append(r.scored, newStanding(newRanked(n, &rating)))
	}
	slices.Sort(r.scored)
	slices.Reverse(r.scored)
	return r.scored
}

// rank returns the subject's ranking, best first: the one that the index holds,
// if it does and the query refuses none of it, else one made for the query. The
// slice is good until the next call.
func (r *ranker) rank(s *subject, q *request) []ranked {
	r.ranking = r.ranking[:0]
	if s.inside && r.x.rankings != nil {
		all := r.x.rankings.of(s.at)
		for _, standing := range all {
			if m := standing.ranked(); r.x.refused(m.doc, q) == "" {
				r.ranking = append(r.ranking, m)
			}
		}
		if len(r.ranking) == len(all) || len(all) < maxLimit {
			return r.ranking
		}
		r.ranking = r.ranking[:0] // others come into their places
	}
	r.approach(s, q)
	for _, standing := range r.standings(s) {
		r.ranking = append(r.ranking, standing.ranked())
	}
	return r.ranking[:min(len(r.ranking), maxLimit)]
}
