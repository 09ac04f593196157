//go:build js && parse

package main

import (
	"syscall/js"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/kindred-go/kindred/wasm/internal/parsed"
)

// An engine built with the tag parse, for tests, has two more functions. kindredParse
// returns as a text all that a feed was read as, kindredDecode what bytes are in a
// charset.
func init() {
	js.Global().Set("kindredParse", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return parsed.Text(parseOne(args[0]))
	}))
	js.Global().Set("kindredDecode", js.FuncOf(func(_ js.Value, args []js.Value) any {
		enc, err := htmlindex.Get(args[0].String())
		if err != nil {
			return err.Error()
		}
		b := make([]byte, args[1].Length())
		js.CopyBytesToGo(b, args[1])
		text, err := enc.NewDecoder().Bytes(b)
		if err != nil {
			return err.Error()
		}
		return string(text)
	}))
}
