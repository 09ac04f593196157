package overlap

import "math/bits"

// Counting in columns: bit k of a word stands for the k-th set of a block, and
// a number for each of the 64 sets lies across words, its ones in one word, its
// twos in the next. A full adder of five operations then adds three members for
// 64 sets at once (Harley and Seal's way to count bits: Warren, Hacker's Delight).

const (
	group = 8 // how many members are added at a time
	// planes is how many words a number takes at most beyond its first five.
	planes = 27
)

// scan offers all sets that share at least so many of the members and that have
// not been touched. By block and member columns have a word, and one more that
// is empty.
func (r *Searcher) scan(columns []uint64, stride int, members []uint32, least int) {
	s := r.s
	first, rest := r.groups(members, uint32(stride-1))
	width := bits.Len(uint(len(members)))
	var higher [planes]uint64
	low, high, worst := r.bars(least)
	for b := range s.blocks {
		block := &s.blocks[b]
		bar := high
		if block.first < worst {
			bar = low
		}
		if int(block.largest) < low {
			return
		}
		if bar > min(int(block.largest), len(members)) {
			continue
		}
		column := columns[b*stride:][:stride]
		ones, c1 := add(column[first[0]], column[first[1]], column[first[2]])
		ones, c2 := add(ones, column[first[3]], column[first[4]])
		ones, c3 := add(ones, column[first[5]], column[first[6]])
		twos, fours := add(c1, c2, c3)
		eights, sixteens := uint64(0), uint64(0)
		for g := range rest {
			m := &rest[g]
			var carry uint64
			ones, c1 = add(ones, column[m[0]], column[m[1]])
			ones, c2 = add(ones, column[m[2]], column[m[3]])
			twos, c3 = add(twos, c1, c2)
			ones, c1 = add(ones, column[m[4]], column[m[5]])
			ones, c2 = add(ones, column[m[6]], column[m[7]])
			twos, carry = add(twos, c1, c2)
			fours, carry = add(fours, c3, carry)
			eights, carry = eights^carry, eights&carry
			sixteens, carry = sixteens^carry, sixteens&carry
			for at := 0; at < width-5; at++ {
				higher[at], carry = higher[at]^carry, higher[at]&carry
			}
		}
		reach := ^uint64(0)
		reach = atLeast(reach, ones, bar)
		reach = atLeast(reach, twos, bar>>1)
		reach = atLeast(reach, fours, bar>>2)
		reach = atLeast(reach, eights, bar>>3)
		reach = atLeast(reach, sixteens, bar>>4)
		for at := 0; at < width-5; at++ {
			reach = atLeast(reach, higher[at], bar>>(at+5))
		}
		if b == len(s.blocks)-1 && len(s.order)%blockSize != 0 {
			reach &= 1<<(len(s.order)%blockSize) - 1
		}
		if reach != 0 {
			for ; reach != 0; reach &= reach - 1 {
				k := bits.TrailingZeros64(reach)
				set := s.order[b*blockSize+k]
				if r.counts[set] != 0 {
					continue
				}
				shared := int(ones>>k&1 | twos>>k&1<<1 | fours>>k&1<<2 | eights>>k&1<<3 | sixteens>>k&1<<4)
				for at := 0; at < width-5; at++ {
					shared |= int(higher[at]>>k&1) << (at + 5)
				}
				r.offer(newHit(shared, set))
			}
			low, high, worst = r.bars(least)
		}
		if width > 5 {
			clear(higher[:width-5])
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

// groups returns members as they are added: seven and then eight at a time. Places
// that are left over hold a member that no set has.
func (r *Searcher) groups(members []uint32, nothing uint32) (first [group - 1]uint32, rest [][group]uint32) {
	for i := range first {
		first[i] = nothing
	}
	members = members[copy(first[:], members):]
	rest = r.rest[:0]
	for len(members) > 0 {
		next := [group]uint32{nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing}
		members = members[copy(next[:], members):]
		rest = append(rest, next)
	}
	r.rest = rest
	return first, rest
}

// add adds three bits in every place.
func add(a, b, c uint64) (sum, carry uint64) {
	half := a ^ b
	return half ^ c, a&b | half&c
}
