package related

import (
	"context"
	"slices"
)

// findPairs numbers the pairs of neighbouring stems that at least two documents
// share, and notes them in the tokens. A function word does not part its
// neighbours: "state of the art" has the pair "state art".
//
// Most pairs occur once. Two bits a pair, in tables where collisions only let a
// few of those through, keep them from being counted.
func findPairs(ctx context.Context, toks []tokens, lx *lexicon) error {
	total := 0
	for i := range toks {
		total += len(toks[i].words)
	}
	cells := uint64(1 << 10)
	for cells < 2*uint64(total) {
		cells *= 2
	}
	once, again := newBitset(cells), newBitset(cells)
	keys := make([]uint64, total) // by word of all documents: the pair that begins there, or noPair
	rest := keys
	for i := range toks {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for at := range toks[i].words {
			rest[at] = noPair
		}
		toks[i].eachPair(lx, func(at int, pair uint64) {
			rest[at] = pair
			if cell := hashPair(pair) & (cells - 1); once.has(cell) {
				again.add(cell)
			} else {
				once.add(cell)
			}
		})
		rest = rest[len(toks[i].words):]
	}

	var table pairTable
	rest = keys
	for i := range toks {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		toks[i].pairs = make([]uint32, len(toks[i].words))
		for at, pair := range rest[:len(toks[i].words)] {
			toks[i].pairs[at] = gap
			if pair != noPair && again.has(hashPair(pair)&(cells-1)) {
				toks[i].pairs[at] = table.number(pair, uint32(i))
			}
		}
		rest = rest[len(toks[i].words):]
	}

	for _, e := range table.entries {
		if e.frequency > 1 {
			lx.pairs = append(lx.pairs, e.pair)
		}
	}
	slices.Sort(lx.pairs)
	feature := make([]uint32, len(table.entries))
	for n, e := range table.entries {
		feature[n] = gap
		if e.frequency > 1 {
			feature[n], _ = lx.pairFeature(e.pair)
		}
	}
	for i := range toks {
		for j, n := range toks[i].pairs {
			if n != gap {
				toks[i].pairs[j] = feature[n]
			}
		}
	}
	return nil
}

// noPair is no pair: no feature has the number gap.
const noPair = uint64(gap)<<32 | uint64(gap)

// hashPair spreads pairs over the low bits (Fibonacci hashing).
func hashPair(pair uint64) uint64 { return pair * 0x9E3779B97F4A7C15 >> 24 }

// A bitset holds one bit for every number below its size.
type bitset []uint64

func newBitset(size uint64) bitset { return make(bitset, (size+63)/64) }

func (b bitset) has(n uint64) bool { return b[n/64]>>(n%64)&1 != 0 }
func (b bitset) add(n uint64)      { b[n/64] |= 1 << (n % 64) }

// A pairTable numbers pairs in the order in which they come and counts the
// documents that have them. It is a hash table with linear probing: at several
// million pairs a map takes three times as long.
type pairTable struct {
	slots   []uint32 // number plus one, 0 for an empty slot
	entries []pairEntry
}

type pairEntry struct {
	pair      uint64
	frequency uint32
	last      uint32 // the last document that has the pair
}

func (t *pairTable) number(pair uint64, doc uint32) uint32 {
	if 2*len(t.entries) >= len(t.slots) {
		t.grow()
	}
	slot := t.find(pair)
	if *slot == 0 {
		t.entries = append(t.entries, pairEntry{pair, 1, doc})
		*slot = uint32(len(t.entries))
	}
	e := &t.entries[*slot-1]
	if e.last != doc {
		e.last = doc
		e.frequency++
	}
	return *slot - 1
}

// find returns the slot of a pair, or the empty one where it belongs.
func (t *pairTable) find(pair uint64) *uint32 {
	mask := uint64(len(t.slots) - 1)
	for at := hashPair(pair) & mask; ; at = (at + 1) & mask {
		if n := t.slots[at]; n == 0 || t.entries[n-1].pair == pair {
			return &t.slots[at]
		}
	}
}

func (t *pairTable) grow() {
	t.slots = make([]uint32, max(1<<10, 4*len(t.slots)))
	for n, e := range t.entries {
		*t.find(e.pair) = uint32(n + 1)
	}
}

// eachPair calls yield with each pair of neighbours and where its first word stands.
func (t *tokens) eachPair(lx *lexicon, yield func(at int, pair uint64)) {
	start := 0
	for _, end := range t.ends {
		previous := -1
		for at := start; at < end; at++ {
			n := t.words[at]
			if n == gap {
				previous = -1
				continue
			}
			if lx.words[n].stop {
				continue
			}
			if previous >= 0 {
				yield(previous, pairOf(lx.words[t.words[previous]].stem, lx.words[n].stem))
			}
			previous = at
		}
		start = end
	}
}
