// Package site reads a folder of built HTML pages, as static site generators write
// them, and writes lists of related articles back into the pages.
//
// [Read] finds the pages that are articles and what each one says; its Documents
// are for [related.New]. [Site.Write] puts a block into each page that has a place
// for one: it changes nothing else in a page, and replaces files as a whole.
//
// An article's text is what is marked with data-kindred-body, else article or main,
// else what readability finds. What it says of itself is taken from marks
// (data-kindred-meta), JSON-LD, meta elements, headings and time elements, in this
// order. data-pagefind- attributes mean the same as data-kindred- ones.
package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/kindred-go/kindred/related"
)

// Options say how a folder is read. A nil *Options and the zero value of every field
// mean the default.
type Options struct {
	// BaseURL is where the site is: "https://example.org/blog/", or only the folder
	// "/blog/". By default it is what most canonical links say.
	BaseURL string
	// Include and Exclude hold patterns of files to read, and not to read, as in
	// "posts/**/*.html": all are read by default.
	Include, Exclude []string
	// Sections give pages their section, the first that fits.
	Sections []Section
	// InsertAfter is a CSS selector: in a page without a place, a list comes after
	// the first element that it matches.
	InsertAfter string
	// Cache is a folder in which what pages hold is remembered, so that those that
	// have not changed need not be read again. "" means none. It changes no result.
	Cache string
	// Progress, if not nil, is called after each page, from one goroutine at a time.
	Progress func(done, all int)
}

// A Section names the section of the files that match a pattern.
type Section struct{ Pattern, Name string }

// A Site is a folder of pages. It is safe for concurrent use once it is read.
type Site struct {
	Pages     []*Page            // in the order of their files
	Documents []related.Document // of the pages that are articles, in the same order
	Origin    string             // "https://example.org", as far as it is known
	Prefix    string             // the folder on that host: "" or "/blog"
	Links     int                // symbolic links, which are not followed

	root      *os.Root
	cache     *cache
	common    common // what many articles say
	sections  []Section
	sizes     map[string][2]int    // of pictures, by address
	days      map[string]time.Time // of publication, by path
	byPath    map[string]*Page     // by every path that a page may be asked for, decoded
	named     map[string][]*Page   // articles by the last part of their paths; made when needed
	leftovers []string             // files that an earlier run has left half-written
}

// A Page is one HTML file.
type Page struct {
	File string // within the folder, with slashes
	Path string // of its address, encoded: "/blog/post/"
	Skip Skip   // why it is no article, "" if it is one
	Err  error  // why it could not be read

	Place      PlaceKind         // where a list goes
	Attributes map[string]string // of the element related-articles, if that is the place
	Problem    string            // why what looks like a place is none
	Language   string            // BCP 47, as far as the page says

	hash  sum
	facts *facts
}

// Read reads the pages of a folder. A page that can't be read is told by its Err; the
// error is for the folder, the options and ctx.
func Read(ctx context.Context, dir string, o *Options) (*Site, error) {
	if o == nil {
		o = new(Options)
	}
	after, err := parseSelector(o.InsertAfter)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &Site{root: root}
	remembered := make(chan *cache, 1)
	go func() { remembered <- openCache(cacheFile(o.Cache, dir), o.InsertAfter) }()
	err = s.find(o)
	s.cache = <-remembered
	if err != nil {
		root.Close()
		return nil, err
	}
	if err := s.each(ctx, s.Pages, o.Progress, func(p *Page) { s.readPage(p, after) }); err != nil {
		root.Close()
		return nil, err
	}
	s.settle(o)
	return s, nil
}

// Close gives up the folder and stores the cache.
func (s *Site) Close() error { return errors.Join(s.cache.save(s.Pages), s.root.Close()) }

// find finds the files.
func (s *Site) find(o *Options) error {
	for _, pattern := range slices.Concat(o.Include, o.Exclude) {
		if !doublestar.ValidatePattern(pattern) {
			return fmt.Errorf("%q is no pattern of files", pattern)
		}
	}
	for _, section := range o.Sections {
		if !doublestar.ValidatePattern(section.Pattern) {
			return fmt.Errorf("%q is no pattern of files", section.Pattern)
		}
	}
	return fs.WalkDir(s.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && entry != nil && entry.IsDir() && name != ".":
			s.Pages = append(s.Pages, &Page{File: name, Err: err, Skip: SkipUnreadable})
			return fs.SkipDir
		case err != nil:
			return err
		case name == ".":
		case isPart(entry.Name()) && entry.Type().IsRegular():
			s.leftovers = append(s.leftovers, name)
		case entry.IsDir() && (entry.Name()[0] == '.' || entry.Name() == "node_modules"):
			return fs.SkipDir
		case entry.Type()&fs.ModeSymlink != 0:
			s.Links++
		case entry.Type().IsRegular() && isPageFile(name) && entry.Name()[0] != '.':
			p := &Page{File: name}
			if len(o.Include) > 0 && !matches(o.Include, name) || matches(o.Exclude, name) {
				p.Skip = SkipExcluded
			}
			s.Pages = append(s.Pages, p)
		}
		return nil
	})
}

func isPageFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, _ := doublestar.Match(strings.TrimPrefix(p, "/"), name)
		return ok
	})
}

func (p *Page) key() pageKey { return pageKey{p.File, p.hash} }

func (s *Site) readPage(p *Page, after *selector) {
	if p.Skip != "" {
		return
	}
	raw, err := s.readFile(p.File)
	if err != nil {
		p.Err, p.Skip = err, SkipUnreadable
		return
	}
	p.hash = sha256.Sum256(raw)
	if p.facts = s.cache.facts(p); p.facts == nil {
		p.facts = examine(raw, p.File, after)
	}
}

// each calls do for the pages, on all CPUs, until ctx is done.
func (s *Site) each(ctx context.Context, pages []*Page, progress func(done, all int), do func(*Page)) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	next := make(chan *Page)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for p := range next {
				if ctx.Err() != nil {
					continue
				}
				do(p)
				mu.Lock()
				if done++; progress != nil {
					progress(done, len(pages))
				}
				mu.Unlock()
			}
		})
	}
	for _, p := range pages {
		next <- p
	}
	close(next)
	wg.Wait()
	return ctx.Err()
}
