package related

import (
	"context"
	"math/bits"
	"slices"
	"sync"
)

// A pair of neighbouring stems is a phrase, and counts, if at least two
// documents have it, and minLift times as many as would if words stood in any
// order: "tax treaty" does, "year people" on a site of 10,000 articles does not.
// It is most of the pairs that this leaves out, and they say nothing.
// (Church and Hanks, Word association norms, mutual information, and
// lexicography, 1990: minLift is a mutual information of two bits.)
const minLift = 4

// pairOf packs a pair of stems.
func pairOf(first, second uint32) uint64 { return uint64(first)<<32 | uint64(second) }

// Pairs are sorted in ranges of first stems, by document: every range takes a
// look at all texts, but fewer take more memory.
const (
	pairsInRange  = 1 << 23
	maxPairRanges = 4
)

// findPairs finds the pairs that count. Those of all documents are sorted by the first
// stem, a range of stems at a time.
func findPairs(ctx context.Context, toks []tokens, lx *lexicon) (*pairSet, error) {
	firsts, occurrences, err := countStems(ctx, toks, lx)
	if err != nil {
		return nil, err
	}
	total := 0 // of pairs
	for _, n := range firsts {
		total += int(n)
	}
	inRange := max(pairsInRange, total/maxPairRanges+1)
	if total < 2*pairsInRange { // there is work for two CPUs
		inRange = total/2 + 1
	}
	ranges := []uint32{0}
	before := 0
	for stem, n := range firsts {
		if before > inRange*len(ranges) {
			ranges = append(ranges, uint32(stem))
		}
		before += int(n)
	}
	ranges = append(ranges, uint32(len(firsts)))

	found := make([][]uint64, len(ranges)-1)
	err = inBlocksOf(ctx, 1, len(found), func() func(lo, hi int) {
		f := &pairFinder{lx: lx, occurrences: occurrences, total: total, frequency: make([]uint32, len(lx.stems))}
		return func(r, _ int) {
			found[r] = f.find(ctx, toks, ranges[r], ranges[r+1], firsts)
		}
	})
	if err != nil {
		return nil, err
	}
	return newPairSet(ctx, slices.Concat(found...)), ctx.Err()
}

// countStems counts how often each stem is the first of a pair, and how often it
// occurs at all.
func countStems(ctx context.Context, toks []tokens, lx *lexicon) (firsts, occurrences []uint32, err error) {
	firsts, occurrences = make([]uint32, len(lx.stems)), make([]uint32, len(lx.stems))
	var mu sync.Mutex
	type counts struct{ firsts, all []uint32 }
	var workers []counts
	err = inBlocks(ctx, len(toks), func() func(lo, hi int) {
		c := counts{make([]uint32, len(lx.stems)), make([]uint32, len(lx.stems))}
		mu.Lock()
		workers = append(workers, c)
		mu.Unlock()
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				for _, n := range toks[i].words {
					if n != gap && lx.words[n].stem != gap {
						c.all[lx.words[n].stem]++
					}
				}
				toks[i].eachPair(lx, func(first, _ uint32) { c.firsts[first]++ })
			}
		}
	})
	for _, c := range workers {
		for stem := range firsts {
			firsts[stem] += c.firsts[stem]
			occurrences[stem] += c.all[stem]
		}
	}
	return firsts, occurrences, err
}

// A pairFinder finds the pairs that count among those whose first stem is in a
// range.
type pairFinder struct {
	lx          *lexicon
	occurrences []uint32 // by stem
	total       int      // how many pairs there are in all documents
	next        []uint32 // by first stem of the range: where the next second goes
	all         []uint32 // seconds, once for every document that has the pair
	frequency   []uint32 // by second stem: how many documents have it after a first stem; all 0 between first stems
	touched     []uint32
	seen        []seenPair // a hash table, at most half of it taken
}

// A seenPair is one that a document has.
type seenPair struct {
	pair uint64
	doc  uint32 // counted from 1
}

// find returns those whose first stem is from lo to before hi, ascending; some of them once
// ctx is done.
func (f *pairFinder) find(ctx context.Context, toks []tokens, lo, hi uint32, firsts []uint32) (found []uint64) {
	f.next = append(f.next[:0], 0)
	for _, n := range firsts[lo:hi] {
		f.next = append(f.next, f.next[len(f.next)-1]+n)
	}
	starts := slices.Clone(f.next)
	if n := int(f.next[hi-lo]); n > cap(f.all) {
		f.all = make([]uint32, n)
	} else {
		f.all = f.all[:n]
	}
	for i := range toks {
		if ctx.Err() != nil {
			return nil
		}
		f.makeRoom(len(toks[i].words))
		toks[i].eachPair(f.lx, func(first, second uint32) {
			if at := first - lo; at < hi-lo && f.isFirst(pairOf(first, second), uint32(i)+1) { // first < lo wraps around
				f.all[f.next[at]] = second
				f.next[at]++
			}
		})
	}
	for at := range hi - lo {
		if ctx.Err() != nil {
			return nil
		}
		found = f.group(found, lo+at, f.all[starts[at]:f.next[at]])
	}
	return found
}

