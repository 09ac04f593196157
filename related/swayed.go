package related

import (
	"context"
	"slices"
)

// findSwayed finds the documents that have neighbours whose own closest neighbours are
// others, beside those that only took some of the added ones in.
func (g *growth) findSwayed(ctx context.Context) error {
	x, y := g.old, g.index
	var shifted []int
	for _, i := range g.moved {
		if i < len(x.docs) && !slices.Equal(x.neighbours.closestOf(i), y.neighbours.closestOf(i)) {
			shifted = append(shifted, i)
		}
	}
	swayed, h := make([][]uint32, len(shifted)), y.reach()
	err := inBlocksOf(ctx, 1, len(shifted), func() func(lo, hi int) {
		return func(at, _ int) {
			r := y.ranker()
			swayed[at] = r.thatHave(shifted[at], h)
			y.rankers.Put(r)
		}
	})
	for at, docs := range swayed {
		for _, doc := range docs {
			if _, moved := slices.BinarySearch(g.moved, int(doc)); !moved || g.swayed[int(doc)] != nil {
				g.swayed[int(doc)] = append(g.swayed[int(doc)], uint32(shifted[at]))
			}
		}
	}
	return err
}

// sways reports whether the ranking of a subject differs because of some of its neighbours,
// which are new, none any more, or have other closest neighbours of their own, and whether the
// first entries of its list can. All that has changed is what these few score. Those that
// the ranking does not reach, before and now, make no difference, and those that it reached
// and reaches do not change what its last entry is. Else the subject is ranked.
func (g *growth) sways(r *ranker, s *subject, docs []uint32, q *request) (differs, first bool) {
	x, y := g.old, g.index
	r.approach(s, q)
	last, firsts := x.firsts.last[s.at], x.firsts.of(s.at)
	first = len(firsts) < defaultLimit || y.options.Diversity > 0
	mustRank := false
	var before []standing
	for _, doc := range docs {
		var was, is standing // 0 if it was not, or is not, a neighbour
		if n, ok := x.neighbours.find(s.at, doc); ok {
			was = r.standingAmong(s, n, x.neighbours.closestOf(int(doc)))
			before = append(before, was)
		}
		if n, ok := y.neighbours.find(s.at, doc); ok {
			is = r.standingAmong(s, n, y.neighbours.closestOf(int(doc)))
		}
		switch {
		case was == is, was.score() < last && is.score() < last:
			continue
		case was.score() > last && is.score() > last && !looksTheSame(was.ranked(), is.ranked()):
			differs = true
		default:
			mustRank = true
		}
		first = first || slices.ContainsFunc(firsts, func(s standing) bool { return s.ranked().doc == int(doc) || s.score() <= is.score() })
	}
	if mustRank {
		ranking := r.rank(s, q)
		for _, standing := range r.scored {
			if !slices.Contains(docs, uint32(standing.ranked().doc)) {
				before = append(before, standing)
			}
		}
		y.sortStandings(before)
		differs = !slices.EqualFunc(before[:min(len(ranking), len(before))], ranking, func(a standing, b ranked) bool { return looksTheSame(a.ranked(), b) })
	}
	return differs, first && differs
}
