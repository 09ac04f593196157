package overlap

import (
	"math"
	"math/bits"
	"slices"
	"sync"
)

const (
	// planes is how many words the numbers that are compared in pairs take.
	planes = 5
	// maxPaired is the size of the largest sets that get their lists from pairs.
	maxPaired = 1<<planes - 1
	// maxRow is for how many different members rows are made. They are read from
	// end to end for every 64 sets, so a row should be short.
	maxRow = 250
	// fewMembers is up to how many members on average searches cost less.
	fewMembers = 12
)

// pairs finds the lists of all that are waiting by counting for every two sets,
// once, what they share. A set is compared with 64 others at a time, as in a scan,
// but by rows: what is known of a block of sets stays in the nearest cache while
// many are compared with it.
//
// Of two sets it is the members of the smaller, which comes later in the order, that
// are gone through. Both may then get into the other's list: the larger into one
// that is the worker's own, the smaller into one of 64 that it holds the lock of.
type pairs struct {
	*Sets
	*Found
	waiting []bool   // by set: whether it lacks a list
	rows    []uint64 // by block and member: which sets of the block have it. No set has the last member.
	sides   []side   // by block
}

// A side is what decides whether a set gets into the lists of a block.
type side struct {
	sync.Mutex
	bar     bar
	worst   [blockSize]uint32 // by list: the last set that gets in by sharing no more than its bar
	changed bool              // since the two below were found
	lowest  int               // of the bars
	last    uint32            // the last set that gets in by sharing no more than that
}

// A bar holds how many members a set has to share to get into each of 64 lists, in
// columns, with every bit turned round.
type bar [planes]uint64

// set sets the bar of the lists in mask.
func (b *bar) set(mask uint64, shared int) {
	for at := range b {
		b[at] &^= mask
		if shared>>at&1 == 0 {
			b[at] |= mask
		}
	}
}

// reached tells which of 64 numbers are at least the bars: the highest place in
// which they differ decides.
func (b *bar) reached(ones, twos, fours, eights, sixteens uint64) uint64 {
	r := ones | b[0]
	r = twos&r | b[1]&(twos|r)
	r = fours&r | b[2]&(fours|r)
	r = eights&r | b[3]&(eights|r)
	return sixteens&r | b[4]&(sixteens|r)
}

// set sets the bar of the k-th list.
func (s *side) set(k, shared int, worst uint32) {
	s.bar.set(1<<k, shared)
	s.worst[k] = worst
	s.changed = true
}

// takes reports whether any list may take a set of so many members.
func (s *side) takes(size int, set uint32) bool {
	if s.changed {
		s.changed, s.lowest, s.last = false, 0, 0
		lists := ^uint64(0)
		for at := planes - 1; at >= 0; at-- {
			if low := lists & s.bar[at]; low != 0 {
				lists = low
			} else {
				s.lowest |= 1 << at
			}
		}
		for ; lists != 0; lists &= lists - 1 {
			s.last = max(s.last, s.worst[bits.TrailingZeros64(lists)])
		}
	}
	return size > s.lowest || size == s.lowest && set < s.last
}

// pairsPay reports whether pairs cost less than one search after another.
func (s *Sets) pairsPay() bool {
	return s.members <= maxRow && len(s.member) > fewMembers*s.Len()
}

func (e *pairs) find(parallel Parallel) error {
	if err := e.makeRows(parallel); err != nil {
		return err
	}
	e.sides = make([]side, len(e.blocks))
	for b := range e.sides {
		for k := range blockSize {
			if at := b*blockSize + k; at < len(e.order) && e.wants(int(e.order[at])) {
				e.sides[b].set(k, 1, math.MaxUint32)
			} else {
				e.sides[b].set(k, maxPaired, 0)
			}
		}
	}
	from := slices.IndexFunc(e.order, func(i uint32) bool { return e.size(int(i)) <= maxPaired })
	if from < 0 {
		return nil
	}
	err := parallel(len(e.order)-from, func() func(lo, hi int) {
		w := e.newWorker()
		return func(lo, hi int) {
			for lo, hi := lo+from, hi+from; lo < hi; lo += blockSize {
				w.compare(lo, min(lo+blockSize, hi))
			}
		}
	})
	for _, i := range e.order[from:] {
		e.done[i] = e.waiting[i]
	}
	return err
}

func (e *pairs) makeRows(parallel Parallel) error {
	e.rows = make([]uint64, (e.members+1)*len(e.blocks))
	return parallel(len(e.blocks), func() func(lo, hi int) {
		return func(lo, hi int) {
			for b := lo; b < hi; b++ {
				row := e.row(b)
				for k, i := range e.order[b*blockSize : min((b+1)*blockSize, len(e.order))] {
					for _, m := range e.of(int(i)) {
						row[m] |= 1 << k
					}
				}
			}
		}
	})
}

func (e *pairs) row(b int) []uint64 { return e.rows[b*(e.members+1):][:e.members+1] }

// wants reports whether a set gets its list from pairs.
func (e *pairs) wants(i int) bool { return e.waiting[i] && e.size(i) <= maxPaired }

