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
		ranker: x.rankers.Get().(*ranker), firsts: f, q: x.request(Query{}),
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
			r := x.rankers.Get().(*ranker)
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
	b.thinOut()
	// What remains below the floor is evened out as well, for queries that have
	// none; the others skip it.
	for _, floor := range [...]float64{b.q.MinScore, 0} {
		for _, i := range lists {
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
	if b.lists[i] == nil {
		b.lists[i] = make([]entry, 0, defaultLimit)
		for _, standing := range b.firsts.of(i) {
			b.lists[i] = append(b.lists[i], standing.entry())
		}
	}
	return b.lists[i]
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
func (b *balancer) thinOut() {
	var crowded []int
	for doc := range b.x.inOrder() {
		if b.shown[doc] > maxShown {
			crowded = append(crowded, doc)
		}
	}
	if len(crowded) == 0 {
		return
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
			b.replace(p.list, doc)
		}
	}
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

// placeOrphans puts those of some documents that no list shows at the end of the one
// where it fits best: where it scores little less than what it displaces, which
// must be shown elsewhere. Like all others it must score as much as the floor.
func (b *balancer) placeOrphans(ctx context.Context, docs []int, floor float64) error {
	x := b.x
	hosts := make(map[int][]int)
	for _, doc := range docs {
		if b.shown[doc] == 0 {
			hosts[doc] = nil
		}
	}
	if len(hosts) == 0 {
		return nil
	}
	if !b.earlier { // after an update, those that it is similar to must do
		for i := range x.inOrder() {
			for _, n := range x.neighbours[i] {
				if b.shown[n.doc] == 0 {
					hosts[int(n.doc)] = append(hosts[int(n.doc)], i)
				}
			}
		}
	}
	for _, doc := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if b.shown[doc] > 0 {
			continue
		}
		all := hosts[doc]
		for _, n := range x.neighbours[doc] {
			all = append(all, int(n.doc))
		}
		slices.SortFunc(all, func(i, j int) int { return x.compareIDs(uint32(i), uint32(j)) })
		b.place(doc, slices.Compact(all), floor)
	}
	return nil
}

// place puts a document into the list where it fits best.
func (b *balancer) place(doc int, hosts []int, floor float64) {
	x := b.x
	best, placed, loss, keeps := -1, ranked{}, 0.0, false
	for _, i := range hosts {
		list := b.list(i)
		s := x.subject(i)
		if x.excluded(s, doc, b.q) != "" || slices.ContainsFunc(list, func(e entry) bool { return x.repeats(e.doc, doc) }) {
			continue
		}
		full := len(list) >= defaultLimit
		if full {
			if last := list[len(list)-1]; last.fixed || b.shown[last.doc] < 2 {
				continue
			}
		}
		n, rating := b.pair(s, doc, b.q)
		b.leave(s)
		m := newRanked(n, &rating)
		if m.score < floor {
			continue
		}
		costs := 0.0
		if full {
			costs = max(list[len(list)-1].score-m.score, 0)
		}
		had := slices.Contains(b.previous(i), doc)
		switch {
		case best >= 0 && keeps != had:
			if keeps {
				continue
			}
		case best >= 0 && (costs > loss || costs == loss && m.score <= placed.score):
			continue
		}
		best, placed, loss, keeps = i, m, costs, had
	}
	if best < 0 {
		return
	}
	list := b.list(best)
	if len(list) >= defaultLimit {
		last := list[len(list)-1]
		b.shown[last.doc]--
		list = list[:len(list)-1]
		b.placed[pairing{best, doc}] = true
	}
	b.lists[best] = append(list, entry{placed, true})
	b.shown[doc]++
}
