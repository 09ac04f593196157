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
	// maxRow is how many words of a row can be told apart by a byte.
	maxRow = 256
	// fewMembers is up to how many members on average searches cost less.
	fewMembers = 4
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

// A side is what has to be beaten to get into the lists of a block: 0 where there is
// room, and what nothing can beat where there is no list.
type side struct {
	sync.Mutex
	worst   [blockSize]Hit
	lowest  threshold // of the worst
	changed bool      // since the lowest was found
}

// A threshold is how many members a set has to share to beat a hit: so many up to
// the last set, and one more behind it.
type threshold struct {
	shared int
	last   uint32
}

func thresholdOf(h Hit) threshold { return threshold{max(h.Shared(), 1), uint32(h.Set())} }

// of returns the threshold for a set.
func (t threshold) of(set uint32) int {
	late := 0
	if set > t.last {
		late = 1
	}
	return t.shared + late
}

// A bar is a number, by bit, 64 times and turned round.
type bar [planes]uint64

var bars = makeBars()

func makeBars() (all [maxPaired + 1]bar) {
	for number := range all {
		for at := range planes {
			if number>>at&1 == 0 {
				all[number][at] = ^uint64(0)
			}
		}
	}
	return all
}

// reached tells which of 64 numbers are at least the bar: the highest place in
// which they differ decides.
func (b *bar) reached(ones, twos, fours, eights, sixteens uint64) uint64 {
	r := ones | b[0]
	r = twos&r | b[1]&(twos|r)
	r = fours&r | b[2]&(fours|r)
	r = eights&r | b[3]&(eights|r)
	return sixteens&r | b[4]&(sixteens|r)
}

// pairsPay reports whether pairs cost less than one search after another.
func (s *Sets) pairsPay() bool {
	return s.members < maxRow && len(s.member) > fewMembers*s.Len()
}

