package related

import (
	"context"
	"math"
	"math/bits"
)

// loneWords is how many words that no other document has count in the length of
// a vector, each once.
const loneWords = 80

// The kinds of features count differently in the cosine: forms and stems half
// each, so that inflections of a word are alike but not equal, and pairs a
// quarter on top. A form that is alone with its stem counts as both.
var kindWeight = [...]float64{
	formKind: 0.7,
	stemKind: 0.7,
	soleKind: 0.9899494936611665, // √(2 · 0.7²)
	pairKind: 0.5,
}

// A weigher turns counts into weights.
type weigher struct {
	class     []uint16 // by feature
	classes   []class
	firstLone uint32  // the first feature that only one document has
	lnN       float64 // the idf of what only one document has
}

// A class is what features have in common that are of one kind and in equally many
// documents. There are millions of features on large sites, and a few thousand classes, which
// memory answers for faster.
type class struct {
	kind   kind
	gain   float32 // the kind's weight times the idf
	square uint32  // of the gain, in integers of gainScale
	posted float64 // the gain in the first stage
	rarity uint16  // the root of the idf, as a share of 4
}

func newClass(k kind, gain float32) class {
	rarity := math.Sqrt(float64(gain)/kindWeight[k]) * (one / 4)
	return class{k, gain, squareOf(gain), float64(gain) * postedShare[k], uint16(min(rarity, one))}
}

// newWeigher computes inverse document frequencies of the n documents that are
// counted: idf = ln((n+1)/df).
func newWeigher(lx *lexicon, frequency []uint32, n int) *weigher {
	features := len(frequency)
	w := &weigher{class: withRoom[uint16](features), firstLone: uint32(features), lnN: ln(float64(n + 1))}
	idf, last := 0.0, uint32(0)
	for f, df := range frequency {
		if df = significant(df); df != last {
			idf, last = w.lnN-ln(float64(max(df, 1))), df
		}
		if df <= 1 {
			w.firstLone = min(w.firstLone, uint32(f))
		}
		kind, _ := lx.kindOf(lx.thing[f])
		w.add(kind, idf)
	}
	return w
}

// significant returns a document frequency, or if it is large about the same, of which
// there are fewer: all classes must have a number.
func significant(df uint32) uint32 {
	if df < 1<<13 {
		return df
	}
	shift := bits.Len32(df) - 8
	return df >> shift << shift
}

// add adds a feature, which as many documents have as the last one, or fewer.
func (w *weigher) add(k kind, idf float64) {
	gain := float32(kindWeight[k] * idf)
	at := max(0, len(w.classes)-len(kindWeight)) // one of a kind
	for at < len(w.classes) && (w.classes[at].kind != k || w.classes[at].gain != gain) {
		at++
	}
	if at == len(w.classes) {
		w.classes = append(w.classes, newClass(k, gain))
	}
	w.class = append(w.class, uint16(at))
}

// of returns a feature's class.
func (w *weigher) of(feature uint32) *class { return &w.classes[w.class[feature]] }

// idf returns the idf of a stem, given its feature; gap is one that no document has, and
// as rare as what one has.
func (w *weigher) idf(feature uint32) float64 {
	if feature == gap {
		return w.lnN
	}
	c := w.of(feature)
	return float64(c.gain) / kindWeight[c.kind]
}

func squareOf(gain float32) uint32 {
	g := float64(gain)
	return uint32(float64(min(float64(g*g), 16*16-1)*gainScale) + 0.5)
}

// length returns the length of a bag's vector. The weight of a feature is
//
//	kind's weight · √count · idf
//
// divided by that length. (After Salton and Buckley, Term-weighting approaches in
// automatic text retrieval, 1988; the root of the count rather than its logarithm
// is Lucene's classic choice.) The length takes in the words that no other document
// has, or on a site of three pages the one word that two share would be all they are
// about; but no more of them than loneWords, or on a small site nothing would be
// about anything. unknown is how often stems occur that no document has. The sum is one
// of integers, so that it does not depend on the order of the features.
func (w *weigher) length(b bag, unknown uint64) float64 {
	sum, lone := uint64(0), unknown*uint64(squareOf(float32(kindWeight[soleKind]*w.lnN)))
	for i, count := range b.count {
		f := b.feature(i)
		x := uint64(w.of(f).square) * uint64(countOf[count])
		if f < w.firstLone {
			sum += x
		} else {
			lone += x
		}
	}
	return math.Sqrt(float64(sum+min(lone, uint64(loneWords*gainScale*float64(w.lnN*w.lnN)))) / gainScale)
}

// one is the weight 1 in integers.
const one = 1<<16 - 1

// scaleAll notes the lengths of all vectors.
func scaleAll(ctx context.Context, blocks []*bags, w *weigher) error {
	return inBlocksOf(ctx, 1, len(blocks), func() func(lo, hi int) {
		return func(at, _ int) {
			b := blocks[at]
			for i := range len(b.start) - 1 {
				b.scale = append(b.scale, scaleOf(w.length(b.of(i), 0)))
			}
		}
	})
}

func scaleOf(length float64) float32 {
	if length == 0 {
		return 0
	}
	return float32(1 / length)
}
