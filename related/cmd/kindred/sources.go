package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

const sourcesWanted = "a SOURCE: a file, a glob, - for standard input, or an http(s) address"

// localBytes is how much a local file may hold. What comes from the network is
// held to package feed's own limits.
const localBytes = 256 << 20

// A source is one place to read articles from.
type source struct {
	name string // as the user knows it: a path, an address, "standard input"
	open opener
}

// An opener returns a source's bytes, and what package feed should know about
// them.
type opener func(context.Context, *program) (io.ReadCloser, *feed.Options, error)

// A reading is what came out of a source.
type reading struct {
	source
	*feed.Feed
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
			sources = append(sources, source{"standard input", openStdin})
		case isWebAddress(arg):
			sources = append(sources, source{redacted(arg), openAddress(arg)})
		default:
			names, err := findFiles(arg)
			if err != nil {
				errs = append(errs, err)
			}
			for _, name := range names {
				sources = append(sources, source{name, openLocal(name)})
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
		return nil, fmt.Errorf("%s: not an address that can be read; it must begin with https:// or http:// and a host", arg)
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
		return nil, fmt.Errorf("%s: no such file%s", arg, didYouMean(filepath.Base(arg), "", filesBeside(arg)))
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

func openStdin(ctx context.Context, p *program) (io.ReadCloser, *feed.Options, error) {
	return io.NopCloser(cancellable(ctx, p.stdin)), p.localOptions(), nil
}

func openLocal(name string) opener {
	return func(ctx context.Context, p *program) (io.ReadCloser, *feed.Options, error) {
		f, err := os.Open(name)
		if err != nil {
			return nil, nil, unwrapPath("", err)
		}
		return struct {
			io.Reader
			io.Closer
		}{cancellable(ctx, f), f}, p.localOptions(), nil
	}
}

func (p *program) localOptions() *feed.Options {
	return &feed.Options{BaseURL: p.settings.baseURL, MaxBytes: localBytes, MaxItems: -1}
}

// readSource reads one source. Its errors do not name it yet.
func (p *program) readSource(ctx context.Context, s source) (*feed.Feed, error) {
	r, options, err := s.open(ctx, p)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	f, err := feed.Parse(r, options)
	if err != nil {
		return nil, err
	}
	leaveOutDrafts(f)
	return f, nil
}

// leaveOutDrafts takes out what an export holds that is not published: what the
// command prints is for readers. In JSON it is an editor who hides an article,
// from the lists of others.
func leaveOutDrafts(f *feed.Feed) {
	if strings.HasPrefix(f.Format, "json") {
		return
	}
	all := len(f.Documents)
	f.Documents = slices.DeleteFunc(f.Documents, func(d related.Document) bool { return d.Hidden })
	if drafts := all - len(f.Documents); drafts > 0 {
		f.Warnings = append(f.Warnings, feed.Warning{Kind: feed.WarnLeftOut, Item: -1, Text: "left out: a draft or private article", Count: drafts})
	}
}

// readSources reads the arguments' sources one after the other, tells what
// can't be read, and hands on what can. It reports whether all went well.
func (p *program) readSources(ctx context.Context, args []string, use func(reading) error) (complete bool, err error) {
	sources, err := findSources(args)
	var usage *usageError
	if errors.As(err, &usage) {
		return false, err
	}
	complete = err == nil
	if err != nil {
		p.complainOfEach(err)
	}
	bar := p.progress("reading", len(sources))
	defer bar.end()
	for _, s := range sources {
		f, err := p.readSource(ctx, s)
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if err != nil {
			bar.hide()
			p.complain(fmt.Errorf("%s: %w", s.name, err))
			complete = false
		} else if err := use(reading{s, f}); err != nil {
			return false, err
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
