package related

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// sortedInRuns is how many values are sorted at once before runs of them are merged.
const sortedInRuns = 1 << 14

// sortInBlocks returns values in order, sorted on all CPUs: runs first, which are then
// merged two by two. It needs the memory of all, which it overwrites, and that once more.
// No two values may compare equal, or their order would not be a stable one.
func sortInBlocks[T any](ctx context.Context, all []T, compare func(a, b T) int) ([]T, error) {
	err := inBlocksOf(ctx, sortedInRuns, len(all), func() func(lo, hi int) {
		return func(lo, hi int) { slices.SortFunc(all[lo:hi], compare) }
	})
	var merged []T
	for run := sortedInRuns; run < len(all) && err == nil; run *= 2 {
		if merged == nil {
			merged = make([]T, len(all))
		}
		err = inBlocksOf(ctx, 2*run, len(all), func() func(lo, hi int) {
			return func(lo, hi int) {
				middle := min(lo+run, hi)
				merge(ctx, merged[lo:hi], all[lo:middle], all[middle:hi], compare)
			}
		})
		all, merged = merged, all
	}
	return all, err
}

// merge merges two runs.
func merge[T any](ctx context.Context, dst, a, b []T, compare func(a, b T) int) {
	for at := range below(ctx, len(dst)) {
		if len(b) == 0 || len(a) > 0 && compare(a[0], b[0]) <= 0 {
			dst[at], a = a[0], a[1:]
		} else {
			dst[at], b = b[0], b[1:]
		}
	}
}

// sortTies sorts what is tied, in a slice that is sorted but for that.
func sortTies[T any](all []T, tied func(a, b T) bool, compare func(a, b T) int) {
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && tied(all[from], all[to]) {
			to++
		}
		if to-from > 1 {
			slices.SortFunc(all[from:to], compare)
		}
		from = to
	}
}

// A radixSorter sorts a few hundred numbers, several times faster than comparing them
// does.
type radixSorter struct{ values, spare []uint64 }

// sorted returns the values in order, those that differ in the lowest bits only, of which
// there are so many, in the order that they have.
func (r *radixSorter) sorted(lowest int) []uint64 {
	if len(r.values) == 0 {
		return nil
	}
	r.spare = append(r.spare[:0], r.values...)
	for greatest, shift := slices.Max(r.values), lowest; greatest>>shift > 0; shift += 8 {
		var next [256]uint32 // by digit: where the next value with it goes
		for _, v := range r.values {
			next[uint8(v>>shift)]++
		}
		at := uint32(0)
		for digit, n := range next {
			next[digit] = at
			at += n
		}
		for _, v := range r.values {
			digit := uint8(v >> shift)
			r.spare[next[digit]] = v
			next[digit]++
		}
		r.values, r.spare = r.spare, r.values
	}
	return r.values
}

// datedOrder returns the numbers of documents in the order of their dates, the oldest or
// the newest first, and of those with the same date in the order of their IDs.
func datedOrder(ctx context.Context, docs []*Document, newestFirst bool) ([]int, error) {
	type dated struct { // lies closer together than documents do
		seconds int64
		nanos   int32
		doc     uint32
	}
	all := make([]dated, 0, len(docs))
	for i := range below(ctx, len(docs)) {
		t := docs[i].Published
		all = append(all, dated{t.Unix(), int32(t.Nanosecond()), uint32(i)})
	}
	all, err := sortInBlocks(ctx, all, func(a, b dated) int {
		if a.seconds == b.seconds && a.nanos == b.nanos {
			return strings.Compare(docs[a.doc].ID, docs[b.doc].ID)
		}
		if newestFirst {
			a, b = b, a
		}
		if a.seconds != b.seconds {
			return cmp.Compare(a.seconds, b.seconds)
		}
		return cmp.Compare(a.nanos, b.nanos)
	})
	order := make([]int, 0, len(all))
	for _, d := range all {
		order = append(order, int(d.doc))
	}
	return order, err
}
