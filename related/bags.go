package related

import (
	"context"
	"math"
	"slices"
	"sync"
)

// A bag holds the features of a text, each once and ascending, with how often it occurs.
type bag struct {
	narrow []uint16 // the features that fit 16 bits: nearly all, as the frequent come first
	wide   []uint32 // the others
	count  []uint8  // of the narrow ones, then of the wide ones; packed
}

// feature returns the ith feature.
func (b bag) feature(i int) uint32 {
	if i < len(b.narrow) {
		return uint32(b.narrow[i])
	}
	return b.wide[i-len(b.narrow)]
}

const narrowFeatures = 1 << 16

// Counts up to exactCounts are packed as they are, greater ones in steps.
const (
	exactCounts = 128
	countStep   = 16
)

func packCount(n uint32) uint8 {
	if n > exactCounts {
		n = min(exactCounts+(n-exactCounts)/countStep, 255)
	}
	return uint8(n)
}

// countOf holds what every packed count stands for.
var countOf = func() (counts [256]uint16) {
	for packed := range counts {
		counts[packed] = uint16(packed + max(packed-exactCounts, 0)*(countStep-1))
	}
	return counts
}()

// rootScale is 1 in rootOf.
const rootScale = 1 << 8

// rootOf holds the square root of every packed count.
var rootOf = func() (roots [256]uint16) {
	for packed, n := range countOf {
		roots[packed] = uint16(float64(math.Sqrt(float64(n))*rootScale) + 0.5)
	}
	return roots
}()

// bags holds the bag of every document, one after the other.
type bags struct {
	start     []uint32 // by document: where its counts start; one more entry than documents
	wideStart []uint32 // the same for its wide features
	narrow    []uint16
	wide      []uint32
	count     []uint8
	scale     []float32 // by document: 1 over the length of its vector

	packed *packedBags // in the place of all the above but scale, once the index is made
}

// of returns the bag of document i.
func (b *bags) of(i int) bag {
	start, end := b.start[i], b.start[i+1]
	wideStart, wideEnd := b.wideStart[i], b.wideStart[i+1]
	return bag{b.narrow[start-wideStart : end-wideEnd], b.wide[wideStart:wideEnd], b.count[start:end]}
}

// read returns the bag of document i, which may be in scratch.
func (b *bags) read(i int, scratch *bag) bag {
	if b.packed != nil {
		return b.packed.read(i, scratch)
	}
	return b.of(i)
}

// touch reads document i's bag ahead of its use: memory answers many requests at
// once faster than one after the other.
func (b *bags) touch(i int) (sum uint32) {
	if b.packed != nil {
		return b.packed.touch(i)
	}
	const line = 64 // bytes
	bag := b.of(i)
	for at := 0; at < len(bag.narrow); at += line / 2 {
		sum += uint32(bag.narrow[at])
	}
	for at := 0; at < len(bag.count); at += line {
		sum += uint32(bag.count[at])
	}
	return sum
}

// add appends a bag, given its features as things.
func (b *bags) add(things []uint32, counts []uint8, feature []uint32, r *radixSorter) {
	r.values = r.values[:0]
	for i, thing := range things {
		if f := feature[thing]; f != gap {
			r.values = append(r.values, uint64(f)<<8|uint64(counts[i]))
		}
	}
	for _, both := range r.sorted(8) {
		if f := uint32(both >> 8); f < narrowFeatures {
			b.narrow = append(b.narrow, uint16(f))
		} else {
			b.wide = append(b.wide, f)
		}
		b.count = append(b.count, uint8(both))
	}
	b.start = append(b.start, uint32(len(b.count)))
	b.wideStart = append(b.wideStart, uint32(len(b.wide)))
}

// A counter counts the things of one document at a time, every occurrence
// times its field's weight.
type counter struct {
	lx      *lexicon
	count   []uint32 // by thing; all 0 between documents
	touched []uint32
	things  []uint32 // scratch: of a field, one after the other
	pairs   []uint64 // scratch: the same
}

func newCounter(lx *lexicon) *counter {
	return &counter{lx: lx, count: make([]uint32, lx.things())}
}

// counter returns a counter for a few documents, whose counts are the ranker's: there are
// far more things than they have.
func (r *ranker) counter(lx *lexicon) *counter {
	r.counts = lengthened(r.counts, lx.things()+len(lx.words))
	return &counter{lx: lx, count: r.counts}
}

// add counts the things of a field. It does so without a branch that depends on memory,
// which then answers many requests at once.
func (c *counter) add(weight uint32) {
	n := len(c.touched)
	touched := slices.Grow(c.touched, len(c.things))[:n+len(c.things)]
	for _, thing := range c.things {
		before := c.count[thing]
		c.count[thing] = before + weight
		touched[n] = thing
		if before == 0 {
			n++
		}
	}
	c.touched = touched[:n]
}

