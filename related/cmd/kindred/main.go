// Command kindred finds related articles: point it at a feed and every article
// gets a short list of the articles most worth reading next.
//
//	kindred list https://example.com/feed.xml
//
// Run kindred help for everything it does.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
)

func main() {
	setGarbage(400) // a command lives for seconds: memory is cheaper than collecting it
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	// The first Ctrl-C ends the work in good order, a second one at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// setGarbage sets how much garbage there may be, in percent of what is in use, unless
// the user has.
func setGarbage(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
