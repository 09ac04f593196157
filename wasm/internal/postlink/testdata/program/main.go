// Command program does what depends on the tables of the runtime, and prints
// what came out. The output is the same in every run.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"
)

func main() {
	endings := map[string]func(){
		"return":          func() {},
		"exit":            func() { os.Exit(3) },
		"panic":           func() { panic("no more") },
		"error panic":     func() { panic(fmt.Errorf("wrapped: %w", errors.New("no more"))) },
		"panic again":     func() { defer func() { panic(fmt.Sprint("after ", recover())) }(); panic("first") },
		"panic in defer":  func() { defer func() { panic("second") }(); panic("first") },
		"nil dereference": func() { var p *int; fmt.Println(*p) },
		"nil map":         func() { var m map[string]int; m["a"] = 1 },
		"goroutine panic": func() { go func() { panic("aside") }(); time.Sleep(time.Second) },
		"nil receiver": func() {
			for _, r := range []recoverer{(*pair)(nil)} {
				r.Sum()
			}
		},
		"goexit":   func() { runtime.Goexit() },
		"deadlock": func() { select {} },
		"unlock":   func() { runtime.UnlockOSThread(); var m mutex; m.Unlock() },
	}
	if len(os.Args) > 1 {
		end := endings[os.Args[1]]
		if end == nil {
			fmt.Println("no such ending:", os.Args[1])
			os.Exit(4)
		}
		fmt.Println("then", os.Args[1])
		end()
		return
	}
	for _, part := range []struct {
		name string
		run  func()
	}{
		{"stacks", stacks}, {"goroutines", goroutines}, {"collected", collected}, {"timers", timers}, {"coroutines", coroutines},
		{"recovers", recovers}, {"wrappers", wrappers}, {"defers", defers}, {"reflected", reflected}, {"misused", misused}, {"callers", callers},
	} {
		fmt.Println("==", part.name)
		part.run()
	}
	// Those of the runtime do not count, but for one that waits for JavaScript.
	for i := 0; i < 100 && runtime.NumGoroutine() > 2; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println("goroutines at the end:", runtime.NumGoroutine())
}
