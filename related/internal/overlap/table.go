package overlap

import "math/bits"

// A rank is the place of a subset among all of its size: the number of ways to choose
// so many of the members below its highest, and so on down (the combinatorial
// number system: Knuth, volume 4A, 7.2.1.3).
type rank uint64

// binomials holds, by k and n, in how many ways k of n can be chosen.
type binomials [maxSubset + 1][]rank

func newBinomials(members int) *binomials {
	var b binomials
	for k := range b {
		b[k] = make([]rank, members+1)
		for n := range b[k] {
			switch {
			case k == 0:
				b[k][n] = 1
			case n > 0:
				b[k][n] = b[k][n-1] + b[k-1][n-1]
			}
		}
	}
	return &b
}

// ways returns in how many ways k of n can be chosen.
func (b *binomials) ways(n, k int) rank { return b[k][n] }

// rank returns the rank of a subset.
func (b *binomials) rank(subset []uint32) (r rank) {
	for at, member := range subset {
		r += b[at+1][member]
	}
	return r
}

// appendRanks appends the ranks of all subsets of size k, from 1 up.
func (b *binomials) appendRanks(ranks []rank, set []uint32, k int) []rank {
	switch len(set) {
	case k:
		return append(ranks, b.rank(set))
	case k + 1: // leaves out one member after another
		r := b.rank(set[1:])
		ranks = append(ranks, r)
		for at := range k {
			r += b[at+1][set[at]] - b[at+1][set[at+1]]
			ranks = append(ranks, r)
		}
		return ranks
	}
	for choice := choices[len(set)][k]; len(choice) > 0; choice = choice[k:] {
		r := rank(0)
		for at, member := range choice[:k] {
			r += b[at+1][set[member]]
		}
		ranks = append(ranks, r)
	}
	return ranks
}

// A table lists, under every rank of one part of them, the first few sets that are
// entered. Where ranks are few each has its place. Otherwise it is a hash table with
// linear probing.
type table struct {
	lists []uint32 // by place: so many sets
	count []uint8  // by place: how many sets are listed. Most questions end here.
	ranks []rank   // by place, and one more; nil if every rank has its place
	width int      // of a list
	parts int      // a part are the ranks that are equal in so many of their lowest bits
	shift int
	used  int
	full  int // how many lists are
	most  int // how many lists there can be, 0 if that is not known
}

// newTable returns a table for so many entries, whose ranks are below all, of a part.
func newTable(entries int, all rank, width, parts, part int) table {
	t := table{width: width, parts: parts}
	places := 1 << bits.Len(uint(entries*3/2))
	if everyRank := all>>parts + 1; everyRank <= 2*rank(places) {
		places = int(everyRank)
		t.most = int((all + 1<<parts - 1 - rank(part)) >> parts)
	} else {
		t.ranks, t.shift = make([]rank, places), 64-bits.Len(uint(places-1))
	}
	t.lists, t.count = make([]uint32, places*width), make([]uint8, places)
	return t
}

const spread = 0x9E3779B97F4A7C15 // an odd number that spreads what it is multiplied with

// place returns the place of a rank, or the free one where it belongs.
func (t *table) place(r rank) int {
	r >>= t.parts
	if t.ranks == nil {
		return int(r)
	}
	r++
	at := int(r * spread >> t.shift)
	for t.ranks[at] != r && t.ranks[at] != 0 {
		at = (at + 1) & (len(t.ranks) - 1)
	}
	return at
}

// enter adds a set to the list of a rank, unless that is full.
func (t *table) enter(r rank, set uint32) {
	at := t.place(r)
	if t.ranks != nil && t.ranks[at] == 0 {
		if t.used >= len(t.ranks)*3/4 {
			t.grow()
			at = t.place(r)
		}
		t.ranks[at] = r>>t.parts + 1
		t.used++
	}
	n := int(t.count[at])
	if n == t.width {
		return
	}
	t.lists[at*t.width+n] = set
	t.count[at]++
	if n+1 == t.width {
		t.full++
	}
}

// grow doubles the places.
func (t *table) grow() {
	old := *t
	t.ranks, t.lists, t.count = make([]rank, 2*len(old.ranks)), make([]uint32, 2*len(old.lists)), make([]uint8, 2*len(old.count))
	t.shift--
	for from, r := range old.ranks {
		if r != 0 {
			at := t.place((r - 1) << t.parts)
			t.ranks[at], t.count[at] = r, old.count[from]
			copy(t.lists[at*t.width:][:t.width], old.lists[from*t.width:])
		}
	}
}

// list returns the sets under a rank.
func (t *table) list(r rank) []uint32 {
	at := t.place(r)
	return t.lists[at*t.width:][:t.count[at]]
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
