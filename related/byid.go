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
func byID(docs []Document) (order []int32, unique bool) {
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
		id := docs[i].ID
		unique = unique && id != ""
		var next [8]byte
		copy(next[:], id[len(common):])
		for _, c := range next {
			entries[i] = entries[i]<<8 | uint64(c)
		}
		entries[i] = entries[i]>>docBits<<docBits | uint64(i)
	}
	slices.Sort(entries)
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
