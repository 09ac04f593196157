package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed"
)

// sourceStats sums up what was read from a source: how many of its articles have
// what.
type sourceStats struct {
	Source   string         `json:"source"`
	Format   string         `json:"format"`
	Title    string         `json:"title,omitempty"`
	Language string         `json:"language,omitempty"` // what most articles are in
	Articles int            `json:"articles"`
	Titles   int            `json:"titles"`
	URLs     int            `json:"urls"`
	Dates    int            `json:"dates"`
	Images   int            `json:"images"`
	Tags     int            `json:"tags"`
	Authors  int            `json:"authors"`
	Texts    int            `json:"texts"`
	Bytes    int            `json:"text_bytes"` // of the articles' texts together
	First    string         `json:"first,omitempty"`
	Last     string         `json:"last,omitempty"`
	Warnings map[string]int `json:"warnings,omitempty"` // how many of each kind
}

func statsOf(name string, f *feed.Feed) sourceStats {
	s := sourceStats{Source: name, Format: f.Format, Title: f.Title, Articles: len(f.Documents)}
	languages := map[string]int{}
	var first, last time.Time
	count := func(n *int, has bool) {
		if has {
			*n++
		}
	}
	for i := range f.Documents {
		d := &f.Documents[i]
		count(&s.Titles, d.Title != "")
		count(&s.URLs, d.URL != "")
		count(&s.Dates, !d.Published.IsZero())
		count(&s.Images, d.Image != "")
		count(&s.Tags, len(d.Tags) > 0)
		count(&s.Authors, len(d.Authors) > 0)
		count(&s.Texts, d.Content != "")
		s.Bytes += len(d.Content)
		languages[d.Language]++
		if at := d.Published; !at.IsZero() {
			if first.IsZero() || at.Before(first) {
				first = at
			}
			if at.After(last) {
				last = at
			}
		}
	}
	for _, l := range slices.Sorted(maps.Keys(languages)) {
		if l != "" && languages[l] > languages[s.Language] {
			s.Language = l
		}
	}
	s.Language = cmp.Or(s.Language, f.Language)
	if !first.IsZero() {
		s.First, s.Last = first.Format(time.DateOnly), last.Format(time.DateOnly)
	}
	s.Warnings = countWarnings(f.Warnings)
	return s
}

func countWarnings(warnings []feed.Warning) map[string]int {
	if len(warnings) == 0 {
		return nil
	}
	m := map[string]int{}
	for _, w := range warnings {
		m[string(w.Kind)] += w.Count
	}
	return m
}

// add takes in another source, for the line that sums up all of them.
func (s *sourceStats) add(o sourceStats) {
	s.Articles += o.Articles
	s.Titles += o.Titles
	s.URLs += o.URLs
	s.Dates += o.Dates
	s.Images += o.Images
	s.Tags += o.Tags
	s.Authors += o.Authors
	s.Texts += o.Texts
	s.Bytes += o.Bytes
}

// statsJSON writes the stats as a JSON list.
func statsJSON(all []sourceStats) ([]byte, error) {
	if all == nil {
		all = []sourceStats{}
	}
	out, err := json.MarshalIndent(all, "", "  ")
	return append(out, '\n'), err
}

// stats writes a line for each source, and what was repaired or left out below
// it.
func (t *textLayout) stats(all []sourceStats) []byte {
	const layout = "%8s %7s %7s %7s %7s %7s %7s %7s %9s  %-7s %-6s "
	row := func(st style, s sourceStats, articles, name string) {
		n := func(n int) string { return fmt.Sprint(n) }
		t.line(t.paint(st, fmt.Sprintf(layout, articles, n(s.Titles), n(s.URLs), n(s.Dates), n(s.Images), n(s.Tags), n(s.Authors), n(s.Texts),
			size(s.Bytes), cmp.Or(s.Language, "-"), cmp.Or(s.Format, "-"))), t.paint(strong, name))
	}
	t.line(t.paint(faint, strings.TrimRight(fmt.Sprintf(layout, "articles", "titles", "URLs", "dates", "images", "tagged", "signed", "texts", "size", "lang.", "format")+"source", " ")))
	var total sourceStats
	for _, s := range all {
		row(plain, s, fmt.Sprint(s.Articles), printable(s.Source))
		total.add(s)
		if len(s.Warnings) > 0 {
			t.paragraph(strings.Repeat(" ", len("articles ")), faint, warningCounts(s.Warnings))
		}
	}
	if len(all) > 1 {
		row(plain, total, fmt.Sprint(total.Articles), fmt.Sprintf("all %d sources", len(all)))
	}
	return t.out
}

func warningCounts(counts map[string]int) string {
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%s %d", kind, counts[kind]))
	}
	return "warnings: " + strings.Join(parts, ", ")
}

// size is a number of bytes for people.
func size(bytes int) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}
