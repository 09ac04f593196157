package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

const host = "http://localhost:8080" // of which feeds are read

var newsOnce = sync.OnceValues(func() (*newsroom, error) { return readNewsroom("../newsroom/feed.json") })

func testNews(t *testing.T) *newsroom {
	t.Helper()
	news, err := newsOnce()
	if err != nil {
		t.Fatal(err)
	}
	return news
}

// testSite builds all pages as they are without -base.
func testSite(t *testing.T) fs.FS {
	t.Helper()
	files, err := build(testNews(t), "")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func get(t *testing.T, handler http.Handler, address string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
	return w.Result()
}

func TestServe(t *testing.T) {
	handler := serve(testSite(t))
	for _, test := range []struct {
		path, kind string
		status     int
	}{
		{"/", "text/html; charset=utf-8", 200},
		{"/plain/", "text/html; charset=utf-8", 200},
		{"/built/", "text/html; charset=utf-8", 200},
		{"/json/culture/herring-fair-2026/", "text/html; charset=utf-8", 200},
		{"/json/culture/herring-fair-2026/related.json", "application/json", 200},
		{"/feed/images/herring-fair-2026.svg", "image/svg+xml", 200},
		{"/play/", "text/html; charset=utf-8", 200},
		{"/assets/play.js", "text/javascript; charset=utf-8", 200},
		{"/related/related.js", "text/javascript; charset=utf-8", 200},
		{"/feed/culture/herring-fair-2026/related.json", "text/plain; charset=utf-8", 404},
	} {
		response := get(t, handler, test.path)
		if response.StatusCode != test.status || response.Header.Get("Content-Type") != test.kind {
			t.Errorf("%s: %s, %s, want %d, %s", test.path, response.Status, response.Header.Get("Content-Type"), test.status, test.kind)
		}
		if got := response.Header.Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: policy %q", test.path, got)
		}
	}
}

// Every article of every edition has one list, made in the edition's way.
func TestOneList(t *testing.T) {
	files, news := testSite(t), testNews(t)
	for _, test := range []struct{ edition, is, isNot string }{
		{"built", `<section class="related `, "<related-articles"},
		{"json", `<related-articles src="related.json">`, `class="related`},
		{"feed", `<related-articles feed="/feed/feed.xml">`, `class="related`},
	} {
		for _, a := range news.Articles {
			page := read(t, files, path.Join(test.edition, a.Section, a.Slug, "index.html"))
			want := 1
			if test.edition == "built" && len(news.Lists[a.ID].Related) == 0 {
				want = 0 // nothing rather than an empty block
			}
			if n := bytes.Count(page, []byte(test.is)); n != want {
				t.Errorf("%s %s: %d lists, want %d", test.edition, a.Slug, n, want)
			}
			if bytes.Contains(page, []byte(test.isNot)) {
				t.Errorf("%s %s: %s as well", test.edition, a.Slug, test.isNot)
			}
		}
	}
}

// The lists are the same whichever way they are made: in the page, as JSON, and by
// the engine from the feeds that the pages name.
func TestSameLists(t *testing.T) {
	files, news := testSite(t), testNews(t)
	fromFeed, fromPlay := ranked(t, files, "/feed/feed.xml"), ranked(t, files, "/play/feed.json")
	for _, a := range news.Articles {
		want := []string{}
		for _, m := range news.Lists[a.ID].Related {
			want = append(want, strings.TrimPrefix(m.URL, news.URL)+"/")
		}
		folder := path.Join(a.Section, a.Slug)

		var list related.List
		if err := json.Unmarshal(read(t, files, path.Join("json", folder, "related.json")), &list); err != nil {
			t.Fatal(err)
		}
		inJSON := []string{}
		for _, m := range list.Related {
			inJSON = append(inJSON, strings.TrimPrefix(m.URL, "/json/"))
			if m.Image != "/json/images/"+path.Base(m.URL)+".svg" {
				t.Errorf("%s: picture %s of %s", folder, m.Image, m.URL)
			}
		}
		inPage := []string{}
		for _, link := range parse(t, read(t, files, path.Join("built", folder, "index.html"))).blockLinks {
			inPage = append(inPage, strings.TrimPrefix(link, "/built/"))
		}
		got := map[string][]string{"page": inPage, "JSON": inJSON, "feed": fromFeed[a.ID], "play": fromPlay[a.ID]}
		if diff := cmp.Diff(map[string][]string{"page": want, "JSON": want, "feed": want, "play": want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", folder, diff)
		}
	}
}

// ranked returns what the engine makes of a feed whose pages are all there: lists of
// addresses in the edition, by the article's ID.
func ranked(t *testing.T, files fs.FS, address string) map[string][]string {
	t.Helper()
	f, err := feed.Parse(bytes.NewReader(read(t, files, address[1:])), &feed.Options{BaseURL: host + address})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Documents) != 44 || len(f.Warnings) != 0 {
		t.Errorf("%s: %d articles and %v, want 44 and no warnings", address, len(f.Documents), f.Warnings)
	}
	for _, d := range f.Documents {
		read(t, files, strings.TrimPrefix(d.URL, host+"/")+"index.html")
		read(t, files, strings.TrimPrefix(d.Image, host+"/"))
	}
	idx, err := related.New(f.Documents, nil)
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string][]string{}
	for list, err := range idx.All(t.Context(), related.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		lists[list.ID] = []string{}
		for _, m := range list.Related {
			lists[list.ID] = append(lists[list.ID], strings.TrimPrefix(m.URL, host+"/feed/"))
		}
	}
	return lists
}

func read(t *testing.T, files fs.FS, name string) []byte {
	t.Helper()
	content, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// What is written is what is served, every file of it.
func TestWrite(t *testing.T) {
	files, dir := testSite(t), t.TempDir()
	if err := write(files, dir); err != nil {
		t.Fatal(err)
	}
	handler := serve(files)
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		names = append(names, name)
		address := "/" + strings.TrimSuffix(name, "index.html")
		var served bytes.Buffer
		if _, err := served.ReadFrom(get(t, handler, address).Body); err != nil {
			return err
		}
		if !bytes.Equal(served.Bytes(), read(t, os.DirFS(dir), name)) {
			t.Errorf("%s is served otherwise than written", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"index.html", "related/related.js", "built/index.html", "play/feed.json", "plain/index.html"} {
		if !slices.Contains(names, want) {
			t.Errorf("no %s", want)
		}
	}
}
