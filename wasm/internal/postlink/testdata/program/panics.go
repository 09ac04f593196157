package main

import (
	"errors"
	"fmt"
	"runtime"
)

// caught returns what f panics with.
func caught(f func()) (got any) {
	defer func() { got = recover() }()
	f()
	return "nothing"
}

//go:noinline
func at(s []int, i int) int { return s[i] }

type failure struct{ code int }

func (f failure) Error() string { return fmt.Sprint("failure ", f.code) }

func recovers() {
	var p *node
	var m map[string]int
	var any any = "text"
	closed := make(chan int)
	close(closed)
	zero := len(m)
	for _, f := range []func(){
		func() { fmt.Println(p.text) },
		func() { at(make([]int, 3), 7) },
		func() { _ = make([]int, 3)[at([]int{2}, 0):at([]int{1}, 0)] },
		func() { fmt.Println(1 / zero) },
		func() { m["a"]++ },
		func() { fmt.Println(any.(int)) },
		func() { _ = any.(fmt.Stringer).String() },
		func() { close(closed) },
		func() { closed <- 1 },
		func() { panic(failure{7}) },
		func() { panic(nil) },
		func() { _ = make([]int, zero-1) },
		func() { fmt.Println(map[interface{}]int{func() {}: 1}) },
		func() { (*[4]int)(make([]int, zero))[0] = 1 },
		func() { runtime.GC(); defer runtime.GC(); panic("with garbage collected") },
	} {
		got := caught(f)
		err, isError := got.(error)
		_, isRuntime := got.(runtime.Error)
		fmt.Println(got, isError && errors.As(err, &failure{}), isRuntime)
	}
}

type pair struct{ a, b int }

func (p pair) Sum() int { return p.a + p.b }

var last any

// Recover recovers if it is deferred, also through a wrapper.
func (p pair) Recover() { last = recover() }

// Ask must not recover if it is deferred: what it calls is not called by the
// panic, also where Ask is inlined in its wrapper.
func (p pair) Ask() { p.Recover() }

func ask() { pair{}.Recover() }

type embedded struct {
	n int
	pair
}

type recoverer interface {
	Recover()
	Ask()
	Sum() int
}

func wrappers() {
	for i, r := range []recoverer{pair{1, 2}, &pair{1, 2}, embedded{}, &embedded{}, struct{ *embedded }{&embedded{}}, struct{ recoverer }{&pair{}}} {
		for _, f := range []func(){
			func() { defer r.Recover(); panic(i) },
			func() { defer r.Ask(); panic(i) },
			func() { defer func() { r.Recover() }(); panic(i) },
			func() { f := r.Recover; defer f(); panic(i) },
			func() { f := r.Ask; defer f(); panic(i) },
			func() { f := recoverer.Ask; defer f(r); panic(i) },
			func() { defer ask(); panic(i) },
			func() { defer recover(); panic(i) },
			func() { defer func() { defer recover() }(); panic(i) },
			func() { defer func() { defer r.Recover() }(); panic(i) },
			func() { defer func() { defer r.Ask(); runtime.GC() }(); panic(i) },
			func() { defer func() { func() { last = recover() }() }(); panic(i) },
		} {
			last = nil
			got := caught(f)
			fmt.Print(got, "/", last, " ")
		}
		fmt.Println(r.Sum())
	}
	for _, r := range []recoverer{(*pair)(nil), (*embedded)(nil), struct{ *embedded }{}} {
		fmt.Println(caught(func() { r.Sum() }), caught(r.Ask))
	}
}

func defers() {
	order := ""
	note := func(s string) { order += s }
	fmt.Println(caught(func() {
		defer note("a")
		for i := range 3 {
			defer note(fmt.Sprint(i))
		}
		defer func() {
			defer func() { note(fmt.Sprint("<", recover(), ">")) }()
			panic(fmt.Sprint("second after ", recover()))
		}()
		if len(order) == 0 {
			defer note("b")
		}
		panic("first")
	}), order)
	order = ""
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { note(fmt.Sprint("goexit:", recover())) }()
		func() {
			defer func() { recover() }()
			defer note("inner ")
			defer panic("during goexit")
			runtime.Goexit()
		}()
		note("never")
	}()
	<-done
	fmt.Println(order)
	sequence := func(yield func(int) bool) {
		defer func() { note(" end") }()
		for i := 0; yield(i); i++ {
		}
	}
	func() {
		for i := range sequence {
			defer func() { note(fmt.Sprint(" ", i, recover())) }()
			if i == 3 {
				panic("in a loop over a function")
			}
		}
	}()
	fmt.Println(order)
	fmt.Println(caught(func() {
		defer func() { panic(fmt.Sprint("replaced ", recover())) }()
		down(100, new(int), nil)
		panic("deep")
	}), deepPanic(500))
}

func deepPanic(n int) (s string) {
	defer func() {
		if r := recover(); r != nil && n%100 == 0 {
			s = fmt.Sprint(r, "+", n)
			if n < 500 {
				panic(s)
			}
		} else if r != nil {
			panic(r)
		}
	}()
	if n == 0 {
		panic("bottom")
	}
	return deepPanic(n - 1)
}
