package related

import (
	"math/bits"
	"slices"
	"strings"
)

// byID returns the documents in the order of their IDs, and whether every
// document has an ID of its own.
//
// What nearly always decides is the next few bytes after what all IDs begin with.
// With the document's number behind them they are one number, for sorting numbers
// is several times as fast as sorting texts.
func byID(docs []*Document) (order []int32, unique bool) {
	if len(docs) == 0 {
		return nil, true
	}
	common := docs[0].ID
	for i := range docs {
		for !strings.HasPrefix(docs[i].ID, common) {
			common = common[:len(common)-1]
		}
	}
	docBits := bits.Len(uint(len(docs)))
	entries := make([]uint64, len(docs))
	unique = true
	for i := range docs {
		unique = unique && docs[i].ID != ""
		var next [8]byte
		copy(next[:], docs[i].ID[len(common):])
		entries[i] = bits.ReverseBytes64(le64(next[:]))>>docBits<<docBits | uint64(i)
	}
	sortByDigits(entries, docBits)
	order = make([]int32, len(docs))
	for at, e := range entries {
		order[at] = int32(e & (1<<docBits - 1))
	}
	compare := func(a, b int32) int { return strings.Compare(docs[a].ID, docs[b].ID) }
	for from := 0; from < len(entries); {
		to := from + 1
		for to < len(entries) && entries[to]>>docBits == entries[from]>>docBits {
			to++
		}
		if alike := order[from:to]; len(alike) > 1 {
			slices.SortFunc(alike, compare)
			for at := range alike[1:] {
				unique = unique && compare(alike[at], alike[at+1]) != 0
			}
		}
		from = to
	}
	return order, unique
}

// sortByDigits sorts numbers by their bits from one on, a few bits after the other,
// the lowest first. What is equal in them stays in order. Where there are many numbers
// that is faster than to compare them.
func sortByDigits(all []uint64, from int) {
	const digit = 12
	src, dst := all, make([]uint64, len(all))
	for shift := from; shift < 64; shift += digit {
		var next [1 << digit]uint32 // by digit: where the next number goes
		for _, n := range src {
			next[n>>shift%(1<<digit)]++
		}
		at := uint32(0)
		for d, n := range &next {
			next[d], at = at, at+n
		}
		for _, n := range src {
			d := n >> shift % (1 << digit)
			dst[next[d]] = n
			next[d]++
		}
		src, dst = dst, src
	}
	copy(all, src)
}