func (e *pairs) find(parallel Parallel) error {
	if err := e.makeRows(parallel); err != nil {
		return err
	}
	e.sides = make([]side, len(e.blocks))
	for b := range e.sides {
		for k := range blockSize {
			if at := b*blockSize + k; at >= len(e.order) || !e.wants(int(e.order[at])) {
				e.sides[b].worst[k] = math.MaxUint64
			}
		}
		e.sides[b].changed = true
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
	e.rows = make([]uint64, (e.members+1)*len(e.blocks)+maxRow)
	return parallel(len(e.blocks), func() func(lo, hi int) {
		return func(lo, hi int) {
			for b := lo; b < hi; b++ {
				row := e.rows[b*(e.members+1):]
				for k, i := range e.order[b*blockSize : min((b+1)*blockSize, len(e.order))] {
					for _, m := range e.of(int(i)) {
						row[m] |= 1 << k
					}
				}
			}
		}
	})
}

// row returns the row of a block, and what comes behind it.
func (e *pairs) row(b int) *[maxRow]uint64 {
	return (*[maxRow]uint64)(e.rows[b*(e.members+1):])
}

// wants reports whether a set gets its list from pairs.
func (e *pairs) wants(i int) bool { return e.waiting[i] && e.size(i) <= maxPaired }

// offer puts a hit into the k-th list of a block, if it is good enough.
func (e *pairs) offer(b, k int, h Hit) {
	i := int(e.order[b*blockSize+k])
	hits := insert(e.hits[i*e.limit:][:e.count[i]:e.limit], h, e.limit)
	e.count[i] = uint8(len(hits))
	if len(hits) == e.limit {
		e.sides[b].worst[k], e.sides[b].changed = hits[e.limit-1], true
	}
}

// A pairWorker compares sets with those before them.
type pairWorker struct {
	*pairs
	comparing [blockSize]compared
}

// A compared set has a list that is the worker's own.
type compared struct {
	set   uint32
	size  int
	head  [first]uint8 // its members, and as often the one that no set has as adders need
	rest  []uint32     // the others, four to a word
	hits  []Hit
	worst Hit // what has to be beaten, as in a side
	threshold
}

func (e *pairs) newWorker() *pairWorker {
	w := &pairWorker{pairs: e}
	for at := range w.comparing {
		w.comparing[at].hits = make([]Hit, 0, e.limit)
	}
	return w
}

func (c *compared) offer(h Hit, limit int) {
	if c.hits = insert(c.hits, h, limit); len(c.hits) == limit {
		c.setWorst(c.hits[limit-1])
	}
}

func (c *compared) setWorst(h Hit) { c.worst, c.threshold = h, thresholdOf(h) }

// compare compares the sets at the places from lo to before hi, 64 at most, with all
// that come before them.
func (w *pairWorker) compare(lo, hi int) {
	sets := w.comparing[:hi-lo]
	for at := range sets {
		c := &sets[at]
		c.set = w.order[lo+at]
		members := w.of(int(c.set))
		c.size, c.rest, c.hits = len(members), c.rest[:0], c.hits[:0]
		members = w.take(c.head[:], members)
		for len(members) > 0 {
			var g [group]uint8
			members = w.take(g[:], members)
			c.rest = append(c.rest, uint32(g[0])|uint32(g[1])<<8|uint32(g[2])<<16|uint32(g[3])<<24)
		}
		if w.wants(int(c.set)) {
			c.setWorst(0)
		} else {
			c.setWorst(math.MaxUint64)
		}
	}
	for b := range (hi + blockSize - 1) / blockSize {
		w.compareWith(b, sets, lo-b*blockSize)
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

// take fills a group with the first of some members, and returns the others.
func (w *pairWorker) take(g []uint8, members []uint32) []uint32 {
	for at := range g {
		g[at] = uint8(w.Sets.members)
		if len(members) > 0 {
			g[at], members = uint8(members[0]), members[1:]
		}
	}
	return members
}

// count counts the members that a set shares with those of a block.
func (c *compared) count(row *[maxRow]uint64) (ones, twos, fours, eights, sixteens uint64) {
	h := &c.head
	ones, c1 := add(row[h[0]], row[h[1]], row[h[2]])
	ones, c2 := add(row[h[3]], row[h[4]], ones)
	ones, c3 := add(row[h[5]], row[h[6]], ones)
	twos, fours = add(c1, c2, c3)
	for _, g := range c.rest {
		var carry uint64
		ones, c1 = add(row[uint8(g)], row[uint8(g>>8)], ones)
		ones, c2 = add(row[uint8(g>>16)], row[uint8(g>>24)], ones)
		twos, carry = add(c1, c2, twos)
		fours, carry = fours^carry, fours&carry
		eights, carry = eights^carry, eights&carry
		sixteens ^= carry
	}
	return ones, twos, fours, eights, sixteens
}

// compareWith compares sets with those of a block, the first with so many of them
// that come before it, the second with one more.
func (w *pairWorker) compareWith(b int, sets []compared, before int) {
	s, row, first := &w.sides[b], w.row(b), w.blocks[b].first
	s.Lock()
	defer s.Unlock()
	if s.changed {
		s.lowest, s.changed = thresholdOf(slices.Min(s.worst[:])), false
	}
	lowest := s.lowest
	for at := range sets {
		c := &sets[at]
		least := min(c.of(first), lowest.of(c.set))
		if least > c.size {
			continue
		}
		ones, twos, fours, eights, sixteens := c.count(row)
		reached := bars[least].reached(ones, twos, fours, eights, sixteens)
		if before+at < blockSize {
			reached &= 1<<max(before+at, 0) - 1
		}
		for ; reached != 0; reached &= reached - 1 {
			k := bits.TrailingZeros64(reached)
			shared := int(ones>>k&1 | twos>>k&1<<1 | fours>>k&1<<2 | eights>>k&1<<3 | sixteens>>k&1<<4)
			if h := newHit(shared, c.set); h > s.worst[k] {
				w.offer(b, k, h)
			}
			if h := newHit(shared, w.order[b*blockSize+k]); h > c.worst {
				c.offer(h, w.limit)
			}
		}
	}
}
