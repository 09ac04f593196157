package related

import (
	"context"
	"math"
)

// Renew returns the index that [New] makes of the documents with x's options, down to
// the last bit of every score, and takes over from x what has not changed. That is
// nearly all if the new articles are the newest, and few; otherwise Renew builds the
// index anew.
//
// It reports documents that it can't take as New does, and ctx's error if ctx is done.
func (x *Index) Renew(ctx context.Context, docs []Document) (*Index, error) {
	all := pointersTo(docs)
	if err := checkIDs(all); err != nil {
		return nil, err
	}
	if x.shared == nil {
		if y, err := x.takeOver(ctx, all); y != nil || err != nil {
			return y, err
		}
	}
	return newIndex(ctx, all, &x.options)
}

// takeOver is Renew if it can take something over; else it returns nil.
func (x *Index) takeOver(ctx context.Context, docs []*Document) (*Index, error) {
	c, err := newCensus(ctx, docs)
	if err != nil || c.size != x.census.size {
		return nil, err
	}
	same := make([]int, len(docs)) // where it is in x, unchanged; -1 for others
	err = inBlocks(ctx, len(docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				same[i] = -1
				if old, ok := x.at(docs[i].ID); ok && x.printOf(old) == docs[i].print() {
					same[i] = old
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	var added []*Document
	stays := make([]int, len(x.docs)) // by document: where it is in docs, counted from 1
	for i := range docs {
		old := same[i]
		if old >= 0 {
			stays[old] = i + 1
		} else {
			added = append(added, docs[i])
		}
		if c.has(i) && (old < 0 || !x.census.has(old)) {
			return nil, nil // words are counted that were not
		}
	}
	var gone []int
	for i := range x.inOrder() {
		if stays[i] == 0 {
			gone = append(gone, i)
		}
	}
	if x.lag+len(added)+len(gone) > c.size/maxLag { // what is gone takes room
		return nil, nil
	}
	y := x.fork()
	y.textless, y.prints = 0, nil
	if y.options.DropContent {
		for i := range below(ctx, len(x.docs)) {
			y.prints = append(y.prints, x.printOf(i))
		}
	} else {
		y.docs = cloneWithRoom(y.docs)
		for i, at := range stays {
			if at != 0 {
				y.docs[i] = docs[at-1]
			}
		}
	}
	g, err := x.growInto(ctx, y, added, gone)
	if err != nil {
		return nil, err
	}
	for _, i := range g.added {
		if len(y.copies[i]) > 0 {
			return nil, nil // New may find some that this way does not
		}
	}
	if y.firsts, err = g.renewFirsts(ctx); err != nil {
		return nil, err
	}
	if y.options.Fill {
		y.fallback = newFallback(y)
	}
	return y, nil
}

// printOf returns the fingerprint of document i as it was handed in.
func (x *Index) printOf(i int) uint64 {
	if i < len(x.prints) {
		return x.prints[i]
	}
	return x.docs[i].print()
}

// print returns a fingerprint of all that a document says.
func (d *Document) print() uint64 {
	h := uint64(0)
	add := func(all ...string) {
		h = mix(h ^ uint64(len(all)))
		for _, s := range all {
			h = mix(h ^ hashOf(s))
		}
	}
	add(d.ID, d.URL, d.Title, d.Summary, d.Content, d.Section, d.Series, d.Language, d.Image)
	for _, all := range [...][]string{d.Headings, d.Tags, d.Authors, d.Links, d.Pins} {
		add(all...)
	}
	for _, n := range [...]int64{d.Published.Unix(), int64(d.Published.Nanosecond()), d.Updated.Unix(), int64(d.Updated.Nanosecond())} {
		h = mix(h ^ uint64(n))
	}
	h = mix(h ^ math.Float64bits(d.Boost))
	if d.Hidden {
		h = mix(h)
	}
	return h
}
