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

// maxGathered is for how many members at most columns are made for one search.
const maxGathered = 64

// A Searcher answers for one set at a time. It holds the scratch that takes.
type Searcher struct {
	s       *Sets
	counts  []uint32 // by set: how many rare members it shares; all 0 between searches
	touched []uint32
	rest    [][group]uint32
	// Columns made for one search, and their numbers: 0, 1, 2 ...
	gathered []uint64
	ordinals []uint32
	wanted   []bool // by member: whether it is searched for; all false between searches
	best     []Hit  // best first
	limit    int
	allowed  func(set int) bool
}

// NewSearcher returns a searcher, which one goroutine may use at a time.
func (s *Sets) NewSearcher() *Searcher {
	return &Searcher{s: s, counts: make([]uint32, s.Len()), wanted: make([]bool, s.members)}
}

// Like returns the sets that have most in common with set i, but not i itself.
// Its result is good until the next call, like that of [Searcher.Search].
func (r *Searcher) Like(i, limit, least int, allowed func(set int) bool) []Hit {
	return r.Search(r.s.of(i), limit, least, func(set int) bool { return set != i && (allowed == nil || allowed(set)) })
}

// Search returns the sets that have most of some members, which are ascending:
// the best limit of those that have at least least, which is 1 or more, and are
// allowed.
func (r *Searcher) Search(members []uint32, limit, least int, allowed func(set int) bool) []Hit {
	r.best, r.limit, r.allowed = r.best[:0], limit, allowed
	common := 0
	for common < len(members) && int(members[common]) < r.s.dense {
		common++
	}
	if least > len(members) || limit <= 0 {
		return nil
	}
	rare := members[common:]
	postings := 0
	for _, m := range rare {
		postings += len(r.s.postings(m))
	}
	if postings > len(r.s.blocks) && len(members) <= maxGathered {
		r.gather(members, common)
		r.scan(r.gathered, len(members)+1, r.ordinals[:len(members)], least)
		r.allowed = nil
		return r.best
	}
	r.countRare(rare)
	r.offerTouched(members, common, least)
	if common >= least {
		r.scan(r.s.columns, r.s.stride, members[:common], least)
	}
	for _, set := range r.touched {
		r.counts[set] = 0
	}
	r.touched, r.allowed = r.touched[:0], nil
	return r.best
}

// gather makes columns of the members alone, for a scan: where postings are many,
// going through them costs less than looking at all the sets that they name.
func (r *Searcher) gather(members []uint32, common int) {
	s := r.s
	stride := len(members) + 1
	r.gathered = slices.Grow(r.gathered[:0], len(s.blocks)*stride)[:len(s.blocks)*stride]
	clear(r.gathered)
	for b := range s.blocks {
		column := s.columns[b*s.stride:][:s.stride]
		for i, m := range members[:common] {
			r.gathered[b*stride+i] = column[m]
		}
	}
	for i := range members[common:] {
		i += common
		for _, set := range s.postings(members[i]) {
			place := int(s.place[set])
			r.gathered[place/blockSize*stride+i] |= 1 << (place % blockSize)
		}
	}
	for i := len(r.ordinals); i < len(members); i++ {
		r.ordinals = append(r.ordinals, uint32(i))
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
	full := len(r.best) >= r.limit
	if full && h < r.best[len(r.best)-1] || r.allowed != nil && !r.allowed(h.Set()) {
		return
	}
	if !full {
		r.best = append(r.best, h)
	}
	at := len(r.best) - 1
	for ; at > 0 && r.best[at-1] < h; at-- {
		r.best[at] = r.best[at-1]
	}
	r.best[at] = h
}
