package overlap

// maxListed is the longest list that is worth its memory for all sets at once.
const maxListed = 10

// Found holds the lists of many sets.
type Found struct {
	limit int
	hits  []Hit
	count []uint8
	done  []bool
}

func newFound(n, limit int) *Found {
	return &Found{limit, make([]Hit, n*limit), make([]uint8, n), make([]bool, n)}
}

// Of returns the list of set i, and whether there is one.
func (f *Found) Of(i int) ([]Hit, bool) {
	if f == nil || !f.done[i] {
		return nil, false
	}
	return f.hits[i*f.limit:][:f.count[i]], true
}

// All finds the lists of all sets at once, without those that skip names, as far as
// that is cheaper than one after another; it returns nil if it is not at all. What
// it leaves is for a [Searcher].
func (s *Sets) All(limit int, skip func(set int) bool, parallel Parallel) (*Found, error) {
	largest := 0
	for i := range s.listed {
		largest = max(largest, s.size(i))
	}
	bySubsets := largest <= maxSubset && s.members <= maxMembers
	if largest == 0 || limit > maxListed || !bySubsets && !s.pairsPay() {
		return nil, nil
	}
	n := s.Len()
	f := newFound(n, limit)
	waiting := make([]bool, n)
	for i := range waiting {
		waiting[i] = skip == nil || !skip(i)
	}
	if bySubsets {
		e := &enumeration{Sets: s, Found: f, binomials: newBinomials(max(s.members, maxSubset)), waiting: waiting}
		return f, e.find(largest, parallel)
	}
	return f, (&pairs{Sets: s, Found: f, waiting: waiting}).find(parallel)
}

// insert puts a hit into a list, best first, of at most limit if it is good enough.
func insert(hits []Hit, h Hit, limit int) []Hit {
	if len(hits) < limit {
		hits = append(hits, h)
	} else if h < hits[limit-1] {
		return hits
	}
	at := len(hits) - 1
	for ; at > 0 && hits[at-1] < h; at-- {
		hits[at] = hits[at-1]
	}
	hits[at] = h
	return hits
}
