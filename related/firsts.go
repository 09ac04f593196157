package related

import (
	"cmp"
	"context"
	"slices"
)

// maxShown is in how many lists' first entries a document may be: five times
// its share.
const maxShown = 5 * defaultLimit

// firsts holds what comes first in every document's list: the entries that a
// page shows. They are chosen for all lists at once, so that no document is in
// too many of them, and none is in none that could be in one.
type firsts struct {
	start   []int // by document; one more entry than documents
	all     []standing
	thinned map[pairing]bool // what was taken out because it is in too many lists
	placed  map[pairing]bool // orphans, in the lists in which they displaced another
}

// A pairing is a list, by the number of its document, and a document for it.
type pairing struct{ list, doc int }

func (f *firsts) of(i int) []standing { return f.all[f.start[i]:f.start[i+1]] }

// An entry is a place in the first lists, while they are being made.
type entry struct {
	ranked
	fixed bool // an editor's pin or a part of a series, or an orphan that was placed
}

// keepsOut reports whether a document may not be among the first entries of a
// list.
func (f *firsts) keepsOut(list, doc int) bool {
	return f != nil && len(f.thinned) > 0 && f.thinned[pairing{list, doc}]
}

// A balancer evens out the first entries of all lists.
type balancer struct {
	*ranker
	*firsts
	q     *request
	lists [][]entry
	shown []int // by document: in how many lists it is
}

// newFirsts chooses the first entries of every list.
func newFirsts(ctx context.Context, x *Index) (*firsts, error) {
	f := &firsts{thinned: make(map[pairing]bool), placed: make(map[pairing]bool)}
	b := &balancer{firsts: f, q: x.request(Query{}), lists: make([][]entry, len(x.docs)), shown: make([]int, len(x.docs))}
	err := inBlocks(ctx, len(x.docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			r := x.rankers.Get().(*ranker)
			for i := lo; i < hi; i++ {
				b.lists[i] = r.first(x.subject(i), b.q)
			}
			x.rankers.Put(r)
		}
	})
	if err != nil {
		return nil, err
	}
	if !x.options.LeaveOrphans {
		b.ranker = x.rankers.Get().(*ranker)
		defer x.rankers.Put(b.ranker)
		for _, list := range b.lists {
			for _, e := range list {
				b.shown[e.doc]++
			}
		}
		b.thinOut()
		// What remains below the floor is evened out as well, for queries that have
		// none; the others skip it.
		for _, floor := range [...]float64{b.q.MinScore, 0} {
			b.fillUp(floor)
			if err := b.placeOrphans(ctx, floor); err != nil {
				return nil, err
			}
		}
	}
	f.start = make([]int, 1, len(x.docs)+1)
	for _, list := range b.lists {
		for _, e := range list {
			f.all = append(f.all, newStanding(e.ranked))
		}
		f.start = append(f.start, len(f.all))
	}
	return f, nil
}

// first returns the first entries of a subject's list as they would be if it
// were alone.
func (r *ranker) first(s *subject, q *request) []entry {
	defer r.leave(s)
	ranking := r.rank(s, q)
	if previous := r.x.previous(s.at); previous != nil {
		ranking = r.x.keep(ranking, previous)
	}
	var list []entry
	for _, m := range r.pick(s, ranking, q) {
		list = append(list, entry{m, m.reason == ReasonPin || m.reason == ReasonSeries})
	}
	return list
}

// thinOut takes documents out of the lists where they score least, until none is
// in more than maxShown, and puts in what those lists have next.
func (b *balancer) thinOut() {
	var crowded []int
	for doc, n := range b.shown {
		if n > maxShown {
			crowded = append(crowded, doc)
		}
	}
	type place struct {
		list  int
		score float64
	}
	places := make(map[int][]place)
	for i, list := range b.lists {
		for _, e := range list {
			if b.shown[e.doc] > maxShown && !e.fixed {
				places[e.doc] = append(places[e.doc], place{i, e.score})
			}
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
	at := slices.IndexFunc(b.lists[list], func(e entry) bool { return e.doc == doc })
	if at < 0 {
		return
	}
	b.lists[list] = slices.Delete(b.lists[list], at, at+1)
	b.shown[doc]--
	b.thinned[pairing{list, doc}] = true
	b.extend(list, b.q.MinScore)
}

// fillUp lengthens the lists that are too short with what is not below the floor.
func (b *balancer) fillUp(floor float64) {
	for i := range b.lists {
		for len(b.lists[i]) < defaultLimit && b.extend(i, floor) {
		}
	}
}

// extend puts the next best document into a list, but none that is in too many
// already. It reports whether there was any.
func (b *balancer) extend(list int, floor float64) bool {
	s := b.x.subject(list)
	defer b.leave(s)
	b.picked, b.alikeTo = b.picked[:0], 0
	for _, e := range b.lists[list] {
		b.picked = append(b.picked, ranked{doc: e.doc})
	}
	next, ok := b.best(b.rank(s, b.q), floor, func(m ranked) bool { return b.shown[m.doc] < maxShown && !b.keepsOut(list, m.doc) })
	if ok {
		b.lists[list] = append(b.lists[list], entry{next, false})
		b.shown[next.doc]++
	}
	return ok
}

// placeOrphans puts every document that no list shows at the end of the one
// where it fits best: where it scores little less than what it displaces, which
// must be shown elsewhere. Like all others it must score as much as the floor.
func (b *balancer) placeOrphans(ctx context.Context, floor float64) error {
	x := b.x
	hosts := make(map[int][]int)
	for i := range x.docs {
		for _, n := range x.neighbours[i] {
			if b.shown[n.doc] == 0 {
				hosts[int(n.doc)] = append(hosts[int(n.doc)], i)
			}
		}
	}
	for doc, n := range b.shown {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n > 0 {
			continue
		}
		all := hosts[doc]
		for _, n := range x.neighbours[doc] {
			all = append(all, int(n.doc))
		}
		slices.Sort(all)
		b.place(doc, slices.Compact(all), floor)
	}
	return nil
}

// place puts a document into the list where it fits best.
func (b *balancer) place(doc int, hosts []int, floor float64) {
	x := b.x
	best, placed, loss, keeps := -1, ranked{}, 0.0, false
	for _, i := range hosts {
		list := b.lists[i]
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
		had := slices.Contains(x.previous(i), doc)
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
	list := b.lists[best]
	if len(list) >= defaultLimit {
		last := list[len(list)-1]
		b.shown[last.doc]--
		list = list[:len(list)-1]
		b.placed[pairing{best, doc}] = true
	}
	b.lists[best] = append(list, entry{placed, true})
	b.shown[doc]++
}
