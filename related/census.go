package related

import (
	"context"
	"math/bits"
	"slices"
)

// A census says which documents are counted: which words, pairs and tags there are
// and how many documents have them, is taken from these alone. They are nearly all,
// and the oldest: so that for one new article nothing changes in how others are
// ranked, and [Index.Renew] can take over what was made before. What only others
// have counts as much as what one document has.
type census struct {
	size    int    // how many documents are counted
	next    int    // how many documents there must be for more to be counted
	counted []bool // by document; nil if all are
}

// censusBits is how many leading binary digits of the number of documents count: at
// most one document of 128 is left out.
const censusBits = 8

func newCensus(ctx context.Context, docs []*Document) (census, error) {
	n := len(docs)
	shift := max(bits.Len(uint(n))-censusBits, 0)
	c := census{size: n >> shift << shift}
	c.next = c.size + 1<<shift
	if c.size == n {
		return c, nil
	}
	oldest, err := datedOrder(ctx, docs, false)
	if err != nil {
		return census{}, err
	}
	c.counted = make([]bool, n)
	for _, i := range oldest[:c.size] {
		c.counted[i] = true
	}
	return c, nil
}

func (c *census) has(i int) bool { return c.counted == nil || c.counted[i] }

// leaveOut notes that the census was of n documents when more came.
func (c *census) leaveOut(n, more int) {
	if c.counted == nil {
		c.counted = slices.Repeat([]bool{true}, n)
	}
	c.counted = append(slices.Clip(c.counted), make([]bool, more)...)
}

// countedOf returns those of some values, one a document, whose documents are counted.
func countedOf[T any](c *census, all []T) []T {
	if c.counted == nil {
		return all
	}
	some := make([]T, 0, c.size)
	for i, v := range all {
		if c.counted[i] {
			some = append(some, v)
		}
	}
	return some
}

// maxLag is the part of the documents, one in so many, that may come or go before an
// update builds the index anew.
const maxLag = 32
