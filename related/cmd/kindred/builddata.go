package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/feed/site"
)

// A generator is where a static site generator reads data from, and how its templates
// name a page.
type generator struct {
	name     string
	folders  []string // the first that is there; else the last one is made
	noPrefix bool     // pages are named without the folder that the site lies in
}

var generators = []generator{
	{"hugo", []string{"data"}, false},                  // .RelPermalink
	{"jekyll", []string{"_data"}, true},                // page.url
	{"eleventy", []string{"src/_data", "_data"}, true}, // page.url
	{"astro", []string{"src/data"}, false},             // Astro.url.pathname
	{"zola", []string{"data"}, true},                   // current_path
}

func generatorNames() []string {
	var names []string
	for _, g := range generators {
		names = append(names, g.name)
	}
	return names
}

// writeData writes the lists as data.
func (b *buildCommand) writeData(m *blockMaker) error {
	s := &b.settings.build
	var errs []error
	if s.json != "" {
		errs = append(errs, b.deliver(s.json, b.listMap("")))
	}
	if s.data != "" {
		errs = append(errs, b.writeGeneratorData(s.data))
	}
	if s.html != "" {
		errs = append(errs, b.writeFragments(m))
	}
	if s.perPage != "" {
		errs = append(errs, b.writePerPage())
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return b.summarize(nil)
}

// listMap is one JSON object with the list of every page by its path, without the
// folder in front where a generator names its pages so.
func (b *buildCommand) listMap(without string) []byte {
	out := []byte("{")
	for i, d := range b.site.Documents {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, '\n')
		key, _ := json.Marshal(strings.TrimPrefix(d.ID, without)) // a string always can be
		out = append(append(out, key...), ':')
		out = b.lists[d.ID].AppendJSON(out)
	}
	return append(out, "\n}\n"...)
}

// writeGeneratorData writes the map to where a generator reads it.
func (b *buildCommand) writeGeneratorData(name string) error {
	i := slices.IndexFunc(generators, func(g generator) bool { return g.name == name })
	g := generators[i]
	folder := g.folders[len(g.folders)-1]
	for _, f := range g.folders {
		if info, err := os.Stat(filepath.FromSlash(f)); err == nil && info.IsDir() {
			folder = f
			break
		}
	}
	without := ""
	if g.noPrefix {
		without = b.site.Prefix
	}
	return b.deliver(filepath.Join(filepath.FromSlash(folder), "related.json"), b.listMap(without))
}

// writeFragments writes a line for each page: an element with its path and its block.
func (b *buildCommand) writeFragments(m *blockMaker) error {
	var out bytes.Buffer
	for i, p := range b.articles() {
		o, _ := m.options(p) // what is wrong was told
		o.ID = fmt.Sprintf("related-%d", i+1)
		html, err := m.html(b.lists[p.Path], o)
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "<div data-page=%q>%s</div>\n", p.Path, strings.ReplaceAll(html, "\n", " "))
	}
	return b.deliver(b.settings.build.html, out.Bytes())
}

func (b *buildCommand) articles() []*site.Page {
	return slices.DeleteFunc(slices.Clone(b.site.Pages), func(p *site.Page) bool { return p.Skip != "" })
}

// writePerPage writes a small file for each page, where the script tag looks for it:
// a/related.json for a/, a/b.related.json for a/b.html.
func (b *buildCommand) writePerPage() error {
	for _, p := range b.articles() {
		name := strings.TrimSuffix(p.File, path.Ext(p.File)) + ".related.json"
		if path.Base(p.File) == "index.html" {
			name = path.Join(path.Dir(p.File), "related.json")
		}
		out := append(b.lists[p.Path].AppendJSON(nil), '\n')
		if err := b.deliver(filepath.Join(b.settings.build.perPage, filepath.FromSlash(name)), out); err != nil {
			return err
		}
	}
	return nil
}

// deliver writes a file, and the folders that it is in, unless it holds the same
// already; with --check it only counts it.
func (b *buildCommand) deliver(name string, content []byte) error {
	old, err := os.ReadFile(name)
	switch {
	case err == nil && bytes.Equal(old, content):
		b.unchanged++
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return unwrapPath(name, err)
	}
	b.changed = append(b.changed, name)
	if b.check {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("can't make the folder %s: %w", filepath.Dir(name), errors.Unwrap(err))
	}
	return writeFile(name, content)
}
