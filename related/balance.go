package related

import (
	"cmp"
	"context"
	"slices"
)

// A balancer evens out the first entries of all lists.
type balancer struct {
	*ranker
	*firsts
	q       *request
	earlier *firsts // those of the index that this one was made of, if they are to stay; else nil
	evened  []int   // lists that were changed after they were chosen
}

func newBalancer(x *Index, f *firsts) *balancer {
	return &balancer{ranker: x.ranker(), firsts: f, q: x.request(Query{})}
}

// choose chooses the first entries of some documents' lists, each list for itself, and
// notes what their rankings end with. A list that stays is left as it is; stays may be nil,
// and may rank the subject.
func (b *balancer) choose(ctx context.Context, docs []int, stays func(r *ranker, s *subject) bool) error {
	x := b.x
	return inBlocksOf(ctx, 16, len(docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			r := x.ranker()
			for _, i := range docs[lo:hi] {
				s := r.subject(i)
				if stays == nil || !stays(r, s) {
					r.first(b.places(i), s, b.previous(i), b.q)
				}
				if r.isRanked {
					b.last[i] = r.lastScore()
					if b.current == nil && b.tops != nil { // the index is being built
						b.noteTop(i, r.ranking)
					}
				}
				r.leave(s)
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
	if err := b.fillUp(ctx, lists, b.q.MinScore); err != nil {
		return err
	}
	left, err := b.placeOrphans(ctx, docs, b.q.MinScore)
	if err != nil {
		return err
	}
	// What remains below the floor is evened out as well, for queries that have
	// none; the others skip it.
	if err := b.fillUp(ctx, lists, 0); err != nil {
		return err
	}
	for _, o := range left {
		if b.shown[o.doc] == 0 {
			b.place(o, 0)
		}
	}
	return nil
}

// first chooses the first entries of a subject's list as they would be if it
// were alone, but for what an earlier one had.
func (r *ranker) first(places []standing, s *subject, previous []int, q *request) {
	ranking := r.rank(s, q)
	if previous != nil {
		ranking = r.x.keepPlaces(ranking, previous)
	}
	clear(places)
	for at, m := range r.pick(s, func() []ranked { return ranking }, q) {
		places[at] = newStanding(m)
		if m.reason == ReasonPin || m.reason == ReasonSeries {
			places[at] = places[at].fix()
		}
	}
}

// thinOut takes documents out of the lists where they score least, until none is
// in more than maxShown, and puts in what those lists have next.
func (b *balancer) thinOut(ctx context.Context) error {
	var crowded []int
	for doc, lists := range b.shown {
		if lists > maxShown {
			crowded = append(crowded, doc)
		}
	}
	if len(crowded) == 0 {
		return nil
	}
	slices.SortFunc(crowded, func(i, j int) int { return b.x.compareIDs(uint32(i), uint32(j)) })
	type place struct {
		list  int
		score float64
	}
	places := make(map[int][]place)
	for i := range b.x.inOrder() {
		for _, s := range b.of(i) {
			if m := s.ranked(); b.shown[m.doc] > maxShown && !s.isFixed() {
				places[m.doc] = append(places[m.doc], place{i, m.score})
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
	entries := b.of(list)
	at := slices.IndexFunc(entries, func(s standing) bool { return s.ranked().doc == doc })
	if at < 0 {
		return
	}
	copy(entries[at:], entries[at+1:])
	entries[len(entries)-1] = 0
	b.shown[doc]--
	b.thinned[pairing{list, doc}] = true
	b.evened = append(b.evened, list)
	b.extend(list, b.q.MinScore)
}

// fillUp lengthens lists that are too short with what is not below the floor.
func (b *balancer) fillUp(ctx context.Context, lists []int, floor float64) error {
	for _, list := range lists {
		if err := ctx.Err(); err != nil {
			return err
		}
		for len(b.of(list)) < defaultLimit && b.extend(list, floor) {
		}
	}
	return nil
}

// extend puts the next best document into a list, but none that is in too many
// already. It reports whether there was any.
func (b *balancer) extend(list int, floor float64) bool {
	s := b.x.subject(list)
	defer b.leave(s)
	b.picked, b.alikeTo = b.picked[:0], 0
	for _, entry := range b.of(list) {
		b.picked = append(b.picked, ranked{doc: entry.ranked().doc})
	}
	next, ok := b.best(b.rank(s, b.q), floor, func(m ranked) bool { return b.shown[m.doc] < maxShown && !b.keepsOut(list, m.doc) })
	if ok {
		b.places(list)[len(b.picked)] = newStanding(next)
		b.shown[next.doc]++
		b.evened = append(b.evened, list)
	}
	return ok
}
