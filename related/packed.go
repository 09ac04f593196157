package related

import (
	"context"
	"slices"
)

// packedBags holds bags in half of the memory, once all documents have been compared
// with each other: one after the other the features, ascending, each as what it is more
// than the one before, with its count in the lowest two bits. Numbers have as many bytes
// as they need, seven bits in each, the lowest first (LEB128).
type packedBags struct {
	start []uint32 // by document: where its bytes start; one more entry than documents
	bytes []uint8
}

// manyCounts in the place of a count, less one, says that the count has a byte of its own.
const manyCounts = 3

// pack packs the bags.
func (b *bags) pack(ctx context.Context) error {
	n := len(b.scale)
	blocks := make([][]uint8, (n+blockSize-1)/blockSize)
	sizes := make([]uint32, n)
	err := inBlocks(ctx, n, func() func(lo, hi int) {
		var bytes []uint8
		return func(lo, hi int) {
			bytes = bytes[:0]
			for i := lo; i < hi; i++ {
				before := len(bytes)
				bytes = appendBag(bytes, b.of(i))
				sizes[i] = uint32(len(bytes) - before)
			}
			blocks[lo/blockSize] = slices.Clone(bytes)
		}
	})
	if err != nil {
		return err
	}
	total := 0
	for _, block := range blocks {
		total += len(block)
	}
	if err := checkSize(n, uint64(total)); err != nil {
		return err
	}
	p := &packedBags{start: append(withRoom[uint32](n+1), 0), bytes: withRoom[uint8](total)}
	for i, block := range blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.bytes = append(p.bytes, block...)
		blocks[i] = nil
	}
	for _, size := range sizes {
		p.start = append(p.start, p.start[len(p.start)-1]+size)
	}
	*b = bags{scale: b.scale, packed: p}
	return nil
}

// add appends a bag.
func (p *packedBags) add(b bag) {
	p.bytes = appendBag(p.bytes, b)
	p.start = append(p.start, uint32(len(p.bytes)))
}

func appendBag(dst []uint8, b bag) []uint8 {
	last := uint32(0)
	for i, count := range b.count {
		f := b.feature(i)
		code := uint64(min(count-1, manyCounts))
		v := uint64(f-last)<<2 | code
		for ; v >= 0x80; v >>= 7 {
			dst = append(dst, uint8(v)|0x80)
		}
		dst = append(dst, uint8(v))
		if code == manyCounts {
			dst = append(dst, count)
		}
		last = f
	}
	return dst
}

// read returns the bag of document i, in dst's slices, which may grow.
func (p *packedBags) read(i int, dst *bag) bag {
	*dst = bag{dst.narrow[:0], dst.wide[:0], dst.count[:0]}
	r := p.reader(i)
	for len(r.bytes) > 0 {
		f, count := r.next()
		if f < narrowFeatures {
			dst.narrow = append(dst.narrow, uint16(f))
		} else {
			dst.wide = append(dst.wide, f)
		}
		dst.count = append(dst.count, count)
	}
	return *dst
}

// dot is loadedQuery.dot with the bag of document i. It is bagReader.next written out, for
// most of the time that an update takes is spent here.
func (p *packedBags) dot(q *loadedQuery, i int) (dot uint64, title uint32) {
	bytes := p.bytes[p.start[i]:p.start[i+1]]
	f := uint32(0)
	for at := 0; at < len(bytes); {
		v := uint32(bytes[at])
		at++
		if v >= 0x80 {
			v &= 0x7f
			for shift := 7; at < len(bytes); shift += 7 {
				more := bytes[at]
				at++
				v |= uint32(more&0x7f) << shift
				if more < 0x80 {
					break
				}
			}
		}
		f += v >> 2
		count := uint8(v&manyCounts) + 1
		if count > manyCounts && at < len(bytes) {
			count = bytes[at]
			at++
		}
		if in := q.of(f); in != 0 {
			dot += in.text() * uint64(rootOf[count])
			title += in.title()
		}
	}
	return dot, title
}

// A bagReader reads the features of a packed bag one after the other.
type bagReader struct {
	bytes   []uint8
	feature uint32
}

func (p *packedBags) reader(i int) bagReader {
	return bagReader{bytes: p.bytes[p.start[i]:p.start[i+1]]}
}

func (r *bagReader) next() (feature uint32, count uint8) {
	b := r.bytes
	v, n := uint64(b[0]&0x7f), 1
	for shift := 7; b[n-1] >= 0x80; shift += 7 {
		v |= uint64(b[n]&0x7f) << shift
		n++
	}
	count = uint8(v&manyCounts) + 1
	if count > manyCounts {
		count = b[n]
		n++
	}
	r.bytes = b[n:]
	r.feature += uint32(v >> 2)
	return r.feature, count
}

// touch reads document i's bag ahead of its use.
func (p *packedBags) touch(i int) (sum uint32) {
	const line = 64 // bytes
	bytes := p.bytes[p.start[i]:p.start[i+1]]
	for at := 0; at < len(bytes); at += line {
		sum += uint32(bytes[at])
	}
	return sum
}