// makeRoom makes room for the pairs of a document.
func (f *pairFinder) makeRoom(n int) {
	if size := 1 << bits.Len(uint(2*n)); size > len(f.seen) {
		f.seen = make([]seenPair, size)
	}
}

// isFirst notes a pair of a document, and reports whether it was not noted before.
func (f *pairFinder) isFirst(pair uint64, doc uint32) bool {
	mask := uint64(len(f.seen) - 1)
	for at := hashPair(pair) & mask; ; at = (at + 1) & mask {
		switch seen := &f.seen[at]; {
		case seen.doc != doc:
			*seen = seenPair{pair, doc}
			return true
		case seen.pair == pair:
			return false
		}
	}
}

// group appends those pairs with a first stem that count.
func (f *pairFinder) group(found []uint64, first uint32, seconds []uint32) []uint64 {
	if len(seconds) < 2 {
		return found
	}
	f.touched = f.touched[:0]
	for _, second := range seconds {
		if f.frequency[second]++; f.frequency[second] == 2 {
			f.touched = append(f.touched, second)
		}
	}
	slices.Sort(f.touched)
	for _, second := range f.touched {
		byChance := float64(f.occurrences[first]) * float64(f.occurrences[second]) / float64(f.total)
		if float64(f.frequency[second]) >= float64(minLift*byChance) {
			found = append(found, pairOf(first, second))
		}
	}
	for _, second := range seconds {
		f.frequency[second] = 0
	}
	return found
}

// eachPair calls yield with the stems of all neighbours. A function word does not
// part its neighbours: "state of the art" has the pair "state art".
func (t *tokens) eachPair(lx *lexicon, yield func(first, second uint32)) {
	start := 0
	for _, end := range t.ends {
		previous := gap
		for _, n := range t.words[start:end] {
			if n == gap {
				previous = gap
				continue
			}
			stem := lx.words[n].stem
			if stem == gap {
				continue
			}
			if previous != gap {
				yield(previous, stem)
			}
			previous = stem
		}
		start = end
	}
}

// A pairSet numbers pairs. While an index is built, and every two words of every text
// are looked up, it has a hash table with linear probing, behind a filter that turns away
// most of what it does not hold.
type pairSet struct {
	pairs  []uint64 // by number, ascending
	slots  []uint32 // number plus one, 0 for an empty slot
	filter []uint64 // bits
}

func newPairSet(ctx context.Context, pairs []uint64) *pairSet {
	size := 64
	for size < 2*len(pairs) {
		size *= 2
	}
	s := &pairSet{pairs, make([]uint32, size), make([]uint64, size/8)}
	for n := range below(ctx, len(pairs)) {
		h := hashPair(pairs[n])
		s.filter[h>>6%uint64(len(s.filter))] |= 1 << (h & 63)
		at := h % uint64(size)
		for s.slots[at] != 0 {
			at = (at + 1) % uint64(size)
		}
		s.slots[at] = uint32(n + 1)
	}
	return s
}

func (s *pairSet) len() int {
	if s == nil {
		return 0
	}
	return len(s.pairs)
}

// likely returns those of some pairs, in their place, that the filter lets pass. It does
// so without a branch that depends on memory, which then answers many requests at once.
func (s *pairSet) likely(pairs []uint64) []uint64 {
	if s == nil || len(s.filter) == 0 {
		return pairs
	}
	n, mask := 0, uint64(len(s.filter)-1)
	for _, pair := range pairs {
		h := hashPair(pair)
		pairs[n] = pair
		n += int(s.filter[h>>6&mask] >> (h & 63) & 1)
	}
	return pairs[:n]
}

// find returns the number of a pair, or gap.
func (s *pairSet) find(pair uint64) uint32 {
	if len(s.slots) == 0 {
		if n, ok := slices.BinarySearch(s.pairs, pair); ok {
			return uint32(n)
		}
		return gap
	}
	mask := uint64(len(s.slots) - 1)
	for at := hashPair(pair) & mask; ; at = (at + 1) & mask {
		n := s.slots[at]
		if n == 0 {
			return gap
		}
		if s.pairs[n-1] == pair {
			return n - 1
		}
	}
}

// hashPair spreads pairs over the low bits (Fibonacci hashing).
func hashPair(pair uint64) uint64 { return pair * 0x9E3779B97F4A7C15 >> 24 }
