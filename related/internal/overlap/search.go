package overlap

import (
	"math"
	"slices"
)

// A Hit is a set that has so many members in common with another. Of two, the
// better is the greater number.
type Hit uint64

func newHit(shared int, set uint32) Hit { return Hit(shared)<<32 | Hit(math.MaxUint32-set) }

// Shared returns how many members are in common.
func (h Hit) Shared() int { return int(h >> 32) }

// Set returns which set it is.
func (h Hit) Set() int { return int(math.MaxUint32 - uint32(h)) }

const (
	// manyPostings is how many, for each block, cost more than columns made of them.
	manyPostings = 4
	// maxMade is for how many members at most columns are made for one search.
	maxMade = 64
)

// A Searcher answers for one set at a time. It holds the scratch that takes.
type Searcher struct {
	s       *Sets
	counts  []uint32 // by set: how many rare members it shares; all 0 between searches
	touched []uint32
	columns [][]uint64 // of the members that are searched for
	made    []uint64   // columns of rare members, for one search
	wanted  []bool     // by member: whether it is searched for; all false between searches
	best    []Hit      // best first
	self    int        // the set whose list it is, or -1
	limit   int
	allowed func(set int) bool
}

// NewSearcher returns a searcher, which one goroutine may use at a time.
func (s *Sets) NewSearcher() *Searcher {
	return &Searcher{s: s, counts: make([]uint32, s.Len()), wanted: make([]bool, s.members)}
}

// Like returns the sets that have most in common with set i, but not i itself.
// Its result is good until the next call, like that of [Searcher.Search].
func (r *Searcher) Like(i, limit, least int, allowed func(set int) bool) []Hit {
	return r.search(i, r.s.of(i), limit, least, allowed)
}

// Search returns the sets that have most of some members, which are ascending:
// the best limit of those that have at least least, which is 1 or more, and are
// allowed.
func (r *Searcher) Search(members []uint32, limit, least int, allowed func(set int) bool) []Hit {
	return r.search(-1, members, limit, least, allowed)
}

func (r *Searcher) search(self int, members []uint32, limit, least int, allowed func(set int) bool) []Hit {
	if least > len(members) || limit <= 0 {
		return nil
	}
	r.best, r.self, r.limit, r.allowed = r.best[:0], self, limit, allowed
	r.searchMembers(members, least)
	r.allowed = nil
	return r.best
}

// searchMembers searches for one member after another.
func (r *Searcher) searchMembers(members []uint32, least int) {
	common := 0
	for common < len(members) && int(members[common]) < r.s.dense {
		common++
	}
	rare := members[common:]
	postings := 0
	for _, m := range rare {
		postings += len(r.s.postings(m))
	}
	r.columns = r.columns[:0]
	for _, m := range members[:common] {
		r.columns = append(r.columns, r.s.column(m))
	}
	if postings > manyPostings*len(r.s.blocks) && len(rare) <= maxMade {
		r.makeColumns(rare)
		r.scan(least)
		return
	}
	r.countRare(rare)
	r.offerTouched(members, common, least)
	if common >= least {
		r.scan(least)
	}
	for _, set := range r.touched {
		r.counts[set] = 0
	}
	r.touched = r.touched[:0]
}

// makeColumns adds columns of rare members: where postings are many, going
// through them costs less than looking at all the sets that they name.
func (r *Searcher) makeColumns(members []uint32) {
	s := r.s
	n := len(s.blocks)
	r.made = slices.Grow(r.made[:0], n*len(members))[:n*len(members)]
	clear(r.made)
	for i, m := range members {
		column := r.made[n*i:][:n]
		for _, set := range s.postings(m) {
			place := s.place[set]
			column[place/blockSize] |= 1 << (place % blockSize)
		}
		r.columns = append(r.columns, column)
	}
}

// countRare counts, for all sets that have any, the members that are not in
// the columns.
func (r *Searcher) countRare(members []uint32) {
	for _, m := range members {
		for _, set := range r.s.postings(m) {
			if r.counts[set] == 0 {
				r.touched = append(r.touched, set)
			}
			r.counts[set]++
		}
	}
}

// offerTouched adds what else the sets with rare members share, where that can
// bring them into the list.
func (r *Searcher) offerTouched(members []uint32, common, least int) {
	for _, m := range members[:common] {
		r.wanted[m] = true
	}
	for _, set := range r.touched {
		shared := int(r.counts[set])
		if shared+common < least || len(r.best) == r.limit && newHit(shared+common, set) < r.best[r.limit-1] {
			continue
		}
		if common > 0 {
			for _, m := range r.s.of(int(set)) {
				if int(m) >= r.s.dense {
					break
				}
				if r.wanted[m] {
					shared++
				}
			}
		}
		if shared >= least {
			r.offer(newHit(shared, set))
		}
	}
	for _, m := range members[:common] {
		r.wanted[m] = false
	}
}

// bars returns how many members a set has to share to get into the list if it
// comes before the set worst, and if it comes after.
func (r *Searcher) bars(least int) (before, after int, worst uint32) {
	if len(r.best) < r.limit {
		return least, least, 0
	}
	last := r.best[len(r.best)-1]
	return last.Shared(), last.Shared() + 1, uint32(last.Set())
}

// offer puts a hit into the list if it is good enough.
func (r *Searcher) offer(h Hit) {
	if len(r.best) == r.limit && h < r.best[r.limit-1] {
		return
	}
	if h.Set() != r.self && (r.allowed == nil || r.allowed(h.Set())) {
		r.best = insert(r.best, h, r.limit)
	}
}
