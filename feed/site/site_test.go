package site

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/kindred-go/kindred/related"
)

// unpack writes the files of an archive in testdata into a folder of its own.
func unpack(t testing.TB, name string) string {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := txtar.Write(archive, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func readSite(t testing.TB, dir string, o *Options) *Site {
	t.Helper()
	s, err := Read(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func skips(s *Site) map[string]Skip {
	m := map[string]Skip{}
	for _, p := range s.Pages {
		m[p.File] = p.Skip
	}
	return m
}

func TestRead(t *testing.T) {
	s := readSite(t, unpack(t, "town.txtar"), nil)
	wantSkips := map[string]Skip{
		"index.html":             SkipHome,
		"news/index.html":        SkipList,
		"news/bridge/index.html": "",
		"news/ferry/index.html":  "",
		"sport/cup.html":         "",
		"news/old/index.html":    SkipRedirect,
		"news/copy/index.html":   SkipCanonical,
		"news/agency/index.html": SkipCanonical,
		"news/draft/index.html":  SkipNoindex,
		"news/away/index.html":   SkipExcluded,
		"news/page/2/index.html": SkipPagination,
		"news/bridge/print.html": SkipPrint,
		"tags/roads/index.html":  SkipTerm,
		"2026/03/index.html":     SkipArchive,
		"404.html":               SkipError,
		"search/index.html":      SkipSearch,
		"about/index.html":       SkipAbout,
		"part.html":              SkipNotPage,
	}
	if diff := cmp.Diff(wantSkips, skips(s)); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	day := func(s string) time.Time {
		d, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	want := []related.Document{
		{
			ID: "/town/news/bridge/", URL: "https://echo.example/town/news/bridge/", Title: "The bridge is shut", Summary: "Cracks were found on Monday.",
			Content:  "Engineers found cracks in two piers. The ferry takes over.\nWhat now\nSteel comes in May.",
			Headings: []string{"What now"}, Tags: []string{"Roads", "River", "bridges"}, Authors: []string{"Ida Moor"}, Section: "news", Language: "en-GB",
			Published: day("2026-03-01T23:30:00Z"), Image: "/town/img/bridge.jpg", Links: []string{"https://echo.example/town/news/ferry/"},
		},
		{
			ID: "/town/news/ferry/", URL: "https://echo.example/town/news/ferry/", Title: "Ferry crews work late",
			Content: "Crews of the ferry sail until midnight while the bridge is shut.",
			Tags:    []string{"ferries", "river"}, Authors: []string{"Bo Lark"}, Section: "Transport", Language: "en",
			Published: day("2026-03-04T00:00:00Z"), Updated: day("2026-03-05T10:00:00Z"), Image: "https://cdn.example/f.png",
		},
		{
			ID: "/town/sport/cup.html", URL: "https://echo.example/town/sport/cup.html", Title: "Cup final goes to penalties",
			Content: "After two hours without a goal, the cup final went to penalties, and the keeper of Tarn saved three of them, each with his left hand.\n" +
				"He had broken the right one in the semi-final, which nobody but the doctor and his sister had known, and neither of them had told a soul.\n" +
				"The crowd carried him to the market square, where the mayor gave him the keys of the town, a ham, and a year of free haircuts.",
			Section: "sport", Language: "en",
		},
	}
	if diff := cmp.Diff(want, s.Documents); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
	if s.Origin != "https://echo.example" || s.Prefix != "/town" {
		t.Errorf("the site is at %s%s", s.Origin, s.Prefix)
	}
	if w, h := s.ImageSize("/town/img/bridge.jpg"); w != 1200 || h != 630 {
		t.Errorf("size %d × %d", w, h)
	}
	if w, h := s.ImageSize("https://cdn.example/f.png"); w != 800 || h != 600 {
		t.Errorf("size %d × %d", w, h)
	}
	if got := s.Day("/town/news/bridge/").Format(time.DateOnly); got != "2026-03-02" {
		t.Errorf("day %s", got)
	}
}

func TestOptions(t *testing.T) {
	dir := unpack(t, "town.txtar")
	ids := func(o *Options) (ids []string) {
		for _, d := range readSite(t, dir, o).Documents {
			ids = append(ids, d.ID+" "+d.Section)
		}
		return ids
	}
	for name, c := range map[string]struct {
		o    Options
		want []string
	}{
		"a folder":     {Options{BaseURL: "/blog/"}, []string{"/blog/news/bridge/ news", "/blog/news/ferry/ Transport", "/blog/sport/cup.html sport"}},
		"another host": {Options{BaseURL: "https://agency.example/"}, []string{"/news/agency/ news", "/sport/cup.html sport"}},
		"include":      {Options{Include: []string{"sport/**"}}, []string{"/sport/cup.html sport"}},
		"exclude":      {Options{Exclude: []string{"news/{bridge,copy}/**"}}, []string{"/town/news/ferry/ Transport", "/town/sport/cup.html sport"}},
		"section":      {Options{Sections: []Section{{"news/f*/**", "Boats"}, {"**", "Rest"}}}, []string{"/town/news/bridge/ Rest", "/town/news/ferry/ Boats", "/town/sport/cup.html Rest"}},
	} {
		if diff := cmp.Diff(c.want, ids(&c.o)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, o := range []*Options{{InsertAfter: "p["}, {Include: []string{"{a"}}, {Sections: []Section{{"{a", "x"}}}} {
		if _, err := Read(t.Context(), dir, o); err == nil {
			t.Errorf("%+v is no error", o)
		}
	}
	if _, err := Read(t.Context(), filepath.Join(dir, "nothing"), nil); err == nil {
		t.Error("a folder that is not there is no error")
	}
}
