package overlap

import "math/bits"

// Counting in columns: bit k of a word stands for the k-th set of a block, and
// a number for each of the 64 sets lies across words, its ones in one word, its
// twos in the next. A full adder of five operations then adds three members for
// 64 sets at once (Harley and Seal's way to count bits: Warren, Hacker's Delight).

const (
	first = 7 // how many members are added at once to begin with,
	group = 4 // and then at a time
	// higherPlanes is how many words a number takes at most beyond its first five.
	higherPlanes = 27
)

// scan offers all sets that share at least so many of the members whose columns
// are at hand and that have not been touched.
func (r *Searcher) scan(least int) {
	s := r.s
	members := len(r.columns)
	n := len(s.blocks)
	for len(r.columns) < first || (len(r.columns)-first)%group != 0 {
		r.columns = append(r.columns, s.nothing)
	}
	a, rest := r.columns[:first], r.columns[first:]
	a0, a1, a2, a3, a4, a5, a6 := a[0][:n], a[1][:n], a[2][:n], a[3][:n], a[4][:n], a[5][:n], a[6][:n]
	above := max(bits.Len(uint(members))-5, 0) // planes beyond the first five
	var higher [higherPlanes]uint64
	low, high, worst := r.bars(least)
	for b := range n {
		block := &s.blocks[b]
		if int(block.largest) < low {
			return
		}
		bar := high
		if block.first < worst {
			bar = low
		}
		if bar > members || bar > int(block.largest) {
			continue
		}
		ones, c1 := add(a0[b], a1[b], a2[b])
		ones, c2 := add(ones, a3[b], a4[b])
		ones, c3 := add(ones, a5[b], a6[b])
		twos, fours := add(c1, c2, c3)
		eights, sixteens := uint64(0), uint64(0)
		for m := rest; len(m) >= group; m = m[group:] {
			var carry uint64
			ones, c1 = add(ones, m[0][b], m[1][b])
			ones, c2 = add(ones, m[2][b], m[3][b])
			twos, carry = add(twos, c1, c2)
			fours, carry = fours^carry, fours&carry
			eights, carry = eights^carry, eights&carry
			sixteens, carry = sixteens^carry, sixteens&carry
			for at := range above {
				higher[at], carry = higher[at]^carry, higher[at]&carry
			}
		}
		reach := ^uint64(0)
		reach = atLeast(reach, ones, bar)
		reach = atLeast(reach, twos, bar>>1)
		reach = atLeast(reach, fours, bar>>2)
		reach = atLeast(reach, eights, bar>>3)
		reach = atLeast(reach, sixteens, bar>>4)
		for at := range above {
			reach = atLeast(reach, higher[at], bar>>(at+5))
		}
		if reach != 0 {
			for ; reach != 0; reach &= reach - 1 {
				k := bits.TrailingZeros64(reach)
				set := s.order[b*blockSize+k]
				if len(r.touched) > 0 && r.counts[set] != 0 {
					continue
				}
				shared := int(ones>>k&1 | twos>>k&1<<1 | fours>>k&1<<2 | eights>>k&1<<3 | sixteens>>k&1<<4)
				for at := range above {
					shared |= int(higher[at]>>k&1) << (at + 5)
				}
				r.offer(newHit(shared, set))
			}
			low, high, worst = r.bars(least)
		}
		for at := range above {
			higher[at] = 0
		}
	}
}

// atLeast compares one place of 64 numbers with that of a bar, given how the
// lower places compare: the highest in which they differ decides.
func atLeast(lower, place uint64, bar int) uint64 {
	if bar&1 != 0 {
		return place & lower
	}
	return place | lower
}

// add adds three bits in every place.
func add(a, b, c uint64) (sum, carry uint64) {
	half := a ^ b
	return half ^ c, a ^ half&(a^c)
}
