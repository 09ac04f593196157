package related

import (
	"context"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"
)

// blockSize is how many documents a goroutine takes at a time.
const blockSize = 64

// inBlocks hands out the numbers below n in blocks to as many workers as there
// are CPUs and waits for them. Each worker calls newWorker once and may keep
// scratch of its own. Which worker gets which block is left to chance, so what
// a block yields must not depend on it. It stops early once ctx is done.
func inBlocks(ctx context.Context, n int, newWorker func() func(lo, hi int)) error {
	return inBlocksOf(ctx, blockSize, n, newWorker)
}

// inBlocksOf is inBlocks with blocks of another size.
func inBlocksOf(ctx context.Context, size, n int, newWorker func() func(lo, hi int)) error {
	var next atomic.Int64
	return onEveryCPU(ctx, (n+size-1)/size, func() {
		work := newWorker()
		for ctx.Err() == nil {
			lo := int(next.Add(int64(size))) - size
			if lo >= n {
				return
			}
			work(lo, min(lo+size, n))
		}
	})
}

// onEveryCPU runs a function on every CPU, but no more than most times at once,
// and waits.
func onEveryCPU(ctx context.Context, most int, work func()) error {
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), most) {
		wg.Go(work)
	}
	wg.Wait()
	return ctx.Err()
}

// together runs steps that need nothing of each other on as many CPUs as there are, and
// waits. A step that takes long ends early once ctx is done: what it yields is then of
// no use.
func together(ctx context.Context, steps ...func()) error {
	return inBlocksOf(ctx, 1, len(steps), func() func(lo, hi int) {
		return func(at, _ int) { steps[at]() }
	})
}

// below yields the numbers below n, in order. It stops early once ctx is done, which
// whoever asks for them has to find out.
func below(ctx context.Context, n int) iter.Seq[int] {
	return func(yield func(i int) bool) {
		for i := range n {
			if i%blockSize == 0 && ctx.Err() != nil || !yield(i) {
				return
			}
		}
	}
}
