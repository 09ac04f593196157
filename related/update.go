package related

import (
	"context"
	"errors"
	"slices"
)

// Update returns an index with some documents added and others, named by their IDs,
// removed. A document whose ID the index has already takes the other's place. x stays
// as it is and can go on answering: a server swaps the two.
//
// It also returns the IDs of the documents whose lists are not what they were, or are
// new, in order. All other lists are the same, but for what [Options.Fill] adds.
//
// The cost follows the change and not the size of the index, because Update keeps to
// the words, pairs of words and tags that were counted when the index was built, and to
// their frequencies. Once as many documents as a thirty-second of those have come or
// gone, it builds the index anew, as [New] would. Among the first 4 of each list, what was
// there before gives way only to what scores more by [Options.Margin].
//
// Update reports documents that it can't take as New does, and IDs to remove that the
// index does not have with errors that wrap [ErrNotFound]; the index is then nil.
// It may be called several times on one index, and at the same time.
func (x *Index) Update(added []Document, removed []string) (next *Index, changed []string, err error) {
	joining := pointersTo(added)
	gone, err := x.outgoing(joining, removed)
	if err != nil {
		return nil, nil, err
	}
	if len(added)+len(gone) == 0 {
		return x, nil, nil
	}
	if x.textless > 0 && x.lag+len(added)+len(gone) > x.census.size/maxLag {
		return nil, nil, ErrNoText
	}
	if x.shared != nil || x.lag+len(added)+len(gone) > x.census.size/maxLag {
		return x.rebuild(joining, gone)
	}
	ctx := context.Background()
	g, err := x.grow(ctx, joining, gone)
	if err != nil {
		return nil, nil, err
	}
	affected, err := g.affected(ctx)
	if err != nil {
		return nil, nil, err
	}
	if changed, err = g.balance(ctx, affected); err != nil {
		return nil, nil, err
	}
	if g.index.options.Fill {
		g.index.fallback = newFallback(g.index)
	}
	return g.index, changed, nil
}

// Lag returns how many documents have come and gone, by [Index.Update] or
// [Index.Renew], since words and their frequencies were counted.
func (x *Index) Lag() int { return x.lag }

// outgoing returns the documents that an update takes out.
func (x *Index) outgoing(added []*Document, removed []string) (gone []int, err error) {
	if err := checkIDs(added); err != nil {
		return nil, err
	}
	var errs []error
	for _, id := range removed {
		if i, ok := x.at(id); ok {
			gone = append(gone, i)
		} else {
			errs = append(errs, &DocumentError{Index: -1, ID: id, Err: ErrNotFound})
		}
	}
	for i := range added {
		if old, ok := x.at(added[i].ID); ok {
			gone = append(gone, old)
		}
	}
	slices.Sort(gone)
	return slices.Compact(gone), errors.Join(errs...)
}

// rebuild is Update by building the index anew.
func (x *Index) rebuild(added []*Document, gone []int) (*Index, []string, error) {
	docs := withRoom[*Document](x.Len() + len(added))
	for i := range x.inOrder() {
		if _, ok := slices.BinarySearch(gone, i); !ok {
			docs = append(docs, x.docs[i])
		}
	}
	y, err := newIndex(context.Background(), append(docs, added...), &x.options)
	if err != nil {
		return nil, nil, err
	}
	var changed []string
	q := Query{Limit: maxLimit, MinScore: -1, Excerpt: -1}
	for i := range y.inOrder() {
		id := y.docs[i].ID
		before, err := x.Related(id, q)
		after, _ := y.Related(id, q) // which it has
		if err != nil || !slices.EqualFunc(before, after, func(a, b Match) bool {
			return a.ID == b.ID && a.Score == b.Score && a.Reason == b.Reason
		}) {
			changed = append(changed, id)
		}
	}
	return y, changed, nil
}
