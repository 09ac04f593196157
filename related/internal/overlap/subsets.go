package overlap

import (
	"math/bits"
	"runtime"
	"sync"
)

const (
	// maxSubset is the size of the largest sets whose subsets are looked up:
	// their number doubles with every member.
	maxSubset = 6
	// maxMembers is for how many different members ranks of six fit into 64 bits.
	maxMembers = 4000

	// What one step costs, in nanoseconds: to enter or look up a subset, to
	// search a block.
	subsetCost = 12
	blockCost  = 3
)

// An enumeration finds lists by subsets.
//
// Two sets share k members if the largest subset that both have is of size k. So
// the sets with a subset are listed under it, subsets of equal size at a time,
// the largest first; a list takes what it lacks from those of its set's subsets.
// It never needs more than the first limit of each, and one for the set itself.
type enumeration struct {
	*Sets
	*Found
	*binomials
	waiting []bool // by set: whether it still lacks a list
}

// find finds lists as far as subsets, of sets of at most largest, are a cheap way to.
func (e *enumeration) find(largest int, parallel Parallel) error {
	for k := largest; k > 0; k-- {
		entries, waiting, asking := e.work(k)
		if float64(waiting)*float64(len(e.blocks))*blockCost < float64(entries)*subsetCost {
			break
		}
		if asking == 0 {
			continue
		}
		if err := e.level(k, entries, parallel); err != nil {
			return err
		}
	}
	return nil
}

// work returns how many subsets of size k are to be entered, how many sets lack
// a list, and how many of those have such subsets.
func (e *enumeration) work(k int) (entries, waiting, asking int) {
	for i, listed := range e.listed {
		size := e.size(i)
		if listed {
			entries += int(e.ways(size, k))
		}
		if e.waiting[i] {
			waiting++
			if size >= k {
				asking++
			}
		}
	}
	return entries, waiting, asking
}

// level looks up the subsets of size k, of which sets have so many.
func (e *enumeration) level(k, entries int, parallel Parallel) error {
	// Every part of the ranks has a table, which one worker fills in the order of the sets.
	parts := bits.Len(uint(min(runtime.GOMAXPROCS(0), 16) - 1))
	tables := make([]table, 1<<parts)
	all := e.ways(max(e.members, k), k)
	var wg sync.WaitGroup
	for p := range tables {
		wg.Go(func() {
			t := newTable(int(min(rank(entries), all))>>parts, all, e.limit+1, parts, p)
			var ranks []rank
			for i, listed := range e.listed {
				if !listed || e.size(i) < k {
					continue
				}
				ranks = e.appendRanks(ranks[:0], e.of(i), k)
				for _, r := range ranks {
					if int(r)&(1<<parts-1) == p {
						t.enter(r, uint32(i))
					}
				}
				if t.most > 0 && t.full == t.most {
					break
				}
			}
			tables[p] = t
		})
	}
	wg.Wait()
	return parallel(e.Len(), func() func(lo, hi int) {
		next := make([]uint32, e.limit)
		var ranks []rank
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				if !e.waiting[i] || e.size(i) < k {
					continue
				}
				ranks = e.appendRanks(ranks[:0], e.of(i), k)
				n := e.collect(i, ranks, tables, next)
				have := int(e.count[i])
				for at, j := range next[:n] {
					e.hits[i*e.limit+have+at] = newHit(k, j)
				}
				e.count[i] = uint8(have + n)
				if have+n == e.limit || k == 1 {
					e.done[i], e.waiting[i] = true, false
				}
			}
		}
	})
}

// collect puts the first sets that have one of the subsets into next, as many as
// set i's list has room for, ascending, without those that it holds. It returns
// how many they are.
func (e *enumeration) collect(i int, ranks []rank, tables []table, next []uint32) (n int) {
	have := e.hits[i*e.limit:][:e.count[i]]
	next = next[:e.limit-len(have)]
	own := 0
	if e.listed[i] {
		own = 1 // it is in the lists itself
	}
	for _, r := range ranks {
		list := tables[int(r)&(len(tables)-1)].list(r)
		if len(list) == own {
			continue
		}
	sets:
		for _, j := range list {
			at := n
			for at > 0 && next[at-1] > j {
				at--
			}
			if at == len(next) {
				break
			}
			if int(j) == i || at > 0 && next[at-1] == j {
				continue
			}
			for _, h := range have {
				if h.Set() == int(j) {
					continue sets
				}
			}
			if n < len(next) {
				n++
			}
			for to := n - 1; to > at; to-- {
				next[to] = next[to-1]
			}
			next[at] = j
		}
	}
	return n
}
