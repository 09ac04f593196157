package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// said runs the program in process and returns its exit code and what it
// printed.
func said(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// newspaper is a site with feeds at several addresses.
func newspaper(t *testing.T) (site string, down *atomic.Bool) {
	down = new(atomic.Bool)
	html := func(head string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<!doctype html><html><head>%s</head></html>`, head)
		}
	}
	rss := func(more, title string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>%s<item><title>%s</title><link>%[2]s</link></item></channel></rss>`, more, title)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/news/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		if down.Load() {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		http.ServeFile(w, r, "testdata/town/news.xml")
	})
	mux.HandleFunc("/relative.xml", rss("", "one"))
	mux.HandleFunc("/paged.xml", rss(`<atom:link rel="next" href="/relative.xml"/>`, "two"))
	mux.Handle("/moved", http.RedirectHandler("/relative.xml", http.StatusFound))
	mux.Handle("/gone/elsewhere", http.RedirectHandler("/relative.xml", http.StatusMovedPermanently))
	mux.HandleFunc("/page", html(`<link rel="alternate" type="application/rss+xml" href="/news/feed.xml">`))
	mux.HandleFunc("/bare", html(""))
	mux.HandleFunc("/list.opml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<opml><body><outline xmlUrl="/relative.xml"/><outline xmlUrl="/nothing"/><outline xmlUrl="/news/feed.xml"/></body></opml>`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, down
}

// TestAddresses reads feeds over HTTP: redirected, missing, and not feeds.
func TestAddresses(t *testing.T) {
	site, _ := newspaper(t)
	t.Setenv("KINDRED_ALLOW_PRIVATE", "true")
	feeds := site + "/news/feed.xml"

	if got := kindred(t, "list", feeds); !strings.Contains(got, "\n4 articles\n") {
		t.Errorf("list printed\n%s", got)
	}
	if got := kindred(t, "parse", site+"/moved"); !strings.Contains(got, `"url":"`+site+`/one"`) {
		t.Errorf("a link was not resolved against the address that the feed moved to:\n%s", got)
	}
	// --base-url is about what has no address of its own.
	if got := kindred(t, "parse", "--base-url", "https://gazette.example/", site+"/relative.xml"); !strings.Contains(got, site+"/one") {
		t.Errorf("--base-url changed what is known:\n%s", got)
	}
	// The order is that of the arguments, whatever comes first.
	got := kindred(t, "parse", site+"/relative.xml", "testdata/town/sport.json", feeds, site+"/moved")
	if lines := strings.Split(got, "\n"); len(lines) != 9 || !strings.Contains(lines[0], "/one") || !strings.Contains(lines[1], "rowing") && !strings.Contains(lines[1], "egatta") || !strings.Contains(lines[7], "/one") {
		t.Errorf("out of order:\n%s", got)
	}

	for name, test := range map[string]struct {
		args             []string
		code, articles   int // articles of the ndjson printed
		warning, failure string
	}{
		"a missing feed":          {[]string{"list", site + "/nothing", feeds}, exitFailed, 4, "", site + "/nothing: the server answers 404 Not Found; check the address"},
		"a redirected missing":    {[]string{"list", strings.Replace(site, "http://", "http://editor:secret@", 1) + "/nothing", feeds}, exitFailed, 4, "", "http://editor:xxxxx@" + strings.TrimPrefix(site, "http://") + "/nothing: the server answers 404"},
		"a web page":              {[]string{"list", site + "/page"}, exitOK, 4, site + "/page: the address is a web page; its feed was read: " + feeds, ""},
		"moved for good":          {[]string{"parse", site + "/gone/elsewhere"}, exitOK, 1, site + "/gone/elsewhere: the address has moved for good, to " + site + "/relative.xml", ""},
		"a web page parsed":       {[]string{"parse", site + "/page"}, exitOK, 4, site + "/page: the address is a web page; its feed was read: " + feeds, ""},
		"a web page without feed": {[]string{"list", site + "/bare", feeds}, exitFailed, 4, "", site + "/bare: this is a web page (HTML), not a feed, and it names none;"},
		"a list of feeds":         {[]string{"list", site + "/list.opml"}, exitFailed, 5, "", site + "/nothing: the server answers 404"},
		"a list of feeds parsed":  {[]string{"parse", site + "/list.opml", feeds}, exitFailed, 4, "", site + "/list.opml: this is an OPML list of feeds, not a feed; read the feeds that it lists: " + site + "/relative.xml"},
		"pages":                   {[]string{"list", site + "/paged.xml"}, exitOK, 2, "", ""},
		"one page":                {[]string{"list", "--pages", "1", site + "/paged.xml"}, exitOK, 1, "", ""},
		"not allowed":             {[]string{"list", "--allow-private=false", feeds, "testdata/town/news.xml"}, exitFailed, 4, "", feeds + ": private and special addresses are refused unless they are allowed: this is at 127.0.0.1; --allow-private allows them"},
	} {
		args := append([]string{test.args[0], "--format", "ndjson"}, test.args[1:]...)
		code, stdout, stderr := said(t, args...)
		if articles := strings.Count(stdout, "\n"); code != test.code || articles != test.articles {
			t.Errorf("%s: exit code %d, %d articles; want %d, %d", name, code, articles, test.code, test.articles)
		}
		want := ""
		if test.warning != "" {
			want = "warning: " + test.warning + "\n"
		}
		if test.failure != "" {
			want = "kindred: " + test.failure
		}
		if !strings.HasPrefix(stderr, want) || want == "" && stderr != "" || strings.Count(stderr, "\n") > 1 || strings.Contains(stderr, "secret") {
			t.Errorf("%s: said %q, want %q", name, stderr, want)
		}
	}
}

// With --cache, a site that fails does no harm.
func TestCache(t *testing.T) {
	site, down := newspaper(t)
	args := []string{"list", "--allow-private", "--cache", t.TempDir(), site + "/news/feed.xml"}
	want := kindred(t, args...)
	down.Store(true)
	code, stdout, stderr := said(t, args...)
	if code != exitOK || stdout != want || !strings.Contains(stderr, "warning: "+site+"/news/feed.xml: this is the last good copy: the server answers 502 Bad Gateway") {
		t.Errorf("exit code %d, said %q, printed\n%s", code, stderr, stdout)
	}
	if code, _, _ := said(t, "list", "--allow-private", site+"/news/feed.xml"); code != exitFailed {
		t.Errorf("without --cache: exit code %d", code)
	}
	if code, _, stderr := said(t, "list", "--cache", "testdata/town/news.xml", site); code != exitUsage || !strings.Contains(stderr, "want the name of a folder") {
		t.Errorf("a file as the folder: exit code %d, said %q", code, stderr)
	}
}
