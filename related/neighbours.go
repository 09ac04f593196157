package related

import (
	"cmp"
	"context"
	"slices"
)

// A neighbour is a document that may be in another's list, with those signals
// of the pair that take their two texts to compute, in the integers of a vector.
type neighbour struct {
	doc   uint32
	text  uint16
	title uint16
}

const (
	// closest is how many of its neighbours stand for the surroundings of a
	// document.
	closest = 7
	// closestPrior keeps a document that has hardly any relations from leaning
	// on the few: its surroundings count in full only where its neighbours'
	// similarities add up to much more than this.
	closestPrior = 0.5
)

// neighbours holds the neighbours of every document, up to [numCandidates] each,
// those with the most similar texts first. All lists are read off it.
type neighbours struct {
	start []int // by document; one more entry than documents
	all   []neighbour
}

func (n *neighbours) of(i int) []neighbour { return n.all[n.start[i]:n.start[i+1]] }

// closestOf returns those of a document's neighbours that stand for its
// surroundings.
func (n *neighbours) closestOf(i int) []neighbour {
	all := n.of(i)
	return all[:min(closest, len(all))]
}

// findNeighbours runs both stages for every document of the index.
func findNeighbours(ctx context.Context, x *Index) (*neighbours, error) {
	n := len(x.docs)
	blocks := make([][]neighbour, (n+blockSize-1)/blockSize)
	found := &neighbours{start: make([]int, n+1)}
	q := x.request(Query{})
	err := inBlocks(ctx, n, func() func(lo, hi int) {
		var block []neighbour
		return func(lo, hi int) {
			r := x.rankers.Get().(*ranker)
			block = block[:0]
			for i := lo; i < hi; i++ {
				before := len(block)
				block = r.search(block, x.subject(i), q)
				found.start[i+1] = len(block) - before
			}
			blocks[lo/blockSize] = slices.Clone(block)
			x.rankers.Put(r)
		}
	})
	if err != nil {
		return nil, err
	}
	for i := range n {
		found.start[i+1] += found.start[i]
	}
	found.all = slices.Concat(blocks...)
	return found, nil
}

// search finds a subject's neighbours and appends them to dst.
func (r *ranker) search(dst []neighbour, s *subject, q *request) []neighbour {
	r.load(s)
	defer r.unload(s)
	first := len(dst)
	for _, c := range r.candidates(s, q) {
		dst = append(dst, r.compare(s, c.doc))
	}
	slices.SortFunc(dst[first:], func(a, b neighbour) int {
		if c := cmp.Compare(b.text, a.text); c != 0 {
			return c
		}
		return cmp.Compare(a.doc, b.doc)
	})
	return dst
}

// compare computes what the texts of the loaded subject and a document have in
// common, on all that the index knows of both.
func (r *ranker) compare(s *subject, doc uint32) neighbour {
	d := r.x.vectors.of(int(doc))
	dot, mentioned := uint64(0), uint32(0)
	for _, at := range r.filter.hits(d.feature, r.hits) {
		in := r.query[d.feature[at]]
		dot += uint64(uint32(in.weight) * uint32(d.weight[at]))
		mentioned += uint32(in.title)
	}
	title := r.x.titles.of(int(doc))
	mentions := uint32(0)
	for i, f := range title.feature {
		if r.query[f].weight > 0 {
			mentions += uint32(title.weight[i])
		}
	}
	return neighbour{doc, uint16(min(dot/one, one)), uint16(min((mentioned+mentions)/2, one))}
}
