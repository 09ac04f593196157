package main

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A parsedPage is what the tests want to know of a page.
type parsedPage struct {
	links      []string // href and src
	ids        []string
	blockLinks []string // of the block made at build time
	inline     []string // what a strict Content-Security-Policy blocks
	metas      map[string][]string
	lang       string
}

func parse(t *testing.T, content []byte) parsedPage {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	page := parsedPage{metas: map[string][]string{}}
	for n := range root.Descendants() {
		attrs := map[string]string{}
		for _, attr := range n.Attr {
			attrs[attr.Key] = attr.Val
			switch {
			case attr.Key == "href" || attr.Key == "src" && n.Data != "related-articles":
				page.links = append(page.links, attr.Val)
			case attr.Key == "id":
				page.ids = append(page.ids, attr.Val)
			case attr.Key == "style" || strings.HasPrefix(attr.Key, "on"):
				page.inline = append(page.inline, attr.Key)
			}
		}
		switch {
		case n.Data == "style" || n.Data == "script" && attrs["src"] == "":
			page.inline = append(page.inline, n.Data)
		case n.Data == "a" && attrs["class"] == "related-link":
			page.blockLinks = append(page.blockLinks, attrs["href"])
		case n.Data == "meta":
			name := attrs["name"] + attrs["property"]
			page.metas[name] = append(page.metas[name], attrs["content"])
		case n.Data == "html":
			page.lang = attrs["lang"]
		}
	}
	return page
}

// Every link on every page leads somewhere, to the very place if it names one, and
// nothing on a page is against the policy.
func TestLinks(t *testing.T) {
	files := testSite(t)
	all := map[string]parsedPage{}
	names, err := pageNames(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasPrefix(name, "related/") {
			continue // the widget's own page
		}
		all[name] = parse(t, read(t, files, name))
	}
	if want := 3*(44+1) + 3; len(all) != want {
		t.Errorf("%d pages, want %d", len(all), want)
	}
	for name, page := range all {
		if len(page.inline) > 0 {
			t.Errorf("%s: inline %v", name, page.inline)
		}
		for _, link := range page.links {
			if strings.HasPrefix(link, "mailto:") {
				continue
			}
			address, place, _ := strings.Cut(link, "#")
			target := name
			if strings.HasPrefix(address, "/") {
				target = strings.TrimPrefix(address, "/")
			} else if address != "" {
				t.Errorf("%s: %s is not from the root", name, link)
				continue
			}
			if target == "" || strings.HasSuffix(target, "/") {
				target += "index.html"
			}
			if _, err := fs.Stat(files, target); err != nil {
				t.Errorf("%s: %s leads nowhere", name, link)
			} else if place != "" && !slices.Contains(all[target].ids, place) {
				t.Errorf("%s: %s leads to a page without that place", name, link)
			}
		}
	}
}

func pageNames(files fs.FS) (names []string, err error) {
	err = fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
		if path.Ext(name) == ".html" {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// Every article is led to from its edition's front page.
func TestFrontPages(t *testing.T) {
	files := testSite(t)
	for _, e := range editions {
		page := parse(t, read(t, files, e.Name+"/index.html"))
		for _, a := range testNews(t).Articles {
			if !slices.Contains(page.links, "/"+e.Name+"/"+a.Section+"/"+a.Slug+"/") {
				t.Errorf("%s: no link to %s", e.Name, a.Slug)
			}
		}
	}
}

func TestArticlePage(t *testing.T) {
	files, err := build(testNews(t), "https://courier.example/demo")
	if err != nil {
		t.Fatal(err)
	}
	page := parse(t, read(t, files, "json/region/hochwasser-an-der-tessel/index.html"))
	const address = "https://courier.example/demo/json/region/hochwasser-an-der-tessel/"
	for name, want := range map[string]string{
		"og:type":                "article",
		"og:title":               "Hochwasser an der Tessel: 340 Häuser unter Wasser",
		"og:url":                 address,
		"og:image":               "https://courier.example/demo/json/images/hochwasser-an-der-tessel.svg",
		"article:section":        "region",
		"article:published_time": "2026-10-21T09:00:00Z",
	} {
		if got := page.metas[name]; len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if len(page.metas["article:tag"]) == 0 || page.lang != "de" || !slices.Contains(page.links, address) {
		t.Errorf("tags %q, language %q, links %q", page.metas["article:tag"], page.lang, page.links)
	}
	for _, link := range page.links {
		if strings.HasPrefix(link, "/") {
			t.Errorf("%s does not start with the base", link)
		}
	}
}
