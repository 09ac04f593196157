package related

import (
	"context"
	"math"
)

// Vectors are sparse, of length 1, and in integers, so that a dot product is
// the same in whatever order it is summed up.

// one is the weight 1 in the integers of a vector.
const one = 1<<16 - 1

// vectors holds one vector a document, one after the other. While an index is
// made, the weights first are counts.
type vectors struct {
	start   []int // where document i's vector starts; one more entry than documents
	feature []uint32
	weight  []uint16
}

// of returns the features of document i and their weights.
func (v *vectors) of(i int) vector {
	return vector{v.feature[v.start[i]:v.start[i+1]], v.weight[v.start[i]:v.start[i+1]]}
}

// longest returns the number of features of the longest vector.
func (v *vectors) longest() (n int) {
	for i, start := range v.start[:len(v.start)-1] {
		n = max(n, v.start[i+1]-start)
	}
	return n
}

// A vector is one document's: features, each once, and their weights.
type vector struct {
	feature []uint32
	weight  []uint16
}

// only returns the vector with only the features that are to be kept.
func (v vector) only(keep func(feature uint32) bool) (kept vector) {
	for i, f := range v.feature {
		if keep(f) {
			kept.feature = append(kept.feature, f)
			kept.weight = append(kept.weight, v.weight[i])
		}
	}
	return kept
}

// loneWords is how many words that no other document has count in the length of
// a vector, each once.
const loneWords = 80

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

// weigh turns the counts of a document's features into weights:
//
//	weight = kind's weight · √count · idf, divided by the vector's length
//
// (After Salton and Buckley, Term-weighting approaches in automatic text
// retrieval, 1988; the root of the count rather than its logarithm is Lucene's
// classic choice.) The length takes in the words that no other document has, or on a site of three
// pages the one word that two share would be all they are about; but no more of
// them than loneWords, or on a small site nothing would be about anything.
// It returns scratch for the next call.
func (w *weigher) weigh(v vector, scratch []float64) []float64 {
	scratch = scratch[:0]
	sum, lone := 0.0, 0.0
	for i, f := range v.feature {
		x := float64(w.kindWeight(f)*math.Sqrt(float64(v.weight[i]))) * w.of(f)
		if w.knows(f) && !w.isLone(f) {
			sum += float64(x * x)
		} else {
			lone += float64(x * x)
		}
		scratch = append(scratch, x)
	}
	length := math.Sqrt(sum + min(lone, float64(loneWords*w.lnN)*w.lnN))
	for i, x := range scratch {
		v.weight[i] = uint16(min(max(1, float64(x/length*one)+0.5), one))
	}
	return scratch
}

// weighAll turns the counts of all documents into weights.
func weighAll(ctx context.Context, v *vectors, w *weigher) error {
	return inBlocks(ctx, len(v.start)-1, func() func(lo, hi int) {
		var scratch []float64
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				scratch = w.weigh(v.of(i), scratch)
			}
		}
	})
}
