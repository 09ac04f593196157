package related

import "slices"

// recents are the postings of documents that updates added: few, so they lie one
// after the other in the order of their features, and are copied to add more.
type recents struct {
	feature []uint32 // ascending
	posting []uint32
}

func (r *recents) of(feature uint32) []uint32 {
	lo, _ := slices.BinarySearch(r.feature, feature)
	hi := lo
	for hi < len(r.feature) && r.feature[hi] == feature {
		hi++
	}
	return r.posting[lo:hi]
}

// with returns the postings with some more, each a feature above its posting.
func (r *recents) with(more []uint64) recents {
	slices.Sort(more)
	all := recents{make([]uint32, 0, len(r.feature)+len(more)), make([]uint32, 0, len(r.feature)+len(more))}
	at := 0
	for _, packed := range more {
		feature := uint32(packed >> 32)
		from := at
		for at < len(r.feature) && r.feature[at] <= feature {
			at++
		}
		all.feature = append(append(all.feature, r.feature[from:at]...), feature)
		all.posting = append(append(all.posting, r.posting[from:at]...), uint32(packed))
	}
	all.feature = append(all.feature, r.feature[at:]...)
	all.posting = append(all.posting, r.posting[at:]...)
	return all
}
