// Package overlap finds, among many sets of small numbers, those that have most
// members in common with a given one. Ties go to the set that comes first.
//
// Several ways lead to the same lists, and each is fast where the others are slow.
// Members that many sets have are counted 64 sets at a time, in the bits of
// words (columns.go). Members that few sets have are counted by going through
// the sets that have them (search.go). For every set at once, all subsets are looked
// up where sets are small, from the largest down (subsets.go), and where they are
// large every two sets are compared, but only once (pairs.go).
package overlap

import "slices"

// blockSize is how many sets share a word.
const blockSize = 64

// Sets are what is searched. They never change.
type Sets struct {
	start   []uint32 // by set; one more entry than sets
	member  []uint32 // ascending within a set
	listed  []bool   // by set: whether lists may hold it
	members int      // how many different members there are

	// Members below dense have a column, the others postings.
	dense    int
	columns  []uint64 // by member and block: which sets of the block have it
	nothing  []uint64 // the column of a member that no set has
	order    []uint32 // by place in the columns: the set. The largest come first, else the first.
	place    []uint32 // by set: its place in the order, if it is listed
	blocks   []block
	postFrom []uint32 // by member from dense on; one more entry
	post     []uint32
}

// A block is what is known of 64 sets that stand side by side in the columns.
type block struct {
	largest uint32 // how many members the largest has
	first   uint32 // the lowest number of a set in it
}

// A Parallel calls the functions that newWorker makes for all of [0, n), each
// part once and possibly at the same time. It is how a caller lends its CPUs.
type Parallel func(n int, newWorker func() func(lo, hi int)) error

// New prepares the sets start[i] to start[i+1] of member, which it keeps. Members
// are ascending within a set, each but once, and numbered by falling frequency,
// from 0 to members-1. Sets that are not listed are in no list.
func New(start, member []uint32, members int, listed []bool, parallel Parallel) (*Sets, error) {
	s := &Sets{start: start, member: member, members: members, listed: listed}
	n := 0
	frequency := make([]uint32, members)
	for i, ok := range listed {
		if ok {
			n++
			for _, m := range s.of(i) {
				frequency[m]++
			}
		}
	}
	// A column takes n bits, postings 32 for each set.
	for s.dense < members && int(frequency[s.dense])*blockSize >= n {
		s.dense++
	}
	s.arrange(n)
	s.fillPostings(frequency[s.dense:])
	return s, s.fillColumns(parallel)
}

func (s *Sets) of(i int) []uint32 { return s.member[s.start[i]:s.start[i+1]] }

// postings returns the listed sets that have a member without a column.
func (s *Sets) postings(m uint32) []uint32 {
	at := int(m) - s.dense
	return s.post[s.postFrom[at]:s.postFrom[at+1]]
}

func (s *Sets) size(i int) int { return int(s.start[i+1] - s.start[i]) }

// Len returns the number of sets.
func (s *Sets) Len() int { return len(s.listed) }

// arrange orders the n listed sets for the columns: the largest first, so that
// a search can end where all are too small.
func (s *Sets) arrange(n int) {
	var first []int // by size: where the sets of this size begin
	for i, ok := range s.listed {
		if ok {
			for len(first) <= s.size(i) {
				first = append(first, 0)
			}
			first[s.size(i)]++
		}
	}
	at := 0
	for size := len(first) - 1; size >= 0; size-- {
		first[size], at = at, at+first[size]
	}
	s.order, s.place = make([]uint32, n), make([]uint32, len(s.listed))
	for i, ok := range s.listed {
		if ok {
			s.order[first[s.size(i)]] = uint32(i)
			s.place[i] = uint32(first[s.size(i)])
			first[s.size(i)]++
		}
	}
	for lo := 0; lo < n; lo += blockSize {
		sets := s.order[lo:min(lo+blockSize, n)]
		s.blocks = append(s.blocks, block{uint32(s.size(int(sets[0]))), slices.Min(sets)})
	}
}

func (s *Sets) fillColumns(parallel Parallel) error {
	n := len(s.blocks)
	columns := make([]uint64, (s.dense+1)*n)
	s.columns, s.nothing = columns[:s.dense*n], columns[s.dense*n:]
	return parallel(n, func() func(lo, hi int) {
		return func(lo, hi int) {
			for b := lo; b < hi; b++ {
				for at, i := range s.order[b*blockSize : min((b+1)*blockSize, len(s.order))] {
					for _, m := range s.of(int(i)) {
						if int(m) >= s.dense {
							break
						}
						s.columns[int(m)*n+b] |= 1 << at
					}
				}
			}
		}
	})
}

// column returns the column of a member below dense.
func (s *Sets) column(m uint32) []uint64 {
	n := len(s.blocks)
	return s.columns[int(m)*n:][:n]
}

// fillPostings lists the sets that have each of the members from dense on.
func (s *Sets) fillPostings(frequency []uint32) {
	s.postFrom = make([]uint32, len(frequency)+1)
	for m, n := range frequency {
		s.postFrom[m+1] = s.postFrom[m] + n
	}
	s.post = make([]uint32, s.postFrom[len(frequency)])
	next := slices.Clone(s.postFrom)
	for i, ok := range s.listed {
		if !ok {
			continue
		}
		set := s.of(i)
		for at := len(set) - 1; at >= 0 && int(set[at]) >= s.dense; at-- {
			m := int(set[at]) - s.dense
			s.post[next[m]] = uint32(i)
			next[m]++
		}
	}
}
