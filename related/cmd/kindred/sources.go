package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/kindred-go/kindred/feed"
)

const sourcesWanted = "a SOURCE: a file, a glob, - for standard input, or an http(s) address"

// localBytes is how much a local file may hold. What comes from the network is
// held to package feed's own limits.
const localBytes = 256 << 20

// sourceKnobs are what every command takes that reads SOURCEs.
var sourceKnobs = []string{"base-url", "allow-private", "cache", "pages"}

// A source is one place to read articles from.
type source struct {
	name    string // as the user knows it: a path or "standard input"
	open    opener
	address string // instead of both
}

// An opener returns a file's bytes.
type opener func(context.Context, *program) (io.ReadCloser, error)

// A reading is what comes out of a source: a feed, whose documents may still be in the
// file, or why there is none. The error does not name it.
type reading struct {
	name string
	*feed.Reader
	file io.Closer // nil if it is closed
	err  error
}

// findSources turns the arguments into sources, globs into one for each file.
// Each argument that leads nowhere is told in the error; the others count.
func findSources(args []string) ([]source, error) {
	var sources []source
	var errs []error
	for i, arg := range args {
		switch {
		case arg == "-":
			for _, earlier := range args[:i] {
				if earlier == "-" {
					return nil, usageErrorf("standard input (-) can be read only once")
				}
			}
			sources = append(sources, source{name: "standard input", open: openStdin})
		case arg == "":
			return nil, usageErrorf("an empty SOURCE; want %s", sourcesWanted)
		case meansAddress(arg):
			sources = append(sources, source{address: arg})
		default:
			names, err := findFiles(arg)
			if err != nil {
				errs = append(errs, err)
			}
			for _, name := range names {
				sources = append(sources, source{name: name, open: openLocal(name)})
			}
		}
	}
	return sources, errors.Join(errs...)
}

// findFiles returns the files that a path or glob names. A name that is there
// is that file, whatever characters it holds.
func findFiles(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return nil, folderError(arg)
	case err == nil:
		return []string{arg}, nil
	case strings.Contains(arg, "://"):
		return nil, fmt.Errorf("%s: not an address that can be read; it must begin with https:// or http://", redacted(arg))
	case strings.ContainsAny(arg, "*?[{"):
		names, err := doublestar.FilepathGlob(arg, doublestar.WithFilesOnly())
		if err != nil {
			return nil, fmt.Errorf("%s: not a valid pattern: %w", arg, err)
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("%s: no file matches this pattern", arg)
		}
		return names, nil
	case errors.Is(err, fs.ErrNotExist):
		hint := didYouMean(filepath.Base(arg), "", filesBeside(arg))
		if host, path, ok := strings.Cut(arg, "/"); ok && path != "" && strings.Contains(strings.Trim(host, "."), ".") {
			hint = "; if it is an address, write https://" + arg
		}
		return nil, fmt.Errorf("%s: no such file%s", arg, hint)
	}
	return nil, unwrapPath(arg, err)
}

func folderError(name string) error {
	entries, err := os.ReadDir(name)
	if err == nil && len(entries) == 0 {
		return fmt.Errorf("%s: an empty folder; name a file with a feed in it", name)
	}
	pattern := filepath.Join(name, "*.xml")
	return fmt.Errorf("%s: a folder, not a feed; name the files in it, as in '%s'", name, pattern)
}

func filesBeside(name string) []string {
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func openStdin(ctx context.Context, p *program) (io.ReadCloser, error) {
	return io.NopCloser(cancellable(ctx, p.stdin)), nil
}

func openLocal(name string) opener {
	return func(ctx context.Context, p *program) (io.ReadCloser, error) {
		f, err := os.Open(name)
		if err != nil {
			return nil, unwrapPath("", err)
		}
		return struct {
			io.Reader
			io.Closer
		}{cancellable(ctx, f), f}, nil
	}
}

// readLocal reads what is not on the network, but for the documents of JSON Lines.
func (p *program) readLocal(ctx context.Context, s source) reading {
	r := reading{name: s.name}
	in, err := s.open(ctx, p)
	if err != nil {
		r.err = err
		return r
	}
	r.file = in
	r.Reader, r.err = feed.NewReader(in, &feed.Options{BaseURL: p.baseURL(), MaxBytes: localBytes, MaxItems: -1, MaxText: -1})
	return r
}

// baseURL is --base-url, unless it is the folder of a site only.
func (p *program) baseURL() string {
	if strings.HasPrefix(p.settings.baseURL, "/") {
		return ""
	}
	return p.settings.baseURL
}

// readSources reads the arguments' sources, tells what can't be read, and hands
// on what can, in the order of the arguments. Whoever uses a reading notes in it what
// goes wrong on the way to its end. It reports whether all went well.
func (p *program) readSources(ctx context.Context, args []string, use func(*reading) error) (complete bool, err error) {
	if strings.HasPrefix(p.settings.baseURL, "/") && p.settings.build.site == "" {
		return false, usageErrorf("base-url %s: a path alone is for kindred build; want an address that starts with https:// or http://", p.settings.baseURL)
	}
	sources, err := findSources(args)
	var usage *usageError
	if errors.As(err, &usage) {
		return false, err
	}
	complete = err == nil
	if err != nil {
		p.complainOfEach(err)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	addresses := p.readAddresses(ctx, sources)
	bar := p.progress("reading", len(sources))
	defer bar.end()
	for i, s := range sources {
		result := addresses[i]
		if result == nil {
			result = make(chan []reading, 1)
			go func() { result <- []reading{p.readLocal(ctx, s)} }()
		}
		var readings []reading
		select {
		case readings = <-result:
		case <-ctx.Done(): // whatever a large file still takes
		}
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		for i := range readings {
			r := &readings[i]
			var stopped error
			if r.err == nil {
				stopped = use(r)
			}
			if r.file != nil {
				r.file.Close()
			}
			if err := cmp.Or(ctx.Err(), stopped); err != nil {
				return false, err
			}
			if r.err != nil {
				bar.hide()
				p.complain(fmt.Errorf("%s: %w", r.name, r.err))
				complete = false
			}
			*r = reading{} // of many feeds one is in memory
		}
		bar.step()
	}
	return complete, nil
}

// complainOfEach tells joined errors one a line.
func (p *program) complainOfEach(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			p.complain(e)
		}
		return
	}
	p.complain(err)
}

// unwrapPath strips an error of the operation and the path that came with it,
// and puts the path in front as the user wrote it.
func unwrapPath(name string, err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	if name == "" {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}
