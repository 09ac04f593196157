package main

import (
	"encoding/json"
	"html/template"
	"time"
)

// An item of the JSON Feed for the page that tries every setting. Its sections are in
// Kindred's extension, since feeds have no element for them.
type item struct {
	ID        string        `json:"id"`
	URL       string        `json:"url"`
	Title     string        `json:"title"`
	Summary   string        `json:"summary"`
	HTML      template.HTML `json:"content_html"`
	Image     string        `json:"image"`
	Published time.Time     `json:"date_published"`
	Tags      []string      `json:"tags,omitempty"`
	Language  string        `json:"language"`
	Kindred   struct {
		Section string `json:"section"`
	} `json:"_kindred"`
}

// play puts the page that tries every setting, and its feed, which leads to the
// edition without a build step.
func (s *site) play() error {
	p := &paper{&editions[2], s.news, s.base, editions, sections}
	items := make([]item, len(p.Articles))
	for i := range p.Articles {
		a := &p.Articles[i]
		items[i] = item{
			ID: a.ID, URL: p.Address(a), Title: a.Title, Summary: a.Summary, HTML: p.Body(a),
			Image: p.Picture(a), Published: a.Published, Tags: a.Tags, Language: a.Language,
		}
		items[i].Kindred.Section = a.Section
	}
	feed, err := json.Marshal(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": p.Title, "home_page_url": p.Home(), "items": items,
	})
	if err != nil {
		return err
	}
	s.put("play/feed.json", feed)
	return s.page("play", "play.html", p)
}
