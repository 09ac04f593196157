// Command wasm is the engine for browsers and Node: package feed reads a site's
// feed, package related ranks it, and JSON comes out, the same to the byte as
// that of the kindred command.
//
// It defines one function on the global object of the worker or script that
// runs it, and then waits to be called:
//
//	kindred.lists(feeds, options)
//
// feeds is an array of {data, url, type}: a feed's bytes as a Uint8Array, the
// address it was read from and its Content-Type, both optional. options is an
// object with the names of the command's flags (limit, minScore, terms, excerpt,
// crossLanguage, nearCopies, sameSection, neverTags, recency, orphans, diversity,
// fill), all optional. It returns {lists, warnings}: the
// lists as a string of JSON Lines, and an array of strings. If no feed can be
// read it returns {error}.
package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"syscall/js"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

func main() {
	js.Global().Set("kindred", js.ValueOf(map[string]any{
		"lists": js.FuncOf(func(_ js.Value, args []js.Value) any {
			lists, warnings, err := lists(args)
			if err != nil {
				return map[string]any{"error": err.Error()}
			}
			return map[string]any{"lists": lists, "warnings": warnings}
		}),
	}))
	select {}
}

func lists(args []js.Value) (lists string, warnings []any, err error) {
	if len(args) == 0 || !js.Global().Get("Array").Call("isArray", args[0]).Bool() {
		return "", nil, errors.New("kindred.lists needs an array of feeds")
	}
	var collections [][]related.Document
	var errs []error
	for i := range args[0].Length() {
		f, err := parse(args[0].Index(i))
		if err != nil {
			errs = append(errs, err)
			continue
		}
		for _, w := range f.Warnings {
			warnings = append(warnings, w.String())
		}
		collections = append(collections, f.Documents)
	}
	if len(collections) == 0 {
		return "", nil, errors.Join(errs...)
	}
	for _, err := range errs {
		warnings = append(warnings, err.Error())
	}
	docs, merged := feed.Merge(collections...)
	for _, w := range merged {
		warnings = append(warnings, w.String())
	}
	opts, query := options(args)
	idx, err := related.New(docs, opts)
	if err != nil {
		return "", nil, err
	}
	var out []byte
	for list, err := range idx.All(context.Background(), query) {
		if err != nil {
			return "", nil, err
		}
		out = append(list.AppendJSON(out), '\n')
	}
	return string(out), warnings, nil
}

// parse reads one feed.
func parse(source js.Value) (*feed.Feed, error) {
	if source.Type() != js.TypeObject || !source.Get("data").InstanceOf(js.Global().Get("Uint8Array")) {
		return nil, errors.New("a feed must be an object with its bytes, a Uint8Array, as data")
	}
	data := make([]byte, source.Get("data").Length())
	js.CopyBytesToGo(data, source.Get("data"))
	return feed.Parse(bytes.NewReader(data), &feed.Options{BaseURL: text(source, "url"), ContentType: text(source, "type")})
}

// options reads the second argument.
func options(args []js.Value) (*related.Options, related.Query) {
	var o related.Options
	var q related.Query
	if len(args) < 2 || args[1].Type() != js.TypeObject {
		return &o, q
	}
	number := func(name string) float64 {
		if v := args[1].Get(name); v.Type() == js.TypeNumber {
			return v.Float()
		}
		return 0
	}
	o.CrossLanguage = args[1].Get("crossLanguage").Truthy()
	o.KeepNearCopies = text(args[1], "nearCopies") == "keep"
	o.SameSection = args[1].Get("sameSection").Truthy()
	o.NeverTags = strings.FieldsFunc(text(args[1], "neverTags"), func(r rune) bool { return r == ',' })
	o.Recency = related.Recency(text(args[1], "recency"))
	o.LeaveOrphans = text(args[1], "orphans") == "leave"
	o.Diversity = number("diversity")
	o.Fill = args[1].Get("fill").Truthy()
	q.Limit, q.Terms, q.Excerpt = int(number("limit")), int(number("terms")), int(number("excerpt"))
	q.MinScore = number("minScore")
	return &o, q
}

func text(v js.Value, name string) string {
	if s := v.Get(name); s.Type() == js.TypeString {
		return s.String()
	}
	return ""
}