// addDocument counts the words and pairs of a document.
func (c *counter) addDocument(t *tokens) {
	lx := c.lx
	start := 0
	for f, end := range t.ends {
		previous := gap
		c.things, c.pairs = c.things[:0], c.pairs[:0]
		for _, n := range t.words[start:end] {
			if n == gap {
				previous = gap
				continue
			}
			w := lx.words[n]
			if w.stem == gap {
				continue
			}
			c.things = append(c.things, lx.stemThing(w.stem))
			if w.form != gap && int(w.stem) < len(lx.sole) && !lx.sole[w.stem] {
				c.things = append(c.things, w.form)
			}
			if previous != gap {
				c.pairs = append(c.pairs, pairOf(previous, w.stem))
			}
			previous = w.stem
		}
		for _, pair := range lx.pairs.likely(c.pairs) {
			if n := lx.pairs.find(pair); n != gap {
				c.things = append(c.things, lx.pairThing(n))
			}
		}
		c.add(fieldWeight[f])
		start = end
	}
}

// take appends what was counted to things and counts, in the order of the text,
// and starts afresh.
func (c *counter) take(things []uint32, counts []uint8) ([]uint32, []uint8) {
	for _, thing := range c.touched {
		things = append(things, thing)
		counts = append(counts, packCount(c.count[thing]))
		c.count[thing] = 0
	}
	c.touched = c.touched[:0]
	return things, counts
}

// countFeatures counts the things of every document, and for every thing the
// documents that have it, by which the lexicon then numbers the features. It returns the
// bags of every block of documents.
func countFeatures(ctx context.Context, toks []tokens, c *census, lx *lexicon) (parts []*bags, frequency []uint32, err error) {
	type counted struct {
		ends   []int
		things []uint32
		counts []uint8
	}
	blocks := make([]counted, (len(toks)+blockSize-1)/blockSize)
	var mu sync.Mutex
	var frequencies [][]uint32 // of every worker, by thing
	err = inBlocks(ctx, len(toks), func() func(lo, hi int) {
		counter := newCounter(lx)
		frequency := make([]uint32, lx.things())
		mu.Lock()
		frequencies = append(frequencies, frequency)
		mu.Unlock()
		var block counted
		return func(lo, hi int) {
			block = counted{block.ends[:0], block.things[:0], block.counts[:0]}
			for i := lo; i < hi; i++ {
				counter.addDocument(&toks[i])
				if c.has(i) {
					for _, thing := range counter.touched {
						frequency[thing]++
					}
				}
				block.things, block.counts = counter.take(block.things, block.counts)
				block.ends = append(block.ends, len(block.things))
			}
			blocks[lo/blockSize] = counted{slices.Clone(block.ends), slices.Clone(block.things), slices.Clone(block.counts)}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	total := 0
	for _, block := range blocks {
		total += len(block.things)
	}
	if err := checkSize(len(toks), uint64(total)); err != nil {
		return nil, nil, err
	}
	byThing := make([]uint32, lx.things())
	for _, more := range frequencies {
		for thing, n := range more {
			byThing[thing] += n
		}
	}
	lx.rank(byThing)
	frequency = make([]uint32, lx.features())
	for f, thing := range lx.thing {
		frequency[f] = byThing[thing]
	}
	parts = make([]*bags, len(blocks))
	err = inBlocksOf(ctx, 1, len(blocks), func() func(lo, hi int) {
		var sorter radixSorter
		return func(b, _ int) {
			block := &blocks[b]
			part := newBags(len(block.ends), len(block.things))
			start := 0
			for _, end := range block.ends {
				part.add(block.things[start:end], block.counts[start:end], lx.feature, &sorter)
				start = end
			}
			parts[b], *block = part, counted{} // not needed any more, and large
		}
	})
	return parts, frequency, err
}

// joined returns the bags of all n documents, given those of every block, in an order, which
// is nil if it is to stay as it is.
func joined(ctx context.Context, blocks []*bags, n int, order []int32) (*bags, error) {
	total := 0
	for _, block := range blocks {
		total += len(block.count)
	}
	all := newBags(n, total)
	for at := range below(ctx, n) {
		i := at
		if order != nil {
			i = int(order[at])
		}
		all.take(blocks[i/blockSize], i%blockSize)
	}
	return all, ctx.Err()
}

// newBags returns bags without documents, with room for so many, and for so many features.
func newBags(documents, features int) *bags {
	return &bags{
		start: withRoom[uint32](documents + 1)[:1], wideStart: withRoom[uint32](documents + 1)[:1],
		narrow: withRoom[uint16](features), count: withRoom[uint8](features), scale: withRoom[float32](documents),
	}
}

// take appends the bag of document i of others.
func (b *bags) take(others *bags, i int) {
	bag := others.of(i)
	b.narrow, b.wide, b.count = append(b.narrow, bag.narrow...), append(b.wide, bag.wide...), append(b.count, bag.count...)
	b.start, b.wideStart = append(b.start, uint32(len(b.count))), append(b.wideStart, uint32(len(b.wide)))
	b.scale = append(b.scale, others.scale[i])
}
