package related

import (
	"context"
	"maps"
	"slices"
)

// affected returns the documents whose lists can be other than before: those that
// have other neighbours, or one whose own closest neighbours are others, which is
// part of its score; that are parts of a series that has changed; or for which an
// editor pinned what came or went.
func (g *growth) affected(ctx context.Context) ([]int, error) {
	x, y := g.old, g.index
	if err := g.findSwayed(ctx); err != nil {
		return nil, err
	}
	if len(g.gone) > 0 {
		for at, standing := range x.firsts.all { // orphans may be there without being neighbours
			if standing != 0 && slices.Contains(g.gone, standing.ranked().doc) {
				g.led[at/defaultLimit] = true
			}
		}
	}
	named := make(map[string]bool)
	for _, i := range slices.Concat(g.gone, g.added) {
		named[y.docs[i].ID] = true
		named[CanonicalURL(y.docs[i].URL)] = true
	}
	for _, i := range y.pinned {
		if slices.ContainsFunc(y.docs[i].Pins, func(pin string) bool { return named[pin] || named[CanonicalURL(pin)] }) {
			g.led[i] = true
		}
	}
	all := make(map[int]bool)
	for _, i := range g.moved {
		all[i] = true
	}
	for i := range g.swayed {
		all[i] = true
	}
	for i := range g.led {
		all[i] = true
	}
	for _, i := range g.gone {
		delete(all, i)
	}
	return slices.SortedFunc(maps.Keys(all), func(i, j int) int { return y.compareIDs(uint32(i), uint32(j)) }), nil
}

// findSwayed finds the documents that have neighbours whose own closest neighbours are
// others.
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
			g.swayed[int(doc)] = append(g.swayed[int(doc)], uint32(shifted[at]))
		}
	}
	for _, i := range g.moved {
		delete(g.swayed, i)
	}
	return err
}

// balance chooses the first entries of those affected lists anew that differ. All others
// stay, but for those that take in an article which no list would show, or give one up that too
// many do. It returns the IDs of the documents whose lists are others than before.
func (g *growth) balance(ctx context.Context, affected []int) (changed []string, err error) {
	y, f := g.index, g.old.firsts.fork()
	f.all, f.shown = append(f.all, make([]standing, defaultLimit*len(g.added))...), append(f.shown, make([]int32, len(g.added))...)
	b := newBalancer(y, f)
	defer y.rankers.Put(b.ranker)
	b.earlier = g.old.firsts
	homeless := slices.Clone(g.added)
	letGo := func(list []standing) {
		for _, entry := range list {
			f.shown[entry.ranked().doc]--
			homeless = append(homeless, entry.ranked().doc)
		}
	}
	for _, i := range g.gone {
		letGo(f.of(i))
		clear(f.places(i))
	}
	q := y.request(Query{})
	differ := make([]bool, len(y.docs))
	err = b.choose(ctx, affected, func(r *ranker, s *subject) bool {
		differ[s.at] = g.led[s.at] || !g.hadRanking(r, s, q)
		return !differ[s.at]
	})
	if err != nil {
		return nil, err
	}
	affected = slices.DeleteFunc(affected, func(i int) bool { return !differ[i] })
	for _, i := range affected {
		if i < g.old.firsts.len() {
			letGo(g.old.firsts.of(i))
		}
		for _, entry := range f.of(i) {
			f.shown[entry.ranked().doc]++
		}
		changed = append(changed, y.docs[i].ID)
	}
	maps.DeleteFunc(f.placed, func(p pairing, _ bool) bool { return differ[p.list] })
	maps.DeleteFunc(f.thinned, func(p pairing, _ bool) bool { return differ[p.list] })
	homeless = slices.DeleteFunc(homeless, func(doc int) bool { return y.ids.of[doc].gone })
	slices.SortFunc(homeless, func(i, j int) int { return y.compareIDs(uint32(i), uint32(j)) })
	if err := b.even(ctx, affected, slices.Compact(homeless)); err != nil {
		return nil, err
	}
	y.firsts = f
	for _, i := range b.evened {
		if !differ[i] && !slices.Equal(f.of(i), g.old.firsts.of(i)) {
			changed = append(changed, y.docs[i].ID)
		}
	}
	slices.Sort(changed)
	return slices.Compact(changed), nil
}

// hadRanking reports whether the subject's ranking was the same before, scores as they
// are shown.
func (g *growth) hadRanking(r *ranker, s *subject, q *request) bool {
	x := g.old
	if docs := g.swayed[s.at]; docs != nil {
		return !g.sways(r, s, docs, q)
	}
	if s.at >= len(x.docs) {
		return false
	}
	ranking := r.rank(s, q)
	if slices.ContainsFunc(ranking, func(m ranked) bool { return m.doc >= len(x.docs) }) {
		return false
	}
	before := x.ranker()
	defer x.rankers.Put(before)
	was := x.subject(s.at)
	defer before.leave(was)
	return slices.EqualFunc(before.rank(was, q), ranking, looksTheSame)
}

// sways reports whether the subject's ranking is another because of some of its
// neighbours, whose own closest neighbours are others than before. It is not if as many as
// a list can have score more than they do, and did.
func (g *growth) sways(r *ranker, s *subject, docs []uint32, q *request) bool {
	r.approach(s, q)
	var before []standing
	r.scored = r.scored[:0]
	for _, doc := range docs {
		n, _ := r.neighbour(int(doc)) // which it is
		before = append(before, r.standingAmong(s, n, g.old.neighbours.closestOf(int(doc))))
		r.scored = append(r.scored, r.standingAmong(s, n, g.index.neighbours.closestOf(int(doc))))
	}
	most, better := max(slices.Max(before), slices.Max(r.scored)), 0
	for _, n := range r.near {
		if slices.Contains(docs, n.doc) {
			continue
		}
		standing := r.standingAmong(s, n, g.index.neighbours.closestOf(int(n.doc)))
		if r.scored = append(r.scored, standing); standing>>32 > most>>32 {
			if better++; better == maxLimit {
				return false
			}
		}
	}
	before = append(before, r.scored[len(docs):]...)
	g.index.sortStandings(before)
	g.index.sortStandings(r.scored)
	ranking := r.rankAs(r.scored, q)
	return !slices.EqualFunc(before[:len(ranking)], ranking, func(a standing, b ranked) bool { return looksTheSame(a.ranked(), b) })
}

// looksTheSame reports whether two entries are shown in the same way.
func looksTheSame(a, b ranked) bool {
	return a.doc == b.doc && a.reason == b.reason && round4(a.score) == round4(b.score)
}
