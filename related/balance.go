package related

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// An entry is a place in the first lists, while they are being made.
type entry struct {
	ranked
	fixed bool // an editor's pin or a part of a series, or an orphan that was placed
}

// A balancer evens out the first entries of all lists.
type balancer struct {
	*ranker
	*firsts
	q     *request
	lists [][]entry // by document; nil if the list is as firsts has it
	shown []int     // by document: in how many lists it is

	earlier bool // whether the lists in firsts are those of an earlier index
}

func newBalancer(x *Index, f *firsts) *balancer {
	return &balancer{
		ranker: x.ranker(), firsts: f, q: x.request(Query{}),
		lists: make([][]entry, len(x.docs)), shown: make([]int, len(x.docs)),
	}
}

// choose chooses the first entries of some documents' lists, each list for itself. It
// shows the ranking that a list comes from to see, if that is not nil, with the place
// of its document.
func (b *balancer) choose(ctx context.Context, docs []int, see func(at int, ranking []ranked)) error {
	x := b.x
	return inBlocksOf(ctx, 16, len(docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			r := x.ranker()
			for at := lo; at < hi; at++ {
				i := docs[at]
				b.lists[i] = r.first(x.subject(i), b.previous(i), b.q)
				if see != nil {
					see(at, r.ranking)
				}
			}
			x.rankers.Put(r)
		}
	})
}

// even takes documents out of lists that are in too many, fills some of the lists up,
// and finds places for those of some documents that are in none.
func (b *balancer) even(ctx context.Context, lists, docs []int) error {
	if b.x.options.LeaveOrphans {
		return nil
	}
	if err := b.thinOut(ctx); err != nil {
		return err
	}
	// What remains below the floor is evened out as well, for queries that have
	// none; the others skip it.
	for _, floor := range [...]float64{b.q.MinScore, 0} {
		for _, i := range lists {
			if err := ctx.Err(); err != nil {
				return err
			}
			b.fillUp(i, floor)
		}
		if err := b.placeOrphans(ctx, docs, floor); err != nil {
			return err
		}
	}
	return nil
}

// list returns the first entries of document i's list.
func (b *balancer) list(i int) []entry {
	b.lists[i] = b.read(i)
	return b.lists[i]
}

// read is list for many at once: it changes nothing.
func (b *balancer) read(i int) []entry {
	if b.lists[i] != nil {
		return b.lists[i]
	}
	list := make([]entry, 0, defaultLimit)
	for _, standing := range b.firsts.of(i) {
		list = append(list, standing.entry())
	}
	return list
}

// entries yields the entries of all lists, in the order of their documents' IDs.
func (b *balancer) entries() iter.Seq2[int, entry] {
	return func(yield func(list int, e entry) bool) {
		for i := range b.x.inOrder() {
			if b.lists[i] == nil {
				for _, standing := range b.firsts.of(i) {
					if !yield(i, standing.entry()) {
						return
					}
				}
			}
			for _, e := range b.lists[i] {
				if !yield(i, e) {
					return
				}
			}
		}
	}
}

// note hands the lists over to firsts.
func (b *balancer) note() {
	for i, list := range b.lists {
		if list == nil {
			continue
		}
		to := b.all[defaultLimit*i : defaultLimit*(i+1)]
		clear(to)
		for at, e := range list {
			to[at] = newStanding(e.ranked)
			if e.fixed {
				to[at] = to[at].fix()
			}
		}
	}
}

// first returns the first entries of a subject's list as they would be if it
// were alone, but for what an earlier one had.
func (r *ranker) first(s *subject, previous []int, q *request) []entry {
	defer r.leave(s)
	ranking := r.rank(s, q)
	if previous != nil {
		ranking = r.x.keep(ranking, previous)
	}
	list := make([]entry, 0, defaultLimit)
	for _, m := range r.pick(s, func() []ranked { return ranking }, q) {
		list = append(list, entry{m, m.reason == ReasonPin || m.reason == ReasonSeries})
	}
	return list
}

// thinOut takes documents out of the lists where they score least, until none is
// in more than maxShown, and puts in what those lists have next.
func (b *balancer) thinOut(ctx context.Context) error {
	var crowded []int
	for doc := range b.x.inOrder() {
		if b.shown[doc] > maxShown {
			crowded = append(crowded, doc)
		}
	}
	if len(crowded) == 0 {
		return nil
	}
	type place struct {
		list  int
		score float64
	}
	places := make(map[int][]place)
	for i, e := range b.entries() {
		if b.shown[e.doc] > maxShown && !e.fixed {
			places[e.doc] = append(places[e.doc], place{i, e.score})
		}
	}
	for _, doc := range crowded {
		where := places[doc]
		slices.SortStableFunc(where, func(p, q place) int { return cmp.Compare(p.score, q.score) })
		for _, p := range where {
			if b.shown[doc] <= maxShown {
				break
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			b.replace(p.list, doc)
		}
	}
	return nil
}

// replace takes a document out of a list and puts the next best in at its end.
func (b *balancer) replace(list, doc int) {
	at := slices.IndexFunc(b.list(list), func(e entry) bool { return e.doc == doc })
	if at < 0 {
		return
	}
	b.lists[list] = slices.Delete(b.lists[list], at, at+1)
	b.shown[doc]--
	b.thinned[pairing{list, doc}] = true
	b.extend(list, b.q.MinScore)
}

// fillUp lengthens a list that is too short with what is not below the floor.
func (b *balancer) fillUp(list int, floor float64) {
	for len(b.list(list)) < defaultLimit && b.extend(list, floor) {
	}
}

// extend puts the next best document into a list, but none that is in too many
// already. It reports whether there was any.
func (b *balancer) extend(list int, floor float64) bool {
	s := b.x.subject(list)
	defer b.leave(s)
	b.picked, b.alikeTo = b.picked[:0], 0
	for _, e := range b.list(list) {
		b.picked = append(b.picked, ranked{doc: e.doc})
	}
	next, ok := b.best(b.rank(s, b.q), floor, func(m ranked) bool { return b.shown[m.doc] < maxShown && !b.keepsOut(list, m.doc) })
	if ok {
		b.lists[list] = append(b.lists[list], entry{next, false})
		b.shown[next.doc]++
	}
	return ok
}
