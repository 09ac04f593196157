package related

import (
	"context"
	"math"
	"slices"
)

// A counter counts the features of one document at a time, every occurrence
// times its field's weight.
type counter struct {
	lx      *lexicon
	count   []uint32 // by feature; all 0 between documents
	touched []uint32
}

func newCounter(lx *lexicon, features int) *counter {
	return &counter{lx: lx, count: make([]uint32, features)}
}

func (c *counter) add(feature, n uint32) {
	if c.count[feature] == 0 {
		c.touched = append(c.touched, feature)
	}
	c.count[feature] += n
}

// addDocument counts the words and pairs of a document.
func (c *counter) addDocument(t *tokens) {
	at := 0
	for f, end := range t.ends {
		weight := fieldWeight[f]
		for ; at < end; at++ {
			if t.words[at] == gap {
				continue
			}
			w := c.lx.words[t.words[at]]
			if !w.stop {
				c.add(w.stem, weight)
				if w.form != w.stem {
					c.add(w.form, weight)
				}
			}
			if t.pairs[at] != gap {
				c.add(t.pairs[at], weight)
			}
		}
	}
}

// take appends what was counted to dst, in the order of the text, and starts
// afresh.
func (c *counter) take(dst *vectors) {
	for _, f := range c.touched {
		dst.feature = append(dst.feature, f)
		dst.weight = append(dst.weight, uint16(min(c.count[f], math.MaxUint16)))
		c.count[f] = 0
	}
	c.touched = c.touched[:0]
	dst.start = append(dst.start, len(dst.feature))
}

// countFeatures counts the features of every document, and for every feature
// the documents that have it.
func countFeatures(ctx context.Context, toks []tokens, lx *lexicon) (all *vectors, frequency []uint32, err error) {
	blocks := make([]vectors, (len(toks)+blockSize-1)/blockSize)
	err = inBlocks(ctx, len(toks), func() func(lo, hi int) {
		c := newCounter(lx, lx.features())
		var block vectors
		return func(lo, hi int) {
			block = vectors{start: block.start[:0], feature: block.feature[:0], weight: block.weight[:0]}
			for i := lo; i < hi; i++ {
				c.addDocument(&toks[i])
				c.take(&block)
			}
			blocks[lo/blockSize] = vectors{slices.Clone(block.start), slices.Clone(block.feature), slices.Clone(block.weight)}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	total := 0
	for _, block := range blocks {
		total += len(block.feature)
	}
	all = &vectors{make([]int, 1, len(toks)+1), make([]uint32, 0, total), make([]uint16, 0, total)}
	frequency = make([]uint32, lx.features())
	for _, block := range blocks {
		base := len(all.feature)
		for _, end := range block.start {
			all.start = append(all.start, base+end)
		}
		all.feature = append(all.feature, block.feature...)
		all.weight = append(all.weight, block.weight...)
		for _, f := range block.feature {
			frequency[f]++
		}
	}
	return all, frequency, nil
}
