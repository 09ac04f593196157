package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindAddress(t *testing.T) {
	pages := func(canonicals ...string) (list []*Page) {
		for i := 0; i < len(canonicals); i += 2 {
			list = append(list, &Page{File: canonicals[i], facts: &facts{Canonical: canonicals[i+1]}})
		}
		return list
	}
	for name, c := range map[string]struct {
		pages []*Page
		base  string
		want  address
		path  map[string]string
	}{
		"nobody says": {pages("a.html", ""), "", address{}, map[string]string{"a.html": "/a.html", "b/index.html": "/b/", "index.html": "/"}},
		"most say": {pages("a/index.html", "https://x.example/s/a/", "b/index.html", "https://x.example/s/b", "c/index.html", "https://y.example/c/"), "",
			address{origin: "https://x.example", prefix: "/s", canonical: "/s"}, map[string]string{"a/index.html": "/s/a/", "é b/index.html": "/s/%C3%A9%20b/", "index.html": "/s/"}},
		"names without .html": {pages("a.html", "https://x.example/a", "b.html", "https://x.example/b/", "c.html", "https://x.example/c.html"), "",
			address{origin: "https://x.example", bare: true}, map[string]string{"a.html": "/a", "index.html": "/"}},
		"relative": {pages("a/index.html", nowhereFolder+"a/", "b/index.html", nowhere+"s/b/", "c/index.html", nowhere+"s/c/"), "",
			address{prefix: "/s", canonical: "/s"}, map[string]string{"a/index.html": "/s/a/"}},
		"folders without a slash": {pages("a/index.html", "https://x.example/a", "b/index.html", "https://x.example/b"), "",
			address{origin: "https://x.example", noSlash: true}, map[string]string{"c/index.html": "/c", "index.html": "/"}},
		"the user says": {pages("a/index.html", "https://x.example/s/a/"), "https://z.example/t/",
			address{origin: "https://z.example", prefix: "/t"}, map[string]string{"a/index.html": "/t/a/"}},
		"the user says a folder": {pages("a/index.html", "https://x.example/s/a/"), "/t",
			address{origin: "https://x.example", prefix: "/t", canonical: "/s"}, map[string]string{"a/index.html": "/t/a/"}},
	} {
		got := findAddress(c.pages, c.base)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
		for file, want := range c.path {
			if path := got.path(file, ""); path != want {
				t.Errorf("%s: %s is at %s, want %s", name, file, path, want)
			}
		}
	}
}

// Two pages that would go by one path are two articles.
func TestSamePath(t *testing.T) {
	text := "<main>" + longText + "</main>"
	s := readSite(t, writePages(t, map[string]string{
		"a.html": page("<title>A</title>", text), "a/index.html": page("<title>Folder</title>", text),
		"b.html":       page(`<title>B</title><link rel="canonical" href="https://x.example/b">`, text),
		"c/index.html": page(`<title>C</title><link rel="canonical" href="https://x.example/c">`, text),
	}), nil)
	want := map[string]string{"/a": "Folder", "/a.html": "A", "/b": "B", "/c": "C"}
	if diff := cmp.Diff(want, titles(s)); diff != "" {
		t.Errorf("articles (-want +got):\n%s", diff)
	}
}

// A page's own canonical link decides, and where there is none, links do.
func TestPathOfPage(t *testing.T) {
	a := address{origin: "https://x.example", prefix: "/t", canonical: "/s"}
	for canonical, want := range map[string]string{
		"https://x.example/s/a": "/t/a", "https://x.example/s/a/": "/t/a/", "https://x.example/s/b/": "/t/a/", "": "/t/a/",
	} {
		if got := a.path("a/index.html", canonical); got != want {
			t.Errorf("%q: %s, want %s", canonical, got, want)
		}
	}
	for name, c := range map[string]struct {
		link string
		want map[string]string
	}{
		"no .html":             {"/b", map[string]string{"/a": "", "/b": ""}},
		".html":                {"/b.html", map[string]string{"/a.html": "", "/b.html": ""}},
		"in a folder":          {"/mag/b.html", map[string]string{"/mag/a.html": "", "/mag/b.html": ""}},
		"relative, so nothing": {"b", map[string]string{"/a.html": "", "/b.html": ""}},
	} {
		s := readSite(t, writePages(t, map[string]string{
			"a.html": page("<title>A</title>", `<nav><a href="`+c.link+`">B</a></nav><main>`+longText+`</main>`),
			"b.html": page("<title>B</title>", "<main>"+longText+"</main>"),
		}), nil)
		got := map[string]string{}
		for _, d := range s.Documents {
			got[d.ID] = ""
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
