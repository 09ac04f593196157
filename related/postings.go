package related

import (
	"context"
	"iter"
	"math"
	"math/bits"
	"slices"
)

// postedShare is what the kinds of features weigh in the first stage, as a share of
// kindWeight. Its stems stand for their forms as well, which in most pairs of texts
// that share the stem are the same. Pairs say again what their stems have said, and on
// real text they would take the places of words that say more.
var postedShare = [...]float64{
	formKind: 0,
	stemKind: math.Sqrt2,
	soleKind: 1,
	pairKind: 0.7,
}

// impact returns what a feature weighs in the first stage, as a share of one.
func (c *class) impact(count uint8, scale float32) uint16 {
	x := float64(c.posted * float64(rootOf[count]))
	return uint16(min(float64(float64(x*float64(scale))*(one/rootScale)+0.5), one))
}

// postings list, for every feature, the documents among whose strongest it is,
// each with its weight there (its impact). The two share 32 bits: the impact has
// the high ones, as many of the weight's as the document leaves.
type postings struct {
	start        []uint32 // by feature; one more entry than features
	all          []uint32
	documentBits int      // of a posting: the low ones
	least        []uint16 // by document: the least strength of its strongest features
	recent       recents
	breadth
}

// minDocumentBits leaves twelve to impacts, which is as exact as they need to be.
const minDocumentBits = 20

// of returns a feature's postings of the documents from which the index was built.
func (p *postings) of(feature uint32) []uint32 {
	if int(feature)+1 >= len(p.start) {
		return nil // new since
	}
	return p.all[p.start[feature]:p.start[feature+1]]
}

// recentOf returns a feature's postings of the documents that updates added.
func (p *postings) recentOf(feature uint32) []uint32 {
	if len(p.recent.feature) == 0 {
		return nil
	}
	return p.recent.of(feature)
}

// isShared reports whether postings hold a feature for more than one document.
func (p *postings) isShared(feature uint32) bool {
	return len(p.of(feature))+len(p.recentOf(feature)) > 1
}

// documentBits returns how many bits the numbers of all documents fit that an index can have
// before it is built anew. It is the same for all indexes with the same counted documents.
func (c *census) documentBits() int {
	return max(bits.Len(uint(c.next+c.next/maxLag)), minDocumentBits)
}

// newPostings posts every document's strongest features.
func newPostings(ctx context.Context, b *bags, w *weigher, c *census, of breadth) (*postings, error) {
	n := len(b.scale)
	p := &postings{
		start: make([]uint32, len(w.class)+1), least: withRoom[uint16](n)[:n],
		breadth: of, documentBits: c.documentBits(),
	}
	blocks := make([][]uint64, (n+blockSize-1)/blockSize) // each feature above its posting
	err := inBlocks(ctx, n, func() func(lo, hi int) {
		var block []uint64
		var scratch []uint32
		return func(lo, hi int) {
			block = block[:0]
			for i := lo; i < hi; i++ {
				p.least[i], scratch = w.leastOfStrongest(b.of(i), b.scale[i], &p.breadth, scratch)
				for f, weight := range w.strongest(b.of(i), b.scale[i], p.least[i], &p.breadth) {
					block = append(block, uint64(f)<<32|uint64(p.posting(i, weight)))
				}
			}
			blocks[lo/blockSize] = slices.Clone(block)
		}
	})
	if err != nil {
		return nil, err
	}
	for _, block := range blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, packed := range block {
			p.start[packed>>32+1]++
		}
	}
	for f := range w.class {
		p.start[f+1] += p.start[f]
	}
	p.all = make([]uint32, p.start[len(w.class)])
	next := slices.Clone(p.start)
	for i, block := range blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, packed := range block {
			p.all[next[packed>>32]] = uint32(packed)
			next[packed>>32]++
		}
		blocks[i] = nil
	}
	return p, nil
}

// posting returns the posting of a document in which a feature has that weight.
func (p *postings) posting(doc int, weight uint16) uint32 {
	return p.impact(weight) | uint32(doc)
}

// impact returns a weight as postings have it, as a share of 1<<32.
func (p *postings) impact(weight uint16) uint32 {
	return uint32(weight) << 16 >> p.documentBits << p.documentBits
}

// contribution returns what a feature adds to a document's score: its impact there times its
// weight in the subject, which is given as a share of fullScore.
func contribution(impact uint32, share uint64) uint16 {
	return uint16((uint64(impact)*share + 1<<31) >> 32)
}

// leastOfStrongest returns the least strength among a document's strongest features, 0 if
// all are. Lone features, which only documents from outside the index can share, do not
// take the place of others.
func (w *weigher) leastOfStrongest(b bag, scale float32, of *breadth, scratch []uint32) (least uint16, _ []uint32) {
	scratch = scratch[:0] // strengths above weights
	sum := uint64(0)
	for i, count := range b.count {
		if f := b.feature(i); f < w.firstLone && w.of(f).kind != formKind {
			c := w.of(f)
			weight := c.impact(count, scale)
			scratch = append(scratch, uint32(of.strength(c, weight))<<16|uint32(weight))
			sum += uint64(weight) * uint64(weight)
		}
	}
	if len(scratch) > of.strongest {
		slices.Sort(scratch)
		least = uint16(scratch[len(scratch)-of.strongest] >> 16)
	}
	if of.share < 1 && sum > 0 {
		least = max(least, leastWithout(scratch, uint64((1-of.share)*float64(sum))))
	}
	return least, scratch
}

// leastWithout returns the least strength that remains when the least are left out whose
// weights have squares that add up to no more than rest, which is less than all. It adds up
// those whose strengths have the same high byte, and sorts only among the last of these,
// which is several times faster than to sort all. The values are overwritten.
func leastWithout(values []uint32, rest uint64) uint16 {
	var squares [256]uint64
	square := func(v uint32) uint64 { return uint64(v&one) * uint64(v&one) }
	for _, v := range values {
		squares[v>>24] += square(v)
	}
	high := uint32(0)
	for ; high < 255 && squares[high] <= rest; high++ {
		rest -= squares[high]
	}
	last := values[:0]
	for _, v := range values {
		if v>>24 == high {
			last = append(last, v)
		}
	}
	slices.Sort(last)
	for _, v := range last {
		if square(v) > rest {
			return uint16(v >> 16)
		}
		rest -= square(v)
	}
	return 0 // not reached, as rest is less than all
}

// nthGreatest returns the nth greatest of at least n values. It counts how many
// have each high byte, and then each low byte among those that matter, which is
// several times faster than to sort.
func nthGreatest(values []uint16, nth int) uint16 {
	var count [256]uint32
	for _, v := range values {
		count[v>>8]++
	}
	n, high := uint32(nth), 255
	for ; count[high] < n; high-- {
		n -= count[high]
	}
	count = [256]uint32{}
	for _, v := range values {
		if int(v>>8) == high {
			count[v&255]++
		}
	}
	low := 255
	for ; count[low] < n; low-- {
		n -= count[low]
	}
	return uint16(high<<8 | low)
}

// strongest yields a document's strongest features, given the least strength
// among them, and the lone ones.
func (w *weigher) strongest(b bag, scale float32, least uint16, of *breadth) iter.Seq2[uint32, uint16] {
	return func(yield func(feature uint32, weight uint16) bool) {
		for i, count := range b.count {
			f := b.feature(i)
			c := w.of(f)
			if c.kind == formKind {
				continue
			}
			if weight := c.impact(count, scale); (of.strength(c, weight) >= least || f >= w.firstLone) && !yield(f, weight) {
				return
			}
		}
	}
}
