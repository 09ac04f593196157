package related

import (
	"context"
	"math"
)

// Vectors are sparse, of length 1, and in integers, so that a dot product is
// the same in whatever order it is summed up.

// one is the weight 1 in the integers of a vector.
const one = 1<<16 - 1

// vectors holds one vector a document, one after the other.
type vectors struct {
	start   []int // where document i's vector starts; one more entry than documents
	feature []uint32
	weight  []uint16
}

// of returns the features of document i and their weights.
func (v *vectors) of(i int) vector {
	return vector{v.feature[v.start[i]:v.start[i+1]], v.weight[v.start[i]:v.start[i+1]]}
}

// A vector is one document's: features, each once, and their weights.
type vector struct {
	feature []uint32
	weight  []uint16
}

// counts are the features of some documents and how often each occurs, every
// occurrence times its field's weight.
type counts struct {
	start   []int
	feature []uint32
	count   []uint32
}

// A counter counts the features of one document at a time.
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
func (c *counter) take(dst *counts) {
	for _, f := range c.touched {
		dst.feature = append(dst.feature, f)
		dst.count = append(dst.count, c.count[f])
		c.count[f] = 0
	}
	c.touched = c.touched[:0]
	dst.start = append(dst.start, len(dst.feature))
}

// A weigher turns counts into weights.
type weigher struct {
	lx  *lexicon
	idf []float32 // by feature; 0 for one that no document has
	lnN float64   // the idf of what only one document has
}

// The kinds of features count differently in the cosine: forms and stems half
// each, so that inflections of a word are alike but not equal, and pairs a
// quarter on top. A form that is alone with its stem counts as both.
const (
	formWeight = 0.7
	stemWeight = 0.7
	soleWeight = 0.9899494936611665 // √(formWeight² + stemWeight²)
	pairWeight = 0.5
)

func (w *weigher) kindWeight(feature uint32) float64 {
	switch w.lx.kind(feature) {
	case pairKind:
		return pairWeight
	case stemKind:
		if w.lx.sole[int(feature)-len(w.lx.forms)] {
			return soleWeight
		}
		return stemWeight
	}
	return formWeight
}

// of returns the idf of a feature. What no document of the index has is as rare
// as what one has.
func (w *weigher) of(feature uint32) float64 {
	if w.knows(feature) {
		return float64(w.idf[feature])
	}
	return w.lnN
}

// knows reports whether a document of the index has the feature.
func (w *weigher) knows(feature uint32) bool {
	return int(feature) < len(w.idf) && w.idf[feature] > 0
}

// isLone reports whether only one document of the index has the feature.
func (w *weigher) isLone(feature uint32) bool { return w.idf[feature] == float32(w.lnN) }

// newWeigher computes inverse document frequencies: idf = ln((N+1)/df).
func newWeigher(lx *lexicon, frequency []uint32, n int) *weigher {
	w := &weigher{lx: lx, idf: make([]float32, len(frequency)), lnN: ln(float64(n + 1))}
	byFrequency := make(map[uint32]float32)
	for f, df := range frequency {
		if df == 0 {
			continue
		}
		idf, ok := byFrequency[df]
		if !ok {
			idf = float32(w.lnN - ln(float64(df)))
			byFrequency[df] = idf
		}
		w.idf[f] = idf
	}
	return w
}

// logs holds 1 + ln n for small n.
var logs = func() (logs [256]float64) {
	for n := 1; n < len(logs); n++ {
		logs[n] = 1 + ln(float64(n))
	}
	return logs
}()

func logCount(n uint32) float64 {
	if int(n) < len(logs) {
		return logs[n]
	}
	return 1 + ln(float64(n))
}

// weigh appends the vector of a document with these counts: every feature that
// the index knows, with
//
//	weight = kind's weight · (1 + ln count) · idf, divided by the vector's length
//
// (Salton and Buckley, Term-weighting approaches in automatic text retrieval,
// 1988, "ltc".) The length takes in the words that no other document has: on a
// site of three pages, the one word that two share is not all they are about.
func (w *weigher) weigh(dst *vectors, feature, count []uint32, scratch []float64) []float64 {
	scratch = scratch[:0]
	sum := 0.0
	for i, f := range feature {
		x := float64(w.kindWeight(f)*logCount(count[i])) * w.of(f)
		sum += float64(x * x)
		scratch = append(scratch, x)
	}
	length := math.Sqrt(sum)
	for i, x := range scratch {
		if w.knows(feature[i]) {
			dst.feature = append(dst.feature, feature[i])
			dst.weight = append(dst.weight, uint16(max(1, float64(x/length*one)+0.5)))
		}
	}
	dst.start = append(dst.start, len(dst.feature))
	return scratch
}

// countFeatures counts the features of every document, and for every feature
// the documents that have it.
func countFeatures(ctx context.Context, toks []tokens, lx *lexicon) (blocks []counts, frequency []uint32, err error) {
	blocks = make([]counts, (len(toks)+blockSize-1)/blockSize)
	err = inBlocks(ctx, len(toks), func() func(lo, hi int) {
		c := newCounter(lx, lx.features())
		return func(lo, hi int) {
			block := counts{start: []int{0}}
			for i := lo; i < hi; i++ {
				c.addDocument(&toks[i])
				c.take(&block)
			}
			blocks[lo/blockSize] = block
		}
	})
	frequency = make([]uint32, lx.features())
	for _, block := range blocks {
		for _, f := range block.feature {
			frequency[f]++
		}
	}
	return blocks, frequency, err
}

// weighAll makes the vectors of all documents.
func weighAll(ctx context.Context, blocks []counts, w *weigher) (*vectors, error) {
	parts := make([]vectors, len(blocks))
	err := inBlocks(ctx, len(blocks), func() func(lo, hi int) {
		var scratch []float64
		return func(lo, hi int) {
			for b := lo; b < hi; b++ {
				block := &blocks[b]
				for i, end := range block.start[1:] {
					start := block.start[i]
					scratch = w.weigh(&parts[b], block.feature[start:end], block.count[start:end], scratch)
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	total := 0
	for _, part := range parts {
		total += len(part.feature)
	}
	all := &vectors{start: []int{0}, feature: make([]uint32, 0, total), weight: make([]uint16, 0, total)}
	for _, part := range parts {
		base := len(all.feature)
		all.feature = append(all.feature, part.feature...)
		all.weight = append(all.weight, part.weight...)
		for _, end := range part.start {
			all.start = append(all.start, base+end)
		}
	}
	return all, nil
}
