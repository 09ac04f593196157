package main

import (
	"context"
	"strconv"
	"time"

	"github.com/gohugoio/hugo/related"
)

// hugo is the index behind .Site.RegularPages.Related, with Hugo's weights for
// keywords and tags. Newer pages are let in, since with Hugo's default the oldest
// pages have empty lists, and dates are left out: they would only cost time.
type hugo struct {
	index *related.InvertedIndex
	pages []*page
}

type page struct {
	article  *article
	number   int
	keywords map[string][]related.Keyword
}

func (p *page) RelatedKeywords(c related.IndexConfig) ([]related.Keyword, error) {
	return p.keywords[c.Name], nil
}
func (p *page) PublishDate() time.Time { return p.article.Published }
func (p *page) Name() string           { return strconv.Itoa(p.number) }

func (*hugo) version() string { return moduleVersion("github.com/gohugoio/hugo") }

func (h *hugo) build(articles []article, keywords [][]string) error {
	h.index = related.NewInvertedIndex(related.Config{
		Threshold:    80,
		IncludeNewer: true,
		Indices: related.IndicesConfig{
			{Name: "keywords", Weight: 100, Type: related.TypeBasic},
			{Name: "tags", Weight: 80, Type: related.TypeBasic},
		},
	})
	ctx := context.Background()
	for i := range articles {
		p := &page{&articles[i], i, map[string][]related.Keyword{
			"keywords": toKeywords(keywords[i]),
			"tags":     toKeywords(articles[i].Tags),
		}}
		h.pages = append(h.pages, p)
		if err := h.index.Add(ctx, p); err != nil {
			return err
		}
	}
	return h.index.Finalize(ctx)
}

func toKeywords(words []string) []related.Keyword {
	keywords := make([]related.Keyword, len(words))
	for i, word := range words {
		keywords[i] = related.StringKeyword(word)
	}
	return keywords
}

func (h *hugo) lists(step int) ([][]int, error) {
	return eachOnAllCPUs(len(h.pages), step, func(i int) ([]int, error) {
		found, err := h.index.Search(context.Background(), related.SearchOpts{Document: h.pages[i]})
		if err != nil {
			return nil, err
		}
		list := make([]int, min(len(found), listLength))
		for j := range list {
			list[j] = found[j].(*page).number
		}
		return list, nil
	})
}
