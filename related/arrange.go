package related

import (
	"context"
	"math/bits"
	"slices"
)

// arrangedFrom is how many documents an index has at least that are arranged. What fewer
// take fits the caches in any order. It is a variable for tests alone.
var arrangedFrom = 30_000

// perLeader is how many documents there are for every leader.
const perLeader = 128

// arrange returns an order of the documents in which similar ones lie close together, nil if
// that would bring nothing: what the first stage adds up for a subject's candidates, and what
// they are then compared by, is then in few pieces of memory, and these in the nearest caches.
//
// Every 128th document is a leader, and all follow the leader that the first stage gives
// most. (Cluster pruning, as in Manning, Raghavan and Schütze, Introduction to Information
// Retrieval, 2008, 7.1.6, but nothing is pruned.) Leaders follow each other in the same way.
func arrange(ctx context.Context, blocks []*bags, w *weigher, c *census, n int) (order []int32, err error) {
	if n < arrangedFrom {
		return nil, nil
	}
	leaders := newBags(n/perLeader+1, 0)
	for i := 0; i < n; i += perLeader {
		leaders.take(blocks[i/blockSize], i%blockSize)
	}
	p, err := newPostings(ctx, leaders, w, c, narrow)
	if err != nil {
		return nil, err
	}
	chain := newLeaderSearch(p, w, len(leaders.scale)).chain(ctx, leaders)
	leader := make([]uint32, n) // by document: where its leader is in the chain
	err = inBlocks(ctx, n, func() func(lo, hi int) {
		l := newLeaderSearch(p, w, len(leaders.scale))
		return func(lo, hi int) {
			block := blocks[lo/blockSize]
			for i := lo; i < hi; i++ {
				leader[i] = chain[l.find(block.of(i-lo), block.scale[i-lo])]
			}
		}
	})
	if err != nil {
		return nil, err
	}
	next := make([]uint32, len(chain)+1) // by leader, after the one before: where the next document goes
	for _, l := range leader {
		next[l+1]++
	}
	for l := range chain {
		next[l+1] += next[l]
	}
	order = make([]int32, n)
	for i, l := range leader {
		order[next[l]] = int32(i)
		next[l]++
	}
	return order, nil
}

// A leaderSearch looks for leaders of documents.
type leaderSearch struct {
	postings *postings // of leaders
	weigher  *weigher
	scores   []uint16 // by leader; as long as a power of two
	taken    []bool   // by leader: whether it is not looked for any more
	noted    []uint32 // scratch
}

func newLeaderSearch(p *postings, w *weigher, leaders int) *leaderSearch {
	return &leaderSearch{p, w, make([]uint16, 1<<bits.Len(uint(leaders))), make([]bool, leaders), make([]uint32, leaders)}
}

// find returns the best leader that is not taken; if none shares anything with the document,
// the first.
func (l *leaderSearch) find(b bag, scale float32) (best int) {
	for i, count := range b.count {
		f := b.feature(i)
		if f >= l.weigher.firstLone {
			break
		}
		if list := l.postings.of(f); len(list) > 0 {
			addImpacts(l.scores, list, uint64(l.weigher.of(f).impact(count, scale))*fullScore/one, one, l.noted)
		}
	}
	most := uint16(0)
	for leader, taken := range l.taken {
		if score := l.scores[leader]; score > most && !taken {
			best, most = leader, score
		}
	}
	clear(l.scores)
	if most == 0 {
		best = max(0, slices.Index(l.taken, false))
	}
	return best
}

// chain returns where every leader is in a chain of similar ones.
func (l *leaderSearch) chain(ctx context.Context, leaders *bags) []uint32 {
	at, chain := 0, make([]uint32, len(leaders.scale))
	for n := range below(ctx, len(chain)) {
		chain[at], l.taken[at] = uint32(n), true
		at = l.find(leaders.of(at), leaders.scale[at])
	}
	return chain
}
