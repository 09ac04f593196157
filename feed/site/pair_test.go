package site

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed/content"
	"github.com/kindred-go/kindred/related"
)

func TestPair(t *testing.T) {
	s := readSite(t, unpack(t, "town.txtar"), nil)
	dated := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	unpaired := s.Pair([]content.Source{
		// By address, whatever the host; the picture comes from the page, the pin is told by its last part.
		{Path: "bridge.md", Document: related.Document{Title: "Bridge", Content: "Its source.", Pins: []string{"cup"}}, Addresses: []string{"/town/bridge/", "https://feeds.example/town/news/bridge/"}},
		// Without the folder that the site lies in, as a generator's sources have it.
		{Path: "about.md", Document: related.Document{Title: "About", Published: dated, Content: "Dated, so an article."}, Addresses: []string{"/about/"}},
		// By its title.
		{Path: "cup.md", Document: related.Document{Title: "cup final goes to  penalties | tarn echo"}, Addresses: []string{"/nowhere/"}},
		{Path: "ferry.md", Document: related.Document{Title: "Ferry"}, Unlisted: true, Addresses: []string{"/news/ferry/"}},
		// What is no article whatever a source says, and what is not there at all.
		{Path: "draft.md", Document: related.Document{Title: "D", Published: dated}, Addresses: []string{"/news/draft/"}},
		{Path: "gone.md", Document: related.Document{Title: "Gone"}, Draft: true},
		{Path: "lost.md", Document: related.Document{Title: "Lost"}, Addresses: []string{"/lost/"}},
	})
	var left []string
	for _, u := range unpaired {
		left = append(left, u.Path)
	}
	if diff := cmp.Diff([]string{"lost.md"}, left); diff != "" {
		t.Errorf("unpaired (-want +got):\n%s", diff)
	}
	got := map[string]related.Document{}
	for _, d := range s.Documents {
		got[d.ID] = related.Document{Title: d.Title, Content: d.Content[:min(len(d.Content), 22)], Image: d.Image, Pins: d.Pins, Published: d.Published}
	}
	want := map[string]related.Document{
		"/town/news/bridge/":   {Title: "Bridge", Content: "Its source.", Image: "/town/img/bridge.jpg", Pins: []string{"/town/sport/cup.html"}, Published: time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC)},
		"/town/about/":         {Title: "About", Content: "Dated, so an article.", Published: dated},
		"/town/sport/cup.html": {Title: "cup final goes to  penalties | tarn echo", Content: "After two hours withou"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if got := skips(s)["news/ferry/index.html"]; got != SkipExcluded {
		t.Errorf("unlisted: %q", got)
	}
}

// Of two sources the one that has the address of a page earlier has the page.
func TestPairLikeliest(t *testing.T) {
	s := readSite(t, unpack(t, "town.txtar"), nil)
	s.Pair([]content.Source{
		{Document: related.Document{Title: "guess", Content: "x"}, Addresses: []string{"/x/", "/news/bridge/"}},
		{Document: related.Document{Title: "sure", Content: "y"}, Addresses: []string{"/news/bridge/"}},
	})
	if len(s.Documents) != 1 || s.Documents[0].Title != "sure" {
		t.Errorf("got %v", s.Documents)
	}
}
