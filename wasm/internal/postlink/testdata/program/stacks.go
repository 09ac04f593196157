package main

import (
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unique"
	"weak"
)

type mutex = sync.Mutex

type node struct {
	left, right *node
	text        string
	values      map[string][]int
}

func tree(depth, seed int) *node {
	if depth == 0 {
		return nil
	}
	n := &node{text: strings.Repeat(fmt.Sprint(seed), depth), values: map[string][]int{}}
	for i := range depth {
		n.values[fmt.Sprint(seed, i)] = make([]int, i+seed%7)
	}
	n.left, n.right = tree(depth-1, seed*2), tree(depth-1, seed*2+1)
	return n
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	sum := len(n.text)
	for k, v := range n.values {
		sum += len(k) + len(v)
	}
	return sum + n.left.sum() + n.right.sum()
}

// down grows the stack and keeps pointers into it, to variables and to
// themselves, while garbage is collected.
//
//go:noinline
func down(n int, above *int, all []*int) int {
	own, big := n, [16]*int{}
	for i := range big {
		big[i] = &own
	}
	kept := fmt.Sprint("level ", n)
	if n%64 == 0 {
		runtime.GC()
	}
	below := 0
	if n > 0 {
		below = down(n-1, big[n%len(big)], append(all, &own))
	} else {
		for _, p := range all {
			*p++
		}
	}
	*above++
	return own + *big[3] + below + len(kept)
}

func stacks() {
	top := 0
	fmt.Println(down(2000, &top, nil), top)
	results := make([]int, 50)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() {
			top := i
			runtime.Gosched()
			results[i] = down(20+i, &top, []*int{&top}) + top
		})
	}
	wg.Wait()
	fmt.Println(results)
}

func goroutines() {
	numbers, sums, quit := make(chan int), make(chan int, 3), make(chan struct{})
	var wg sync.WaitGroup
	var seen atomic.Int64
	for range 200 {
		wg.Go(func() {
			for {
				select {
				case n := <-numbers:
					t := tree(3+n%4, n)
					runtime.Gosched()
					sums <- t.sum()
					seen.Add(1)
				case <-quit:
					return
				}
			}
		})
	}
	go func() {
		for i := range 400 {
			numbers <- i
		}
	}()
	total := 0
	for range 400 {
		total += <-sums
	}
	close(quit)
	wg.Wait()
	fmt.Println(total, seen.Load())
	fmt.Println(tree(9, 3).sum())
}

func collected() {
	var finalized, cleaned atomic.Int64
	var weakly []weak.Pointer[node]
	func() {
		for i := range 100 {
			n := &node{text: fmt.Sprint(i)}
			runtime.SetFinalizer(n, func(n *node) { finalized.Add(int64(len(n.text))) })
			c := &node{text: fmt.Sprint(i)}
			runtime.AddCleanup(c, func(i int) { cleaned.Add(int64(i)) }, i)
			weakly = append(weakly, weak.Make(c))
		}
	}()
	for range 100 {
		runtime.GC()
		time.Sleep(time.Millisecond)
		if finalized.Load() >= 180 && cleaned.Load() >= 4900 {
			break
		}
	}
	gone := 0
	for _, w := range weakly {
		if w.Value() == nil {
			gone++
		}
	}
	fmt.Println(finalized.Load() >= 180, cleaned.Load() >= 4900, gone >= 98)
	a, b := unique.Make(strings.Repeat("same", 3)), unique.Make("samesame"+"same")
	runtime.GC()
	fmt.Println(a == b, a.Value())
}

func timers() {
	done := make(chan string)
	time.AfterFunc(20*time.Millisecond, func() { runtime.GC(); done <- "later" })
	time.AfterFunc(time.Millisecond, func() { done <- "soon" })
	fmt.Println(<-done, <-done)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for range 3 {
		<-tick.C
	}
	select {
	case <-make(chan int):
	case <-time.After(time.Millisecond):
		fmt.Println("timeout")
	}
}

func coroutines() {
	fibonacci := func(yield func(int) bool) {
		for a, b := 0, 1; ; a, b = b, a+b {
			runtime.GC()
			if !yield(a) {
				return
			}
		}
	}
	next, stop := iter.Pull(fibonacci)
	for range 10 {
		next()
	}
	fmt.Println(next())
	stop()
	failing := func(yield func(int) bool) { yield(1); panic("in a sequence") }
	next, stop = iter.Pull(failing)
	defer stop()
	fmt.Println(next())
	fmt.Println(caught(func() { next() }))
	fmt.Println(slices.Collect(func(yield func(int) bool) {
		for i := range 3 {
			defer runtime.GC()
			if !yield(i) {
				return
			}
		}
	}))
}
