package site

import "testing"

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
			if path := got.path(file); path != want {
				t.Errorf("%s: %s is at %s, want %s", name, file, path, want)
			}
		}
	}
}
