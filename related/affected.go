package related

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// affected returns the documents whose lists can be other than before: those that
// have other neighbours, or one whose own closest neighbours are others, which is
// part of its score; that are parts of a series that has changed; or for which an
// editor pinned what came or went.
func (g *growth) affected() []int {
	x, y := g.old, g.index
	all := make(map[int]bool)
	surroundings := make([]bool, len(y.docs)) // by document: whether they are others than before
	for _, i := range g.moved {
		all[i] = true
		surroundings[i] = i >= len(x.docs) || !slices.Equal(x.neighbours.closestOf(i), y.neighbours.closestOf(i))
	}
	for _, i := range y.thatHave(surroundings) {
		all[i] = true
	}
	for _, i := range g.parts {
		all[i] = true
	}
	gone := make(map[int]bool)
	for _, i := range g.gone {
		gone[i] = true
	}
	for at, standing := range x.firsts.all { // orphans may be there without being neighbours
		if standing != 0 && gone[standing.ranked().doc] {
			all[at/defaultLimit] = true
		}
	}
	named := make(map[string]bool)
	for _, i := range slices.Concat(g.gone, g.added) {
		named[y.docs[i].ID] = true
		named[CanonicalURL(y.docs[i].URL)] = true
	}
	for i := range y.docs {
		if slices.ContainsFunc(y.docs[i].Pins, func(pin string) bool { return named[pin] || named[CanonicalURL(pin)] }) {
			all[i] = true
		}
	}
	for _, i := range g.gone {
		delete(all, i)
	}
	return slices.SortedFunc(maps.Keys(all), func(i, j int) int { return y.compareIDs(uint32(i), uint32(j)) })
}

// balance chooses the first entries of the affected lists anew. All others stay, but
// for those that take in an article which no list would show, or give one up that too
// many do. It returns the documents of all lists that it looked at.
func (g *growth) balance(ctx context.Context, affected []int) (touched []int, err error) {
	y, f := g.index, g.old.firsts.fork()
	f.all = append(f.all, make([]standing, defaultLimit*len(g.added))...)
	b := newBalancer(y, f)
	b.earlier = true
	for _, e := range b.entries() {
		b.shown[e.doc]++
	}
	homeless := slices.Clone(g.added)
	anew := make(map[int]bool)
	for _, i := range affected {
		anew[i] = true
		for _, standing := range f.of(i) {
			doc := standing.ranked().doc
			b.shown[doc]--
			homeless = append(homeless, doc)
		}
	}
	maps.DeleteFunc(f.placed, func(p pairing, _ bool) bool { return anew[p.list] })
	maps.DeleteFunc(f.thinned, func(p pairing, _ bool) bool { return anew[p.list] })
	if err := b.choose(ctx, affected); err != nil {
		return nil, err
	}
	for _, i := range affected {
		for _, e := range b.lists[i] {
			b.shown[e.doc]++
		}
	}
	homeless = slices.DeleteFunc(homeless, func(doc int) bool { return y.ids.of[doc].gone })
	slices.SortFunc(homeless, func(i, j int) int { return y.compareIDs(uint32(i), uint32(j)) })
	if err := b.even(ctx, affected, slices.Compact(homeless)); err != nil {
		return nil, err
	}
	for _, i := range g.gone {
		clear(f.all[defaultLimit*i : defaultLimit*(i+1)])
	}
	b.note()
	y.firsts = f
	for i, list := range b.lists {
		if list != nil {
			touched = append(touched, i)
		}
	}
	return touched, nil
}

// changed returns the IDs of those of some documents whose lists differ, in order.
func (g *growth) changed(some []int) []string {
	x, y := g.old, g.index
	differ := make([]bool, len(some))
	q := Query{Limit: maxLimit, MinScore: -1}
	_ = inBlocksOf(context.Background(), 8, len(some), func() func(lo, hi int) { // which fails only if the context is done
		return func(lo, hi int) {
			before, after := x.rankers.Get().(*ranker), y.rankers.Get().(*ranker)
			for at := lo; at < hi; at++ {
				i := some[at]
				differ[at] = i >= len(x.docs) || !slices.Equal(before.entries(i, x.request(q)), after.entries(i, y.request(q)))
			}
			x.rankers.Put(before)
			y.rankers.Put(after)
		}
	})
	var ids []string
	for at, i := range some {
		if differ[at] {
			ids = append(ids, y.docs[i].ID)
		}
	}
	slices.SortFunc(ids, strings.Compare)
	return ids
}

// entries returns the entries of document i's list, with their scores as they are
// shown. The slice is good until the next call.
func (r *ranker) entries(i int, q *request) []ranked {
	s := r.x.subject(i)
	defer r.leave(s)
	picked := r.pick(s, r.rank(s, q), q)
	for at := range picked {
		picked[at].score = round4(picked[at].score)
	}
	return picked
}
