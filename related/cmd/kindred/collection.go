package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

// A collection is what the sources of one call hold: the articles, each once,
// and their index.
type collection struct {
	docs     []related.Document // none if they were not needed
	index    *related.Index
	title    string // of the feed, if there is just one
	complete bool   // every source could be read
}

// collect reads the sources and indexes what they hold.
func (p *program) collect(ctx context.Context, args []string) (*collection, error) {
	c, err := p.gather(ctx, args)
	if err != nil {
		return nil, err
	}
	if c.index, err = indexOf(ctx, c.docs, p.settings.options()); err != nil {
		return nil, fmt.Errorf("can't index the articles: %w", err)
	}
	return c, nil
}

// manyArticles are so many that memory is no longer cheaper than collecting it.
const manyArticles = 50_000

// collectLean is collect for who needs the index and no document: they are analysed
// while the sources are read, and never all in memory.
func (p *program) collectLean(ctx context.Context, args []string) (*collection, error) {
	if p.settings.tagsOnly || p.settings.excerpt > related.KeptExcerpt {
		return p.collect(ctx, args) // their order counts, or more of their texts
	}
	var c collection
	var unread error
	options := p.settings.options()
	options.DropContent = true
	var err error
	c.index, err = related.Collect(ctx, func(yield func(related.Document, error) bool) {
		more := true
		var m feed.Merger
		articles := 0
		unread = p.read(ctx, args, &c, &m, func(d related.Document) bool {
			if articles++; articles == manyArticles {
				setGarbage(30)
			}
			more = yield(d, nil)
			return more
		})
		if unread != nil {
			if more {
				yield(related.Document{}, unread)
			}
			return
		}
		for n := range m.Dropped() {
			if !yield(related.Document{}, related.Withdrawal(n)) {
				return
			}
		}
	}, options)
	switch {
	case unread != nil && !errors.Is(unread, errStopped):
		return nil, unread
	case err != nil:
		return nil, fmt.Errorf("can't index the articles: %w", err)
	}
	return &c, nil
}

// gather reads the sources, and leaves it to the caller to index what they hold.
func (p *program) gather(ctx context.Context, args []string) (*collection, error) {
	var c collection
	var m feed.Merger
	var all []related.Document
	err := p.read(ctx, args, &c, &m, func(d related.Document) bool {
		all = append(all, d)
		return true
	})
	if err != nil {
		return nil, err
	}
	for n := range m.Kept() {
		c.docs = append(c.docs, all[n])
	}
	return &c, nil
}

// errStopped says that nobody wants more documents.
var errStopped = errors.New("stopped")

// read reads the sources of a collection and hands on every document, until each
// returns false. The merger learns which are to be kept. If nothing could be read, that
// has been told, and the error is errReported.
func (p *program) read(ctx context.Context, args []string, c *collection, m *feed.Merger, each func(related.Document) bool) error {
	feeds := 0
	var err error
	c.complete, err = p.readSources(ctx, args, func(r *reading) error {
		for d, err := range r.All() {
			if err != nil {
				m.DropFeed()
				r.err = err
				return nil
			}
			m.Add(&d)
			if !each(d) {
				return errStopped
			}
		}
		m.EndFeed()
		feeds++
		c.title = r.Title
		for _, w := range r.Warnings {
			if aboutAddress(w.Kind) {
				p.warn(r.name + ": " + w.String())
			}
		}
		if losses(r.Warnings) {
			p.warn(r.name + ": some of it could not be read, articles may be missing; kindred parse tells what")
		}
		return nil
	})
	if feeds > 1 {
		c.title = ""
	}
	if err == nil && feeds == 0 {
		err = errReported
	}
	return err
}

// indexOf is related.New that can be interrupted.
func indexOf(ctx context.Context, docs []related.Document, options *related.Options) (*related.Index, error) {
	return related.Collect(ctx, func(yield func(related.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}, options)
}

// losses reports whether a warning means that an article may be missing.
func losses(warnings []feed.Warning) bool {
	return slices.ContainsFunc(warnings, func(w feed.Warning) bool {
		return w.Kind == feed.WarnTruncated || w.Kind == feed.WarnLostItem || w.Kind == feed.WarnBadLine
	})
}

// status is the error that a command ends with once its output is written.
func (c *collection) status() error {
	if c.complete {
		return nil
	}
	return errReported
}

// options are the engine's options that the settings come to.
func (s *settings) options() *related.Options {
	return &related.Options{
		CrossLanguage:  s.crossLanguage,
		KeepNearCopies: s.nearCopies == "keep",
		SameSection:    s.sameSection,
		NeverTags:      s.neverTags,
		TagsOnly:       s.tagsOnly,
		Recency:        related.Recency(s.recency),
		Weights:        s.weights,
		Diversity:      max(0, s.diversity),
		LeaveOrphans:   s.orphans == "leave",
		Fill:           s.fill,
		Previous:       s.previous,
		Margin:         s.margin,
	}
}

// query is the engine's query that the settings come to.
func (s *settings) query() related.Query {
	return related.Query{
		Limit:    s.limit,
		MinScore: s.minScore,
		Terms:    max(0, s.terms),
		Excerpt:  s.excerpt,
	}
}

// rank returns every list of the index, in the order of All.
func (p *program) rank(ctx context.Context, index *related.Index, q related.Query) ([]related.List, error) {
	return listsIn(p.ranked(ctx, index, q), index.Len())
}

// ranked is All with a progress bar.
func (p *program) ranked(ctx context.Context, index *related.Index, q related.Query) iter.Seq2[related.List, error] {
	return func(yield func(related.List, error) bool) {
		bar := p.progress("ranking", index.Len())
		defer bar.end()
		for list, err := range index.All(ctx, q) {
			if !yield(list, err) {
				return
			}
			bar.step()
		}
	}
}

// listsIn returns the lists of a sequence, of which there are as many as that.
func listsIn(all iter.Seq2[related.List, error], n int) ([]related.List, error) {
	lists := make([]related.List, 0, n)
	for list, err := range all {
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}
