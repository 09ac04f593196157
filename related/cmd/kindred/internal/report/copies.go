package report

import (
	"cmp"
	"slices"
)

// copies groups the pairs of near-copies into clusters, the largest first.
func (c *Collection) copies() []Cluster {
	parent := make([]int, len(c.docs))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	var pairs [][2]int
	for _, p := range c.Index.NearCopies() {
		a, one := c.number[p[0]]
		b, other := c.number[p[1]]
		if one && other {
			pairs = append(pairs, [2]int{a, b})
			a, b = root(a), root(b)
			parent[max(a, b)] = min(a, b)
		}
	}
	clusters := make(map[int]*Cluster)
	for _, p := range pairs {
		at := root(p[0])
		if clusters[at] == nil {
			clusters[at] = &Cluster{}
		}
		clusters[at].Pairs++
	}
	all := []Cluster{}
	for i := range c.docs {
		if cluster := clusters[root(i)]; cluster != nil {
			cluster.Articles = append(cluster.Articles, c.article(i))
		}
	}
	for i := range c.docs {
		if cluster := clusters[i]; cluster != nil {
			slices.SortStableFunc(cluster.Articles, func(a, b Article) int { return newestFirst(b, a) })
			all = append(all, *cluster)
		}
	}
	slices.SortStableFunc(all, func(a, b Cluster) int { return cmp.Compare(len(b.Articles), len(a.Articles)) })
	return all
}
