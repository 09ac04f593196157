package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/kindred-go/kindred/feed/content"
	"github.com/kindred-go/kindred/related"
)

// pair takes the texts from a feed or from Markdown sources, where that is asked for.
func (b *buildCommand) pair(ctx context.Context) error {
	s := &b.settings.build
	var sources []content.Source
	var err error
	switch {
	case s.content != "" && len(s.feeds) > 0:
		return usageErrorf("the texts come from --content or from --feed, not from both")
	case s.content != "":
		sources, err = b.readContent(ctx)
	case len(s.feeds) > 0:
		sources, err = b.readFeeds(ctx)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	unpaired := b.site.Pair(sources)
	if len(unpaired) == len(sources) {
		return fmt.Errorf("none of the %s is that of a page in %s; is it the same site?", plural(len(sources), "text"), s.site)
	}
	if len(unpaired) > 0 {
		b.warn(fmt.Sprintf("no page was found for %d of %s, such as %s", len(unpaired), plural(len(sources), "text"), firstOf(unpaired[0].Path, unpaired[0].Document.Title)))
	}
	if b.verbose {
		for _, u := range unpaired {
			fmt.Fprintf(b.stderr, "no page: %s\n", printable(firstOf(u.Path, u.Document.URL, u.Document.ID)))
		}
	}
	return nil
}

func (b *buildCommand) readContent(ctx context.Context) ([]content.Source, error) {
	folder := b.settings.build.content
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("can't read --content: %w", unwrapPath(folder, err))
	}
	defer root.Close()
	sources, err := content.Read(ctx, root.FS())
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		b.failed = true
		b.complainOfEach(err)
	case len(sources) == 0:
		return nil, fmt.Errorf("%s: no Markdown in it", folder)
	}
	return sources, nil
}

func (b *buildCommand) readFeeds(ctx context.Context) ([]content.Source, error) {
	c, err := b.gather(ctx, b.settings.build.feeds)
	if err != nil {
		return nil, err
	}
	b.failed = b.failed || !c.complete
	sources := make([]content.Source, len(c.docs))
	for i, d := range c.docs {
		sources[i] = content.Source{Document: d, Addresses: []string{d.URL}}
		if related.CanonicalURL(d.ID) != d.ID {
			sources[i].Addresses = append(sources[i].Addresses, d.ID)
		}
	}
	return sources, nil
}

// pageCache is the folder in which what pages hold is remembered, "" for none.
func (b *buildCommand) pageCache() string {
	switch cache := b.settings.cache; cache {
	case off:
		return ""
	case "":
		user, err := os.UserCacheDir()
		if err != nil {
			return "" // nobody's home: a build server
		}
		return filepath.Join(user, "kindred")
	default:
		return cache
	}
}
