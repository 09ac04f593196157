// Command wasm is the engine for browsers and Node: package feed reads a site's
// feed, package related ranks it, and JSON comes out, the same to the byte as
// that of the kindred command.
//
// It defines one object on the global object of the worker or script that runs it,
// and then waits to be called:
//
//	kindred.lists({feeds, earlier, page, options})
//	kindred.documents()
//
// feeds is an array of {data, url, type}: a feed's bytes as a Uint8Array, the
// address it was read from and its Content-Type, both optional. The others are
// optional as well: earlier is what documents returned at an earlier time, page an
// article that the feeds may hold or not, as {url, title, summary, content,
// tags, language}, and options an object with the names of the command's flags
// (limit, minScore, terms, excerpt, crossLanguage, nearCopies, sameSection,
// neverTags, tagsOnly, recency, orphans, diversity, fill), exclude, a list of URLs, and
// section, the one to choose from.
//
// The answer has lists, a string of JSON Lines; list, the line of the page, if
// there is one; next, the addresses of the feeds' next pages; and warnings, an array
// of strings. If no feed can be read it has only error. documents returns the
// articles of the last answer as JSON Lines: there is time for it when the list is
// shown.
package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"syscall/js"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/internal/collection"
)

func main() {
	var docs []related.Document
	js.Global().Set("kindred", js.ValueOf(map[string]any{
		"lists": js.FuncOf(func(_ js.Value, args []js.Value) any {
			answer, ranked, err := lists(args)
			if err != nil {
				return map[string]any{"error": err.Error()}
			}
			docs = ranked
			return answer
		}),
		"documents": js.FuncOf(func(js.Value, []js.Value) any { return string(collection.Pack(docs)) }),
	}))
	select {}
}

func lists(args []js.Value) (answer map[string]any, docs []related.Document, err error) {
	if len(args) == 0 || args[0].Type() != js.TypeObject || !isArray(args[0].Get("feeds")) {
		return nil, nil, errors.New("kindred.lists needs an object with an array of feeds")
	}
	feeds, warnings, err := parse(args[0].Get("feeds"))
	if err != nil {
		return nil, nil, err
	}
	var earlier []related.Document
	for d, err := range feed.Lines(strings.NewReader(text(args[0], "earlier")), nil) {
		if err == nil {
			earlier = append(earlier, d)
		}
	}
	docs, merged := collection.Join(feeds, earlier)
	for _, w := range merged {
		warnings = append(warnings, w.String())
	}
	opts, query := options(args[0].Get("options"))
	idx, err := related.New(docs, opts)
	if err != nil {
		return nil, nil, err
	}
	answer = map[string]any{"warnings": warnings}
	page := document(args[0].Get("page"))
	self, inside := collection.Find(docs, page)
	var out []byte
	for list, err := range idx.All(context.Background(), query) {
		if err != nil {
			return nil, nil, err
		}
		start := len(out)
		out = list.AppendJSON(out)
		if inside && list.ID == self.ID {
			answer["list"] = string(out[start:])
		}
		out = append(out, '\n')
	}
	answer["lists"] = string(out)
	if !inside && page.URL+page.Title+page.Content != "" {
		list := related.List{ID: page.URL, URL: page.URL, Title: page.Title, Related: idx.RelatedTo(*page, query)}
		answer["list"] = string(list.AppendJSON(nil))
	}
	var next []any
	for _, f := range feeds {
		if f.Next != "" {
			next = append(next, f.Next)
		}
	}
	answer["next"] = next
	return answer, docs, nil
}

// parse reads the feeds. That one of several can't be read is a warning.
func parse(sources js.Value) (feeds []*feed.Feed, warnings []any, err error) {
	var errs []error
	for i := range sources.Length() {
		f, err := parseOne(sources.Index(i))
		if err != nil {
			if url := text(sources.Index(i), "url"); url != "" {
				err = errors.New(url + ": " + err.Error())
			}
			errs = append(errs, err)
			continue
		}
		for _, w := range f.Warnings {
			warnings = append(warnings, w.String())
		}
		feeds = append(feeds, f)
	}
	if len(feeds) == 0 {
		return nil, nil, errors.Join(errs...)
	}
	for _, err := range errs {
		warnings = append(warnings, err.Error())
	}
	return feeds, warnings, nil
}

func parseOne(source js.Value) (*feed.Feed, error) {
	if source.Type() != js.TypeObject || !source.Get("data").InstanceOf(js.Global().Get("Uint8Array")) {
		return nil, errors.New("a feed must be an object with its bytes, a Uint8Array, as data")
	}
	data := make([]byte, source.Get("data").Length())
	js.CopyBytesToGo(data, source.Get("data"))
	return feed.Parse(bytes.NewReader(data), &feed.Options{BaseURL: text(source, "url"), ContentType: text(source, "type")})
}

// document reads a page.
func document(v js.Value) *related.Document {
	return &related.Document{
		ID: text(v, "url"), URL: text(v, "url"), Title: text(v, "title"), Summary: text(v, "summary"),
		Content: text(v, "content"), Tags: texts(v, "tags"), Language: text(v, "language"),
	}
}

func options(v js.Value) (*related.Options, related.Query) {
	number := func(name string) float64 {
		if n := member(v, name); n.Type() == js.TypeNumber {
			return n.Float()
		}
		return 0
	}
	o := &related.Options{
		CrossLanguage:  member(v, "crossLanguage").Truthy(),
		KeepNearCopies: text(v, "nearCopies") == "keep",
		SameSection:    member(v, "sameSection").Truthy(),
		NeverTags:      texts(v, "neverTags"),
		TagsOnly:       member(v, "tagsOnly").Truthy(),
		Recency:        related.Recency(text(v, "recency")),
		LeaveOrphans:   text(v, "orphans") == "leave",
		Diversity:      number("diversity"),
		Fill:           member(v, "fill").Truthy(),
	}
	q := related.Query{
		Limit: int(number("limit")), Terms: int(number("terms")), Excerpt: int(number("excerpt")),
		MinScore: number("minScore"), Exclude: texts(v, "exclude"),
	}
	if section := text(v, "section"); section != "" {
		q.Filter = func(d *related.Document) bool { return collection.InSection(d, section) }
	}
	return o, q
}

// member returns a member of an object, undefined if v is none.
func member(v js.Value, name string) js.Value {
	if v.Type() != js.TypeObject {
		return js.Undefined()
	}
	return v.Get(name)
}

func text(v js.Value, name string) string {
	if s := member(v, name); s.Type() == js.TypeString {
		return s.String()
	}
	return ""
}

// texts reads an array of strings.
func texts(v js.Value, name string) (list []string) {
	array := member(v, name)
	if !isArray(array) {
		return nil
	}
	for i := range array.Length() {
		if s := array.Index(i); s.Type() == js.TypeString {
			list = append(list, s.String())
		}
	}
	return list
}

func isArray(v js.Value) bool { return js.Global().Get("Array").Call("isArray", v).Bool() }
