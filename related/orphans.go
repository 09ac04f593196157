package related

import (
	"context"
	"slices"
)

// An orphan is a document that no list shows, and where it may be placed.
type orphan struct {
	doc    int
	offers []offer
}

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
// must be shown elsewhere. Like all others it must score as much as the floor. Those
// that it finds no place for are returned.
//
// Most of the work is to score them, which depends on nothing that changes here, and is
// done on all CPUs. What is placed where depends on what was placed before.
func (b *balancer) placeOrphans(ctx context.Context, docs []int, floor float64) (left []orphan, err error) {
	orphans := slices.DeleteFunc(slices.Clone(docs), func(doc int) bool { return b.shown[doc] > 0 })
	if len(orphans) == 0 {
		return nil, nil
	}
	hosts := b.hosts(ctx, orphans)
	for some := range slices.Chunk(orphans, orphansAtOnce) {
		offers := make([][]offer, len(some))
		err := inBlocksOf(ctx, 4, len(some), func() func(lo, hi int) {
			return func(lo, hi int) {
				r := b.x.ranker()
				for at := lo; at < hi; at++ {
					offers[at] = b.offers(r, some[at], hosts[some[at]])
				}
				b.x.rankers.Put(r)
			}
		})
		if err != nil {
			return nil, err
		}
		for at, doc := range some {
			if o := (orphan{doc, offers[at]}); !b.place(o, floor) {
				left = append(left, o)
			}
		}
	}
	return left, nil
}

// hosts returns, for every orphan, the documents to whose lists it may be added, with how
// similar they are: its neighbours, and those whose neighbour it is.
func (b *balancer) hosts(ctx context.Context, orphans []int) map[int][]neighbour {
	x := b.x
	hosts := make(map[int][]neighbour, len(orphans))
	for at := range below(ctx, len(orphans)) {
		doc := orphans[at]
		hosts[doc] = slices.Clone(x.neighbours[doc])
	}
	if b.earlier != nil { // after an update, those that it is similar to must do
		return hosts
	}
	for at := range below(ctx, x.Len()) {
		i := x.nth(at)
		for _, n := range x.neighbours[i] {
			if b.shown[n.doc] == 0 {
				hosts[int(n.doc)] = append(hosts[int(n.doc)], neighbour{uint32(i), n.text, n.title})
			}
		}
	}
	return hosts
}

// offers returns the lists, in the order of their documents' IDs, at whose end a document
// may come. Texts need not be compared: how similar two are is the same from both sides,
// up to rounding.
func (b *balancer) offers(r *ranker, doc int, hosts []neighbour) (offers []offer) {
	x := b.x
	slices.SortFunc(hosts, func(m, n neighbour) int { return x.compareIDs(m.doc, n.doc) })
	for _, host := range slices.CompactFunc(hosts, func(m, n neighbour) bool { return m.doc == n.doc }) {
		i := int(host.doc)
		if !b.hasRoom(i, doc) {
			continue
		}
		s := x.subject(i)
		if x.excluded(s, doc, b.q) != "" {
			continue
		}
		r.approach(s, b.q)
		n, ok := r.neighbour(doc)
		if !ok {
			n = neighbour{uint32(doc), host.text, host.title}
		}
		rating := r.rate(s, n)
		r.leave(s)
		offers = append(offers, offer{i, newRanked(n, &rating)})
	}
	return offers
}

// hasRoom reports whether a document may be added to a list: there is room, or the last
// entry can go. A list that has none once never has.
func (b *balancer) hasRoom(list, doc int) bool {
	entries := b.of(list)
	if len(entries) == defaultLimit {
		if last := entries[defaultLimit-1]; last.isFixed() || b.shown[last.ranked().doc] < 2 {
			return false
		}
	}
	return !slices.ContainsFunc(entries, func(s standing) bool { return b.x.repeats(s.ranked().doc, doc) })
}

// place puts a document into the list where it fits best. It reports whether there was
// any.
func (b *balancer) place(o orphan, floor float64) bool {
	best, loss, keeps := offer{list: -1}, 0.0, false
	for _, offer := range o.offers {
		if offer.score < floor || !b.hasRoom(offer.list, o.doc) {
			continue
		}
		costs := 0.0
		if list := b.of(offer.list); len(list) == defaultLimit {
			costs = max(list[defaultLimit-1].ranked().score-offer.score, 0)
		}
		had := slices.Contains(b.previous(offer.list), o.doc)
		switch {
		case best.list >= 0 && keeps != had:
			if keeps {
				continue
			}
		case best.list >= 0 && (costs > loss || costs == loss && offer.score <= best.score):
			continue
		}
		best, loss, keeps = offer, costs, had
	}
	if best.list < 0 {
		return false
	}
	at := len(b.of(best.list))
	if at == defaultLimit {
		at--
		b.shown[b.of(best.list)[at].ranked().doc]--
		b.placed[pairing{best.list, o.doc}] = true
	}
	b.places(best.list)[at] = newStanding(best.ranked).fix()
	b.shown[o.doc]++
	b.evened = append(b.evened, best.list)
	return true
}
