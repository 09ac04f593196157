package related

import "slices"

// findPairs numbers the pairs of neighbouring stems that at least two documents
// share, and notes them in the tokens. A function word does not part its
// neighbours: "state of the art" has the pair "state art".
//
// Most pairs occur in one document only. A table of one cell a pair, where
// collisions only let a few of those through, keeps them from being counted.
func findPairs(toks []tokens, lx *lexicon) {
	total := 0
	for i := range toks {
		total += len(toks[i].words)
	}
	bits := 10
	for 1<<bits < 2*total {
		bits++
	}
	const several = ^uint32(0)
	seen := make([]uint32, 1<<bits) // 0, the only document with the pair (plus one), or several
	cell := func(pair uint64) *uint32 { return &seen[mix(pair)>>(64-bits)] }
	for i := range toks {
		toks[i].eachPair(lx, func(_ int, pair uint64) {
			switch c := cell(pair); *c {
			case 0:
				*c = uint32(i + 1)
			case uint32(i + 1), several:
			default:
				*c = several
			}
		})
	}

	var table pairTable
	for i := range toks {
		t := &toks[i]
		t.pairs = make([]uint32, len(t.words))
		for j := range t.pairs {
			t.pairs[j] = gap
		}
		t.eachPair(lx, func(at int, pair uint64) {
			if *cell(pair) == several {
				t.pairs[at] = table.number(pair, uint32(i))
			}
		})
	}

	for n, pair := range table.pairs {
		if table.frequency[n] > 1 {
			lx.pairs = append(lx.pairs, pair)
		}
	}
	slices.Sort(lx.pairs)
	feature := make([]uint32, len(table.pairs))
	for n, pair := range table.pairs {
		feature[n] = gap
		if table.frequency[n] > 1 {
			feature[n], _ = lx.pairFeature(pair)
		}
	}
	for i := range toks {
		for j, n := range toks[i].pairs {
			if n != gap {
				toks[i].pairs[j] = feature[n]
			}
		}
	}
}

// A pairTable numbers pairs in the order in which they come and counts the
// documents that have them. It is a hash table with linear probing: at several
// million pairs a map takes three times as long.
type pairTable struct {
	slots     []uint32 // number plus one, 0 for an empty slot
	pairs     []uint64 // by number
	frequency []uint32
	last      []uint32 // the last document that has the pair
}

func (t *pairTable) number(pair uint64, doc uint32) uint32 {
	if 2*len(t.pairs) >= len(t.slots) {
		t.grow()
	}
	slot := t.find(pair)
	if *slot == 0 {
		t.pairs = append(t.pairs, pair)
		t.frequency = append(t.frequency, 1)
		t.last = append(t.last, doc)
		*slot = uint32(len(t.pairs))
	}
	n := *slot - 1
	if t.last[n] != doc {
		t.last[n] = doc
		t.frequency[n]++
	}
	return n
}

// find returns the slot of a pair, or the empty one where it belongs.
func (t *pairTable) find(pair uint64) *uint32 {
	mask := uint64(len(t.slots) - 1)
	for at := mix(pair) & mask; ; at = (at + 1) & mask {
		if n := t.slots[at]; n == 0 || t.pairs[n-1] == pair {
			return &t.slots[at]
		}
	}
}

func (t *pairTable) grow() {
	t.slots = make([]uint32, max(1<<10, 4*len(t.slots)))
	for n, pair := range t.pairs {
		*t.find(pair) = uint32(n + 1)
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
