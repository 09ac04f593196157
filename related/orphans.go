package related

import (
	"context"
	"slices"
)

// An offer is a place for a document, at the end of a list.
type offer struct {
	list int
	ranked
}

// orphansAtOnce is for how many orphans places are looked for before they are placed.
// While they are, some of the places go.
const orphansAtOnce = 256

// placeOrphans puts those of some documents that no list shows at the end of the one
// where it fits best: where it scores little less than what it displaces, which
// must be shown elsewhere. Like all others it must score as much as the floor.
//
// Most of the work is to score them, which depends on nothing that changes here, and is
// done on all CPUs. What is placed where depends on what was placed before.
func (b *balancer) placeOrphans(ctx context.Context, docs []int, floor float64) error {
	orphans := slices.DeleteFunc(slices.Clone(docs), func(doc int) bool { return b.shown[doc] > 0 })
	if len(orphans) == 0 {
		return nil
	}
	hosts := b.hosts(ctx, orphans)
	for some := range slices.Chunk(orphans, orphansAtOnce) {
		offers := make([][]offer, len(some))
		err := inBlocksOf(ctx, 4, len(some), func() func(lo, hi int) {
			return func(lo, hi int) {
				r := b.x.ranker()
				for at := lo; at < hi; at++ {
					offers[at] = b.offers(r, some[at], hosts[some[at]], floor)
				}
				b.x.rankers.Put(r)
			}
		})
		if err != nil {
			return err
		}
		for at, doc := range some {
			b.place(doc, offers[at])
		}
	}
	return nil
}

// hosts returns, for every orphan, the documents to whose lists it may be added: those
// that it is similar to, and those that are similar to it.
func (b *balancer) hosts(ctx context.Context, orphans []int) map[int][]int {
	x := b.x
	hosts := make(map[int][]int, len(orphans))
	for at := range below(ctx, len(orphans)) {
		doc := orphans[at]
		for _, n := range x.neighbours[doc] {
			hosts[doc] = append(hosts[doc], int(n.doc))
		}
	}
	if b.earlier { // after an update, those that it is similar to must do
		return hosts
	}
	for n := range below(ctx, x.Len()) {
		i := x.nth(n)
		for _, n := range x.neighbours[i] {
			if b.shown[n.doc] == 0 {
				hosts[int(n.doc)] = append(hosts[int(n.doc)], i)
			}
		}
	}
	return hosts
}

// offers returns the lists, in the order of their documents' IDs, at whose end a document
// may come.
func (b *balancer) offers(r *ranker, doc int, hosts []int, floor float64) (offers []offer) {
	x := b.x
	slices.SortFunc(hosts, func(i, j int) int { return x.compareIDs(uint32(i), uint32(j)) })
	for _, i := range slices.Compact(hosts) {
		if !b.hasRoom(i, doc) {
			continue
		}
		s := x.subject(i)
		if x.excluded(s, doc, b.q) != "" {
			continue
		}
		n, rating := r.pair(s, doc, b.q)
		r.leave(s)
		if m := newRanked(n, &rating); m.score >= floor {
			offers = append(offers, offer{i, m})
		}
	}
	return offers
}

// hasRoom reports whether a document may be added to a list: there is room, or the last
// entry can go. A list that has none once never has.
func (b *balancer) hasRoom(list, doc int) bool {
	entries := b.read(list)
	if len(entries) >= defaultLimit {
		if last := entries[len(entries)-1]; last.fixed || b.shown[last.doc] < 2 {
			return false
		}
	}
	return !slices.ContainsFunc(entries, func(e entry) bool { return b.x.repeats(e.doc, doc) })
}

// place puts a document into the list where it fits best.
func (b *balancer) place(doc int, offers []offer) {
	best, loss, keeps := offer{list: -1}, 0.0, false
	for _, o := range offers {
		if !b.hasRoom(o.list, doc) {
			continue
		}
		costs := 0.0
		if list := b.read(o.list); len(list) >= defaultLimit {
			costs = max(list[len(list)-1].score-o.score, 0)
		}
		had := slices.Contains(b.previous(o.list), doc)
		switch {
		case best.list >= 0 && keeps != had:
			if keeps {
				continue
			}
		case best.list >= 0 && (costs > loss || costs == loss && o.score <= best.score):
			continue
		}
		best, loss, keeps = o, costs, had
	}
	if best.list < 0 {
		return
	}
	list := b.list(best.list)
	if len(list) >= defaultLimit {
		last := list[len(list)-1]
		b.shown[last.doc]--
		list = list[:len(list)-1]
		b.placed[pairing{best.list, doc}] = true
	}
	b.lists[best.list] = append(list, entry{best.ranked, true})
	b.shown[doc]++
}
