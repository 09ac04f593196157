// Package content turns the sources of a static site, Markdown with front
// matter, into documents that package related can index.
//
// It follows the conventions of Hugo, Jekyll, Eleventy, Astro and Zola, and what
// others share with them, but it reads no generator's configuration and runs no
// templates. So where a page will be is a guess, told as [Source.Addresses]:
// whoever has the built pages looks which of them is there.
package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kindred-go/kindred/related"
)

// maxFile is the size in bytes above which a file is not read: no author writes
// as much, and what is made of it takes several times the memory.
const maxFile = 16 << 20

// A Source is one article as its author wrote it.
type Source struct {
	Path string // within the folder, with slashes

	// Document has Path for its ID. Its URL is empty unless the front matter has
	// a whole one. An image is as written, so it may be relative to the page.
	// Links are only those that are whole: what the others lead to, such as
	// Hugo's ref, the built page says.
	Document related.Document

	Draft    bool // not to be published yet; the document is hidden
	Unlisted bool // "related: false": it has no list and is in none; the document is hidden

	// Addresses are the places at which the built page may be, the likeliest
	// first: paths from the site's root, not percent-encoded, such as "/posts/a/"
	// and "/posts/a.html". The later ones are guesses that other sources may
	// share; of two sources the one that has a page's address earlier has it.
	Addresses []string
}

// Read reads the sources under a folder, in the order of their paths. Those that
// can't be read are told in the error, each with its path and, where it is known,
// the line; the others are returned all the same. A date that can't be read is
// told as well, but its source is there.
//
// What is no page of its own is left out: lists (_index.md, index.md at the top),
// files and folders that generators ignore, HTML and README.md without front
// matter. Links to folders are not followed, and links to files only as far as
// fsys does: that of an [os.Root] stays within the folder.
func Read(ctx context.Context, fsys fs.FS) ([]Source, error) {
	names, errs := list(ctx, fsys)
	type result struct {
		source *Source
		err    error
	}
	results := make([]result, len(names))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				results[i].source, results[i].err = readFile(fsys, names[i])
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var sources []Source
	for _, r := range results {
		if r.source != nil {
			sources = append(sources, *r.source)
		}
		if r.err != nil {
			errs = append(errs, r.err)
		}
	}
	return sources, errors.Join(errs...)
}

// list returns the paths of the files that may be sources, in order.
func list(ctx context.Context, fsys fs.FS) (names []string, errs []error) {
	top := map[string]bool{}
	if entries, err := fs.ReadDir(fsys, "."); err == nil {
		for _, e := range entries {
			top[e.Name()] = e.IsDir()
		}
	}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			errs = append(errs, err)
			return nil
		case d.IsDir() && name != "." && skipFolder(name, top):
			return fs.SkipDir
		case !d.IsDir() && isSource(name):
			names = append(names, name)
		}
		return nil
	})
	if err != nil && ctx.Err() == nil {
		errs = append(errs, err)
	}
	slices.Sort(names)
	return names, errs
}

// skipFolder reports whether no folder of that name holds pages. Names with an
// underscore in front are Jekyll's collections, unless they are Jekyll's own.
func skipFolder(name string, top map[string]bool) bool {
	switch base := path.Base(name); base {
	case "node_modules", "_includes", "_layouts", "_data", "_sass", "_site", "_plugins", "_cache", "_tmp":
		return true
	case "archetypes", "scaffolds": // texts for new articles to start from
		return name == base
	case "themes", "layouts", "templates", "static", "public": // the whole site was given
		return name == base && (top["content"] || top["source"])
	case "bundle", "cache", "gems", "ruby": // Jekyll leaves them out
		return path.Dir(name) == "vendor"
	default:
		return base[0] == '.'
	}
}

// isSource reports whether the file's name is that of a page that is no list.
func isSource(name string) bool {
	base := path.Base(name)
	if base[0] == '_' || base[0] == '.' {
		return false
	}
	stem := strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
	atTop := len(withoutRoot(strings.Split(name, "/"))) == 1
	return formatOf(name) != 0 && !(atTop && (stem == "index" || strings.HasPrefix(stem, "index.")))
}

// A format is how a source's text is written.
type format uint8

const (
	markdown format = iota + 1
	mdx
	markup // HTML
)

func formatOf(name string) format {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkdown", ".mkdn", ".mkd", ".mdoc":
		return markdown
	case ".mdx":
		return mdx
	case ".html", ".htm":
		return markup
	}
	return 0
}

// readFile reads one source. It returns nil without an error if the file is no
// page.
func readFile(fsys fs.FS, name string) (*Source, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("%s: larger than %d MiB: too large for an article", name, maxFile>>20)
	}
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	return parse(name, raw)
}
