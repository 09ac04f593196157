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
	// A command lives for seconds: memory is cheaper than collecting it.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	// The first Ctrl-C ends the work in good order, a second one at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
