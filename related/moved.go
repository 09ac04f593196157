package related

import (
	"context"
	"maps"
	"slices"
)

// findNeighbours finds the neighbours of the added documents, and those of all for
// which others come in or go.
func (g *growth) findNeighbours(ctx context.Context) error {
	y := g.index
	y.neighbours = append(y.neighbours, make(neighbours, len(g.added))...)
	y.bars = append(y.bars, make([]uint16, len(g.added))...)
	anew := make(map[int]bool)        // who is searched for
	joining := make(map[int][]uint32) // who only has to take some of the added ones in
	r := y.ranker()
	q, h := y.request(Query{}), y.reach()
	for _, i := range g.added {
		anew[i] = true
		for _, j := range y.copies[i] { // they are now copies of each other
			anew[int(j)] = true
		}
		s := y.subject(i)
		for _, doc := range r.reachedExactly(s, r.reached(s, h)) {
			joining[int(doc)] = append(joining[int(doc)], uint32(i))
		}
	}
	for _, i := range g.gone {
		s := y.subject(i)
		for _, doc := range r.reachedExactly(s, r.reached(s, h)) {
			anew[int(doc)] = true
		}
	}
	for _, i := range g.parted { // two copies of what has gone are perhaps none of each other
		anew[i] = anew[i] || !y.ids.of[i].gone
	}
	y.rankers.Put(r)
	maps.DeleteFunc(anew, func(_ int, is bool) bool { return !is })
	for i := range joining {
		if !anew[i] {
			anew[i] = len(y.subject(i).linked) > 0 // what links are worth is not in the postings
		}
	}
	g.moved = slices.Sorted(maps.Keys(anew))
	err := inBlocksOf(ctx, 4, len(g.moved), func() func(lo, hi int) {
		return func(lo, hi int) {
			r := y.ranker()
			for _, i := range g.moved[lo:hi] {
				if anew[i] {
					y.neighbours[i] = slices.Clip(r.neighbours(nil, y.subject(i), q))
					y.bars[i] = r.bar
				} else {
					y.neighbours[i] = r.takeIn(y.subject(i), joining[i], q)
				}
			}
			y.rankers.Put(r)
		}
	})
	for i, docs := range joining {
		if !anew[i] && g.old.neighbours.background(i) == y.neighbours.background(i) {
			g.swayed[i] = append(docs, g.dropped(i)...)
		}
	}
	return err
}

// dropped returns the old neighbours of a document that it has no more.
func (g *growth) dropped(i int) (docs []uint32) {
	for _, n := range g.old.neighbours[i] {
		if _, ok := g.index.neighbours.find(i, n.doc); !ok {
			docs = append(docs, n.doc)
		}
	}
	return docs
}

// takeIn returns the subject's neighbours with others that the first stage gives as much
// as its neighbours must have.
func (r *ranker) takeIn(s *subject, others []uint32, q *request) []neighbour {
	r.load(s)
	defer r.unload(s)
	found := slices.Clone(r.x.neighbours[s.at])
	for _, doc := range others {
		if r.x.excluded(s, int(doc), q) == "" {
			found = append(found, r.compare(doc))
		}
	}
	r.sortNeighbours(found)
	return r.keep(found, s)
}

// inexact is by how much what the first stage gives a pair can differ between its two
// sides: impacts are rounded down, so it is up to about the root of how many features there
// are.
func (p *postings) inexact() uint32 { return 32 << (p.documentBits - 16) }

// A reach says what the first stage must give for any document to be a neighbour of
// another.
type reach struct {
	least uint16   // the least of all bars
	roomy []uint32 // the documents that have none, for they have room for more
}

func (x *Index) reach() *reach {
	h := &reach{least: one}
	for i, bar := range x.bars {
		if bar > 0 {
			h.least = min(h.least, bar)
		} else if !x.ids.of[i].gone {
			h.roomy = append(h.roomy, uint32(i))
		}
	}
	return h
}

// reached returns the documents of which the subject may be a neighbour: all for
// which the first stage, the other way round, gives it about as much as their bar.
func (r *ranker) reached(s *subject, h *reach) []uint32 {
	x, p := r.x, r.x.postings
	inexact := p.inexact()
	r.worst, r.found = uint16(max(int(h.least)-int(inexact)-1, 0)), r.found[:0]
	r.noteStrongest(s)
	walked := 0
	for _, packed := range r.strongest {
		list, recent := p.of(uint32(packed>>16)), p.recentOf(uint32(packed>>16))
		walked += len(list) + len(recent)
		r.addImpacts(list, packed&one*fullScore/one)
		r.addImpacts(recent, packed&one*fullScore/one)
	}
	r.addLinks(s)
	for _, doc := range h.roomy {
		if sum := r.scores[doc]; 0 < sum && sum <= r.worst {
			r.found = append(r.found, doc)
		}
	}
	reached := slices.DeleteFunc(slices.Clone(r.found), func(doc uint32) bool {
		sum, bar := uint32(r.scores[doc])+inexact, uint32(x.bars[doc])
		return sum < bar || x.calendar.dampen(sum, s.day, doc) < bar || x.ids.of[doc].gone
	})
	r.clearScores(s, walked)
	return reached
}

// reachedExactly leaves those out for which the first stage gives it less.
func (r *ranker) reachedExactly(s *subject, reached []uint32) []uint32 {
	x, p := r.x, r.x.postings
	return slices.DeleteFunc(reached, func(doc uint32) bool {
		if slices.ContainsFunc(s.linked, func(l link) bool { return l.doc == doc }) {
			return false
		}
		sum, own := uint32(0), r.strongest // both in the order of their features
		for f, weight := range x.weigher.strongest(x.bags.read(int(doc), &r.other), x.bags.scale[doc], p.least[doc], &p.breadth) {
			for len(own) > 0 && uint32(own[0]>>16) < f {
				own = own[1:]
			}
			if len(own) > 0 && uint32(own[0]>>16) == f {
				sum += uint32(contribution(p.impact(uint16(own[0])), uint64(weight)*fullScore/one))
			}
		}
		return sum == 0 || x.calendar.dampen(sum, s.day, doc) < uint32(x.bars[doc])
	})
}

// thatHave returns the documents that have document i among their neighbours.
func (r *ranker) thatHave(i int, h *reach) []uint32 {
	x := r.x
	return slices.DeleteFunc(r.reached(x.subject(i), h), func(doc uint32) bool {
		return !slices.ContainsFunc(x.neighbours[doc], func(n neighbour) bool { return int(n.doc) == i })
	})
}
