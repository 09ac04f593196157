// Command build makes the files in dist, which are committed: go get has no build
// step. It is run by go generate in the folder of package widget. The engine is
// built anew only with -engine.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	engine := flag.Bool("engine", false, "build the engine as well, which is done for releases")
	flag.Parse()
	steps := []func() error{buildStyle, buildScripts, copyTypes, buildManifest}
	if *engine {
		steps = append([]func() error{buildEngine}, steps...)
	} else {
		steps = append(steps, warnIfStale)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			fmt.Fprintln(os.Stderr, "build:", err)
			os.Exit(1)
		}
	}
}

func warnIfStale() error {
	stale, err := staleEngine()
	if stale {
		fmt.Fprintln(os.Stderr, "note: the engine in dist is older than its sources; for a release, run in wasm/widget: go run ./internal/build -engine")
	}
	return err
}
