package tune

import (
	"cmp"
	"hash/fnv"
	"slices"
)

// Folds parts the queries into k folds of about the same size, and returns
// which queries, by their number, each holds. Which fold a query is in depends on
// the IDs and the pairs alone, not on their order. Folds that would be empty,
// for want of queries, are left out.
//
// The pairs are those of a query and a document that belongs to it. What is
// learnt from one tells of the other: most pairs hold in both directions, and a
// document that two queries have in common is found for both or for neither. So
// queries that pairs connect share a fold, as far as that goes: in most
// collections nearly all are connected in the end, and a fold has room for a kth
// of them. There the pairs that part two folds are those that a hash comes to
// last.
func Folds(queries []string, pairs [][2]string, k int) [][]int {
	k = min(k, len(queries))
	if k == 0 {
		return nil
	}
	c := newClusters(queries)
	room := (len(queries) + k - 1) / k
	for _, p := range shuffled(pairs) {
		c.join(p[0], p[1], room)
	}

	blocks := c.blocks(queries)
	folds := make([][]int, k)
	for _, block := range blocks {
		smallest := 0
		for i := range folds {
			if len(folds[i]) < len(folds[smallest]) {
				smallest = i
			}
		}
		folds[smallest] = append(folds[smallest], block...)
	}
	for i := range folds {
		slices.Sort(folds[i])
	}
	return slices.DeleteFunc(folds, func(f []int) bool { return len(f) == 0 })
}

// shuffled returns the pairs, each once and in one direction, in an order that
// has nothing to do with what they are about.
func shuffled(pairs [][2]string) [][2]string {
	type entry struct {
		hash uint64
		pair [2]string
	}
	entries := make([]entry, len(pairs))
	for i, p := range pairs {
		p = [2]string{min(p[0], p[1]), max(p[0], p[1])}
		entries[i] = entry{hash(p[0], p[1]), p}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.pair[0], b.pair[0]), cmp.Compare(a.pair[1], b.pair[1]))
	})
	entries = slices.Compact(entries)
	order := make([][2]string, len(entries))
	for i, e := range entries {
		order[i] = e.pair
	}
	return order
}

func hash(words ...string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// clusters are sets of articles that pairs connect.
type clusters struct {
	parent map[string]string
	size   map[string]int // queries in the cluster, by its root
}

func newClusters(queries []string) *clusters {
	c := &clusters{make(map[string]string, len(queries)), make(map[string]int, len(queries))}
	for _, q := range queries {
		c.parent[q], c.size[q] = q, 1
	}
	return c
}

func (c *clusters) root(id string) string {
	if _, ok := c.parent[id]; !ok {
		c.parent[id] = id // a document that is no query
	}
	for c.parent[id] != id {
		c.parent[id] = c.parent[c.parent[id]]
		id = c.parent[id]
	}
	return id
}

// join makes two clusters one unless that would have more queries than there is
// room for.
func (c *clusters) join(a, b string, room int) {
	a, b = c.root(a), c.root(b)
	if a == b || c.size[a]+c.size[b] > room {
		return
	}
	c.parent[b] = a
	c.size[a] += c.size[b]
}

// blocks returns the queries of each cluster by their number, the largest
// cluster first, so that the small ones even out the folds.
func (c *clusters) blocks(queries []string) [][]int {
	order := make([]int, len(queries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(hash(queries[i]), hash(queries[j])), cmp.Compare(queries[i], queries[j]))
	})
	number := map[string]int{}
	var blocks [][]int
	for _, i := range order {
		root := c.root(queries[i])
		n, ok := number[root]
		if !ok {
			n = len(blocks)
			number[root] = n
			blocks = append(blocks, nil)
		}
		blocks[n] = append(blocks[n], i)
	}
	slices.SortStableFunc(blocks, func(a, b []int) int { return len(b) - len(a) })
	return blocks
}

// Parted is the share of the pairs of two queries that are in different folds:
// how far held-out queries are not quite unseen.
func Parted(queries []string, pairs [][2]string, folds [][]int) float64 {
	fold := make(map[string]int, len(queries))
	for f, members := range folds {
		for _, i := range members {
			fold[queries[i]] = f
		}
	}
	parted, all := 0, 0
	for _, p := range pairs {
		a, isQuery := fold[p[0]]
		b, isToo := fold[p[1]]
		if !isQuery || !isToo {
			continue
		}
		all++
		if a != b {
			parted++
		}
	}
	return float64(parted) / float64(max(all, 1))
}
