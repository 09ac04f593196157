package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
)

// A Report says what came of writing lists.
type Report struct {
	Changed   []string // files that are, or would be, other than before
	Unchanged int      // pages whose list is as it was
	NoPlace   []*Page  // articles that have no place for a list
	Stale     []string // compressed copies that could not be made anew
}

// errChanged says that somebody else is writing into the folder.
var errChanged = errors.New("changed since it was read; run the command again when nothing else writes into the folder")

// errForgotten says that the cache is not that of this page: a mistake of this program.
var errForgotten = errors.New("it is remembered wrongly; run the command again with --cache off, and tell us of it")

// Write writes the block that the function returns for each page into its place. It is asked
// for every page with a place, articles or not; what takes no list gets the zero Block,
// which takes out an old list. The function is called from several goroutines.
//
// With check nothing is written. Files that can't be written do not stop the others,
// unless the disk is full; they are told in the error.
func (s *Site) Write(ctx context.Context, check bool, block func(*Page) (Block, error), progress func(done, all int)) (*Report, error) {
	var r Report
	var mu sync.Mutex
	var errs []error
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var pages []*Page
	for _, p := range s.Pages {
		switch {
		case p.facts == nil:
		case p.Place != NoPlace:
			pages = append(pages, p)
		case p.Skip == "":
			r.NoPlace = append(r.NoPlace, p)
		}
	}
	if !check {
		s.removeLeftovers()
	}
	err := s.each(ctx, pages, progress, func(p *Page) {
		changed, stale, err := s.writePage(p, check, block)
		mu.Lock()
		defer mu.Unlock()
		r.Stale = append(r.Stale, stale...)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("can't write %s: %w", p.File, withoutPath(err)))
			if isDiskFull(err) {
				cancel(err)
			}
		case changed:
			r.Changed = append(r.Changed, p.File)
		default:
			r.Unchanged++
		}
	})
	slices.Sort(r.Changed)
	slices.Sort(r.Stale)
	if len(errs) == 0 && err != nil {
		return &r, err
	}
	slices.SortFunc(errs, func(a, b error) int { return bytes.Compare([]byte(a.Error()), []byte(b.Error())) })
	return &r, errors.Join(errs...)
}

// Shows reports whether it is remembered that the page has a block with this key in it.
func (p *Page) Shows(key string) bool { return p.facts != nil && p.facts.Ours && p.facts.Key == key }

func (s *Site) writePage(p *Page, check bool, block func(*Page) (Block, error)) (changed bool, stale []string, err error) {
	b, err := block(p)
	if err != nil {
		return false, nil, err
	}
	if b.Key != "" && p.Shows(b.Key) {
		return false, nil, nil
	}
	if p.facts.shows(b) {
		s.cache.remember(p, b.Key)
		return false, nil, nil
	}
	raw, err := s.readFile(p.File)
	if err != nil {
		return false, nil, err
	}
	if sha256.Sum256(raw) != p.hash {
		return false, nil, errChanged
	}
	if !p.facts.fits(raw) {
		return false, nil, errForgotten
	}
	page := p.facts.splice(raw, b)
	key := pageKey{p.File, sha256.Sum256(page)}
	written := s.cache.known[key] // it was read when it was written before
	if b.HTML != "" && written == nil {
		var sure bool
		if written, sure = p.facts.foretell(raw, b); !sure {
			if written, err = p.facts.reread(page, b); err != nil {
				return false, nil, err
			}
		}
	}
	if check {
		return true, nil, nil
	}
	part, err := s.newPart(p.File, page)
	if err != nil {
		return false, nil, err
	}
	// The copies come first: after a run that was killed in between, the next one
	// finds that the page is still to be written, and makes them again.
	stale = s.recompress(p.File, page)
	if err := part.put(); err != nil {
		return false, stale, err
	}
	s.cache.add(key, written, b.Key, p)
	return true, stale, nil
}

// withoutPath strips an error of a path, which is told already.
func withoutPath(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
