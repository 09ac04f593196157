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

// balance chooses the first entries of those affected lists anew in which they can differ.
// All others stay, but for those that take in an article which no list would show, or give
// one up that too many do. It returns the IDs of the documents whose lists are others than
// before.
func (g *growth) balance(ctx context.Context, affected []int) (changed []string, err error) {
	y, f := g.index, g.old.firsts.fork()
	f.makeRoom(len(g.added))
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
	differ, anew := make([]bool, len(y.docs)), make([]bool, len(y.docs))
	err = b.choose(ctx, affected, func(r *ranker, s *subject) (stays bool) {
		if docs := g.swayed[s.at]; docs != nil && !g.led[s.at] {
			differ[s.at], anew[s.at] = g.sways(r, s, docs, q)
		} else {
			differ[s.at] = g.led[s.at] || !g.hadRanking(r, s, q)
			anew[s.at] = differ[s.at]
		}
		return !anew[s.at]
	})
	if err != nil {
		return nil, err
	}
	for _, i := range affected {
		f.outdate(i)
		if differ[i] {
			changed = append(changed, y.docs[i].ID)
		}
	}
	affected = slices.DeleteFunc(affected, func(i int) bool { return !anew[i] })
	for _, i := range affected {
		if i < g.old.firsts.len() {
			letGo(g.old.firsts.of(i))
		}
		for _, entry := range f.of(i) {
			f.shown[entry.ranked().doc]++
		}
	}
	maps.DeleteFunc(f.placed, func(p pairing, _ bool) bool { return anew[p.list] })
	maps.DeleteFunc(f.thinned, func(p pairing, _ bool) bool { return anew[p.list] })
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

// looksTheSame reports whether two entries are shown in the same way.
func looksTheSame(a, b ranked) bool {
	return a.doc == b.doc && a.reason == b.reason && round4(a.score) == round4(b.score)
}
