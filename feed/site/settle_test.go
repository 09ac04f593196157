package site

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// writePages writes pages by their names.
func writePages(t testing.TB, pages map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range pages {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func titles(s *Site) map[string]string {
	m := map[string]string{}
	for _, d := range s.Documents {
		m[d.ID] = d.Title
	}
	return m
}

// What all pages together show.
func TestSettle(t *testing.T) {
	post := func(title, h1, date, more string) string {
		return page("<title>"+title+`</title><meta name="description" content="The paper of the valley."><meta property="og:image" content="/logo.png">`,
			"<main><h1>"+h1+"</h1>"+date+"<p>"+longText+"</p>"+more+"</main>")
	}
	pages := map[string]string{
		// Undated beside many that are dated: only with a place for a list.
		"now.html":    post("Now | Echo", "Now", "", ""),
		"placed.html": post("Placed | Echo", "Placed", "", "<div data-related-slot></div>"),
		// Lists of one or two articles.
		"pile/one/index.html": page("<title>One</title>", `<main><h1>One</h1><h2><a href="/p1.html">Title 1</a></h2><p>A summary of the first.</p></main>`),
		"pile/two/index.html": page("<title>Two</title>", `<main><h1>Two</h1><p><a href="/p1.html">Title 1</a>, <a href="/p2.html">Title 2</a>, <a href="/p3.html">Title 3</a></p></main>`),
	}
	for i := 1; i <= 12; i++ {
		heading := fmt.Sprintf("Title %d", i)
		if i > 9 {
			heading = "Weekly notes" // a heading that several pages have is not the title of one
		}
		pages[fmt.Sprintf("p%d.html", i)] = post(fmt.Sprintf("Title %d | Echo", i), heading, fmt.Sprintf(`<time datetime="2025-01-%02d">x</time>`, i), "")
	}
	s := readSite(t, writePages(t, pages), nil)
	want := map[string]string{"/placed.html": "Placed"}
	for i := 1; i <= 12; i++ {
		want[fmt.Sprintf("/p%d.html", i)] = fmt.Sprintf("Title %d", i)
	}
	if diff := cmp.Diff(want, titles(s)); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
	wantSkips := map[string]Skip{"now.html": SkipUndated, "pile/one/index.html": SkipList, "pile/two/index.html": SkipList}
	got := skips(s)
	for file, want := range wantSkips {
		if got[file] != want {
			t.Errorf("%s: %q, want %q", file, got[file], want)
		}
	}
	for _, d := range s.Documents {
		if d.Summary != "" || d.Image != "" {
			t.Errorf("%s has the site's summary %q or picture %q", d.ID, d.Summary, d.Image)
		}
	}
}

// Where one page has a body that is marked, pages without are no articles; what is
// marked is one, whatever its name.
func TestMarkedBody(t *testing.T) {
	s := readSite(t, writePages(t, map[string]string{
		"about.html": page("<title>About</title>", "<main><div data-pagefind-body>"+longText+"</div></main>"),
		"a.html":     page("<title>A</title>", "<main>"+longText+"</main>"),
	}), nil)
	if diff := cmp.Diff(map[string]Skip{"about.html": "", "a.html": SkipUnmarked}, skips(s)); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func TestPins(t *testing.T) {
	s := readSite(t, writePages(t, map[string]string{
		"a/index.html":   page(`<title>A</title><link rel="canonical" href="https://x.example/s/a/"><meta data-kindred-meta="pin[content]" content="/s/b/, /b/, https://x.example/s/b, b, twice, https://y.example/">`, "<main>"+longText+"</main>"),
		"b/index.html":   page(`<title>B</title><link rel="canonical" href="https://x.example/s/b/">`, "<main>"+longText+"</main>"),
		"c/twice.html":   page("<title>C</title>", "<main>"+longText+"</main>"),
		"d/twice.html":   page("<title>D</title>", "<main>"+longText+"</main>"),
		"folder/x.xhtml": page("<title>X</title>", "<main>"+longText+"</main>"),
	}), nil)
	want := []string{"/s/b/", "/s/b/", "/s/b/", "/s/b/", "twice", "https://y.example/"}
	if diff := cmp.Diff(want, s.Documents[0].Pins); diff != "" {
		t.Errorf("pins (-want +got):\n%s", diff)
	}
}
