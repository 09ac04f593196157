package overlap

import "math/bits"

// A key is a subset: its members, each and one more in memberBits bits, times an
// odd number, which keeps different ones different and spreads them.
type key uint64

const spread = 0x9E3779B97F4A7C15

// appendKeys appends the keys of all subsets of size k.
func appendKeys(keys []key, set []uint32, k int) []key {
	for choice := choices[len(set)][k]; len(choice) > 0; choice = choice[k:] {
		packed := uint64(0)
		for _, at := range choice[:k] {
			packed = packed<<memberBits | uint64(set[at]+1)
		}
		keys = append(keys, key(packed*spread))
	}
	return keys
}

// part returns in which of 1<<parts parts a key is.
func (k key) part(parts int) uint64 { return uint64(k) >> (64 - parts) }

// A table lists, under every key, the first few sets that are entered. It is
// a hash table with linear probing.
type table struct {
	cells []cell
	lists []uint32
	width int // of a list
	parts int
	shift int
}

type cell struct {
	key  key // 0 if there is none: no key is
	list uint32
	len  uint32
}

// newTable returns a table for about so many keys, all of the same part.
func newTable(keys, width, parts int) table {
	size := max(bits.Len(uint(keys)*3/2), 1)
	return table{cells: make([]cell, 1<<size), lists: make([]uint32, 0, keys*width), width: width, parts: parts, shift: 64 - size}
}

// find returns the cell of a key, or the free one where it belongs.
func (t *table) find(k key) *cell {
	at := int(k << t.parts >> t.shift)
	for {
		c := &t.cells[at]
		if c.key == k || c.key == 0 {
			return c
		}
		at = (at + 1) & (len(t.cells) - 1)
	}
}

// enter adds a set to the list of a key, unless that is full.
func (t *table) enter(k key, set uint32) {
	c := t.find(k)
	if c.key == 0 {
		if len(t.lists)/t.width >= len(t.cells)*3/4 {
			t.grow()
			c = t.find(k)
		}
		c.key, c.list = k, uint32(len(t.lists))
		for range t.width {
			t.lists = append(t.lists, 0)
		}
	}
	if int(c.len) < t.width {
		t.lists[c.list+c.len] = set
		c.len++
	}
}

// grow doubles the cells.
func (t *table) grow() {
	old := t.cells
	t.cells = make([]cell, 2*len(old))
	t.shift--
	for _, c := range old {
		if c.key != 0 {
			*t.find(c.key) = c
		}
	}
}

func (t *table) list(k key) []uint32 {
	c := t.find(k)
	return t.lists[c.list : c.list+c.len]
}

// choices holds, by n and k, all ways to choose k of n places, one after another.
var choices = chooseAll()

func chooseAll() (all [maxSubset + 1][maxSubset + 1][]uint8) {
	for n := range all {
		for mask := range 1 << n {
			k := bits.OnesCount(uint(mask))
			for at := range n {
				if mask>>at&1 != 0 {
					all[n][k] = append(all[n][k], uint8(at))
				}
			}
		}
	}
	return all
}

// ways returns in how many ways k of n can be chosen, or most if that is less.
func ways(n, k, most int) int {
	chosen := 1.0
	for i := range k {
		chosen *= float64(n-i) / float64(i+1)
	}
	return int(min(chosen, float64(most)))
}