// offer puts a hit into the k-th list of a block, if it is good enough.
func (e *pairs) offer(b, k int, h Hit) {
	i := int(e.order[b*blockSize+k])
	hits := e.hits[i*e.limit:][:e.count[i]:e.limit]
	if len(hits) == e.limit && h < hits[e.limit-1] || !e.wants(i) {
		return
	}
	hits = insert(hits, h, e.limit)
	e.count[i] = uint8(len(hits))
	if len(hits) == e.limit {
		last := hits[e.limit-1]
		e.sides[b].set(k, last.Shared(), uint32(last.Set()))
	}
}

// A pairWorker compares sets with those before them.
type pairWorker struct {
	*pairs
	comparing [blockSize]compared
}

// A compared set has a list that is the worker's own.
type compared struct {
	set     uint32
	size    int
	members []uint32 // and as often the one that no set has as the adders need
	hits    []Hit
	shared  int    // what it takes to get into the list,
	worst   uint32 // up to this set; from there on one more
	bars    [2]bar // of either, the same for all 64 sets of a block
}

func (e *pairs) newWorker() *pairWorker {
	w := &pairWorker{pairs: e}
	for at := range w.comparing {
		w.comparing[at].hits = make([]Hit, 0, e.limit)
	}
	return w
}

func (c *compared) setBars(shared int, worst uint32) {
	if shared != c.shared {
		c.bars[0].set(^uint64(0), min(shared, maxPaired))
		c.bars[1].set(^uint64(0), min(shared+1, maxPaired))
	}
	c.shared, c.worst = shared, worst
}

func (c *compared) offer(h Hit, limit int) {
	if c.hits = insert(c.hits, h, limit); len(c.hits) == limit {
		last := c.hits[limit-1]
		c.setBars(last.Shared(), uint32(last.Set()))
	}
}

// compare compares the sets at the places from lo to before hi, 64 at most, with all
// that come before them.
func (w *pairWorker) compare(lo, hi int) {
	sets := w.comparing[:hi-lo]
	for at := range sets {
		c := &sets[at]
		c.set = w.order[lo+at]
		members := w.of(int(c.set))
		c.size, c.members, c.hits = len(members), append(c.members[:0], members...), c.hits[:0]
		for len(c.members) < first || (len(c.members)-first)%group != 0 {
			c.members = append(c.members, uint32(w.Sets.members))
		}
		if w.wants(int(c.set)) {
			c.setBars(1, math.MaxUint32)
		} else {
			c.setBars(maxPaired+1, 0)
		}
	}
	for b := range (hi + blockSize - 1) / blockSize {
		s := &w.sides[b]
		s.Lock()
		for at := range sets {
			if before := lo + at - b*blockSize; before >= blockSize {
				w.compareWith(b, &sets[at], ^uint64(0))
			} else if before > 0 {
				w.compareWith(b, &sets[at], 1<<before-1)
			}
		}
		s.Unlock()
	}
	// Their own blocks' lists hold those that came after them, from other workers.
	for at := range sets {
		b := (lo + at) / blockSize
		w.sides[b].Lock()
		for _, h := range sets[at].hits {
			w.offer(b, (lo+at)%blockSize, h)
		}
		w.sides[b].Unlock()
	}
}

// compareWith compares a set with those of a block that are in mask.
func (w *pairWorker) compareWith(b int, c *compared, mask uint64) {
	s, late := &w.sides[b], 0
	if w.blocks[b].first > c.worst {
		late = 1
	}
	if c.size < c.shared+late && !s.takes(c.size, c.set) {
		return
	}
	row, m := w.row(b), c.members
	ones, c1 := add(row[m[0]], row[m[1]], row[m[2]])
	ones, c2 := add(ones, row[m[3]], row[m[4]])
	ones, c3 := add(ones, row[m[5]], row[m[6]])
	twos, fours := add(c1, c2, c3)
	eights, sixteens := uint64(0), uint64(0)
	for m = m[first:]; len(m) >= group; m = m[group:] {
		var carry uint64
		ones, c1 = add(ones, row[m[0]], row[m[1]])
		ones, c2 = add(ones, row[m[2]], row[m[3]])
		twos, carry = add(twos, c1, c2)
		fours, carry = fours^carry, fours&carry
		eights, carry = eights^carry, eights&carry
		sixteens ^= carry
	}
	mine := c.bars[late].reached(ones, twos, fours, eights, sixteens) & mask
	theirs := s.bar.reached(ones, twos, fours, eights, sixteens) & mask
	for either := mine | theirs; either != 0; either &= either - 1 {
		k := bits.TrailingZeros64(either)
		shared := int(ones>>k&1 | twos>>k&1<<1 | fours>>k&1<<2 | eights>>k&1<<3 | sixteens>>k&1<<4)
		if theirs>>k&1 != 0 {
			w.offer(b, k, newHit(shared, c.set))
		}
		if mine>>k&1 != 0 && shared >= c.shared {
			c.offer(newHit(shared, w.order[b*blockSize+k]), w.limit)
		}
	}
}
