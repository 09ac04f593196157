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
func (g *growth) affected() []int {
	x, y := g.old, g.index
	all := make(map[int]bool)
	r, q := y.ranker(), y.request(Query{})
	for _, i := range g.moved {
		all[i] = true
		if i < len(x.docs) && !slices.Equal(x.neighbours.closestOf(i), y.neighbours.closestOf(i)) {
			g.shifted[i] = true
			for _, doc := range r.thatHave(i, q) {
				all[int(doc)] = true
			}
		}
	}
	y.rankers.Put(r)
	gone := make(map[int]bool)
	for _, i := range g.gone {
		gone[i] = true
	}
	if len(gone) > 0 {
		for at, standing := range x.firsts.all { // orphans may be there without being neighbours
			if standing != 0 && gone[standing.ranked().doc] {
				all[at/defaultLimit] = true
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
	for i := range g.led {
		all[i] = true
	}
	for _, i := range g.gone {
		delete(all, i)
	}
	return slices.SortedFunc(maps.Keys(all), func(i, j int) int { return y.compareIDs(uint32(i), uint32(j)) })
}

// balance chooses the first entries of the affected lists anew. All others stay, but
// for those that take in an article which no list would show, or give one up that too
// many do. It returns the IDs of the documents whose lists are others than before.
func (g *growth) balance(ctx context.Context, affected []int) (changed []string, err error) {
	y, f := g.index, g.old.firsts.fork()
	f.all, f.shown = append(f.all, make([]standing, defaultLimit*len(g.added))...), append(f.shown, make([]int32, len(g.added))...)
	b := newBalancer(y, f)
	defer y.rankers.Put(b.ranker)
	b.earlier = g.old.firsts
	for _, i := range g.gone {
		for _, entry := range f.of(i) {
			f.shown[entry.ranked().doc]--
		}
		clear(f.places(i))
	}
	homeless := slices.Clone(g.added)
	anew := make(map[int]bool)
	for _, i := range affected {
		anew[i] = true
		for _, entry := range f.of(i) {
			doc := entry.ranked().doc
			f.shown[doc]--
			homeless = append(homeless, doc)
		}
	}
	maps.DeleteFunc(f.placed, func(p pairing, _ bool) bool { return anew[p.list] })
	maps.DeleteFunc(f.thinned, func(p pairing, _ bool) bool { return anew[p.list] })
	differ := make([]bool, len(affected))
	if err := b.choose(ctx, affected, func(at int, ranking []ranked) { differ[at] = !g.hadRanking(affected[at], ranking) }); err != nil {
		return nil, err
	}
	for _, i := range affected {
		for _, entry := range f.of(i) {
			f.shown[entry.ranked().doc]++
		}
	}
	homeless = slices.DeleteFunc(homeless, func(doc int) bool { return y.ids.of[doc].gone })
	slices.SortFunc(homeless, func(i, j int) int { return y.compareIDs(uint32(i), uint32(j)) })
	if err := b.even(ctx, affected, slices.Compact(homeless)); err != nil {
		return nil, err
	}
	y.firsts = f
	for at, i := range affected {
		if differ[at] || g.led[i] || !slices.Equal(f.of(i), g.old.firsts.of(i)) {
			changed = append(changed, y.docs[i].ID)
		}
	}
	for _, i := range b.evened {
		if !anew[i] && !slices.Equal(f.of(i), g.old.firsts.of(i)) {
			changed = append(changed, y.docs[i].ID)
		}
	}
	slices.Sort(changed)
	return slices.Compact(changed), nil
}

// hadRanking reports whether a document's ranking was the same before, scores as they
// are shown.
func (g *growth) hadRanking(i int, ranking []ranked) bool {
	x := g.old
	if i >= len(x.docs) {
		return false
	}
	r := x.ranker()
	defer x.rankers.Put(r)
	s, q := x.subject(i), x.request(Query{})
	defer r.leave(s)
	for _, m := range ranking { // most that differ tell by these
		if m.doc >= len(x.docs) {
			return false
		}
		if g.shifted[m.doc] {
			if n, rating := r.pair(s, m.doc, q); round4(newRanked(n, &rating).score) != round4(m.score) {
				return false
			}
		}
	}
	return slices.EqualFunc(r.rank(s, q), ranking, func(a, b ranked) bool {
		return a.doc == b.doc && a.reason == b.reason && round4(a.score) == round4(b.score)
	})
}
