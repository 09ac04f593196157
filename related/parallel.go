package related

import (
	"context"
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
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+blockSize-1)/blockSize) {
		wg.Go(func() {
			work := newWorker()
			for ctx.Err() == nil {
				lo := int(next.Add(blockSize)) - blockSize
				if lo >= n {
					return
				}
				work(lo, min(lo+blockSize, n))
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
