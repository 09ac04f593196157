// Command build builds the engine with the overlay:
//
//	go run ./wasm/internal/overlay/build -o engine.wasm
//
// It says what of the overlay could not be used.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/kindred-go/kindred/wasm/internal/overlay"
)

func main() {
	out := flag.String("o", "engine.wasm", "the file to write")
	engine := flag.String("engine", "wasm", "the folder of the engine's package")
	flags := flag.String("ldflags", "-s -w", "flags for the linker")
	flag.Parse()
	left, err := overlay.Build(*engine, *out, "-ldflags", *flags)
	for _, err := range left {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
