package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

// A collection is what the sources of one call hold: the articles, each once,
// and their index.
type collection struct {
	docs     []related.Document
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

// gather reads the sources, and leaves it to the caller to index what they
// hold. If nothing could be read, that has been told, and the error is
// errReported.
func (p *program) gather(ctx context.Context, args []string) (*collection, error) {
	var c collection
	var found [][]related.Document
	var err error
	c.complete, err = p.readSources(ctx, args, func(r reading) error {
		found = append(found, r.Documents)
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
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errReported
	}
	if len(found) > 1 {
		c.title = ""
	}
	c.docs, _ = feed.Merge(found...)
	return &c, nil
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
	bar := p.progress("ranking", index.Len())
	defer bar.end()
	return listsIn(ctx, index, q, bar.step)
}

// listsIn is rank, with another way to tell of every list.
func listsIn(ctx context.Context, index *related.Index, q related.Query, each func()) ([]related.List, error) {
	lists := make([]related.List, 0, index.Len())
	for list, err := range index.All(ctx, q) {
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
		each()
	}
	return lists, nil
}
