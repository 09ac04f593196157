package related

import (
	"context"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"
)

// All returns the list of every document, in the order of their IDs. It ranks
// on all CPUs, a little ahead of the loop that takes the lists. If ctx is done
// it yields ctx's error and ends.
func (x *Index) All(ctx context.Context, q Query) iter.Seq2[List, error] {
	return func(yield func(List, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var wg sync.WaitGroup
		defer wg.Wait() // after cancel: no goroutine outlives the loop
		defer cancel()

		newLister, err := x.listers(ctx, q)
		if err != nil {
			yield(List{}, context.Cause(ctx))
			return
		}
		blocks := (x.Len() + blockSize - 1) / blockSize
		workers := min(runtime.GOMAXPROCS(0), blocks)
		done := make([]chan []List, blocks)
		for b := range done {
			done[b] = make(chan []List, 1)
		}
		todo := make(chan int, 2*workers) // as far as workers may be ahead
		wg.Go(func() {
			defer close(todo)
			for b := range blocks {
				select {
				case todo <- b:
				case <-ctx.Done():
					return
				}
			}
		})
		for range workers {
			wg.Go(func() {
				list := newLister()
				for b := range todo {
					if lists := list(ctx, b*blockSize, min((b+1)*blockSize, x.Len())); lists != nil {
						done[b] <- lists
					}
				}
			})
		}
		for b := range blocks {
			var lists []List
			select {
			case lists = <-done[b]:
			case <-ctx.Done():
			}
			for _, list := range lists {
				if ctx.Err() != nil {
					break
				}
				if !yield(list, nil) {
					return
				}
			}
			if ctx.Err() != nil {
				yield(List{}, context.Cause(ctx))
				return
			}
		}
	}
}

// A blockLister returns the lists from the lo-th to before the hi-th, nil if ctx
// is done. Every worker has its own.
type blockLister func(ctx context.Context, lo, hi int) []List

// listers returns what makes the workers of [Index.All].
func (x *Index) listers(ctx context.Context, q Query) (func() blockLister, error) {
	if x.shared != nil {
		return x.tagLists(ctx, q)
	}
	req := x.request(q)
	req.excerpts = make([]atomic.Pointer[string], len(x.docs))
	return func() blockLister {
		return func(ctx context.Context, lo, hi int) []List {
			r := x.ranker()
			lists := r.block(ctx, lo, hi, req)
			x.rankers.Put(r) // not if the filter panics: the scratch is then in disorder
			return lists
		}
	}, nil
}

// block returns the lists from the lo-th to before the hi-th, nil if ctx is done.
func (r *ranker) block(ctx context.Context, lo, hi int, q *request) []List {
	lists := make([]List, 0, hi-lo)
	for n := lo; n < hi; n++ {
		if ctx.Err() != nil {
			return nil
		}
		i := r.x.nth(n)
		d := r.x.docs[i]
		lists = append(lists, List{d.ID, d.URL, d.Title, r.list(r.subject(i), q)})
	}
	return lists
}
