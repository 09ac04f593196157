package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"strings"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

// british is the paper's language more precisely than its feed says it, which matters
// for dates.
const british = "en-GB"

// A newsroom is what all editions have in common.
type newsroom struct {
	Title    string
	About    string
	URL      string    // with a slash at its end
	Articles []article // newest first
	Lists    map[string]related.List
}

// An article is a document as the engine sees it, and what a page needs beyond.
type article struct {
	related.Document
	HTML    template.HTML
	Section string // "culture"
	Slug    string // "herring-fair-2025"
	// Illustrated tells that the page opens with the picture. In lists every article
	// has one.
	Illustrated bool
}

func readNewsroom(file string) (*newsroom, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	f, err := feed.Parse(bytes.NewReader(data), nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	html, err := bodies(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	news := &newsroom{Title: f.Title, About: f.Description, URL: f.URL, Lists: map[string]related.List{}}
	for _, d := range f.Documents {
		section, slug, ok := strings.Cut(strings.TrimPrefix(d.URL, f.URL), "/")
		if !ok {
			return nil, fmt.Errorf("%s: %s is not in a section", file, d.URL)
		}
		if d.Language == "" || d.Language == f.Language {
			d.Language = british
		}
		news.Articles = append(news.Articles, article{d, html[d.ID], section, slug, d.Image != ""})
	}
	idx, err := related.New(f.Documents, nil)
	if err != nil {
		return nil, err
	}
	for _, a := range news.Articles {
		matches, err := idx.Related(a.ID, related.Query{})
		if err != nil {
			return nil, err
		}
		news.Lists[a.ID] = related.List{ID: a.ID, URL: a.URL, Title: a.Title, Related: matches}
	}
	return news, nil
}

// bodies returns the articles as HTML by ID: of a feed's items package feed keeps
// the text alone. The HTML is this repository's own, and so it is trusted.
func bodies(data []byte) (map[string]template.HTML, error) {
	var f struct {
		Items []struct {
			ID   string        `json:"id"`
			HTML template.HTML `json:"content_html"`
		} `json:"items"`
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	html := map[string]template.HTML{}
	for _, item := range f.Items {
		html[item.ID] = item.HTML
	}
	return html, nil
}
