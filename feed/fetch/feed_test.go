package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed"
)

// rss is a feed with articles of these titles, and more elements of the channel.
func rss(more string, titles ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The Tide</title><link>https://tide.example/</link>` + more)
	for _, title := range titles {
		fmt.Fprintf(&b, "<item><title>%s</title><link>/%s</link></item>", title, title)
	}
	return b.String() + "</channel></rss>"
}

// titles are those of a result's documents, in order.
func titles(r *Result) string {
	if r == nil {
		return ""
	}
	var list []string
	for _, d := range r.Documents {
		list = append(list, d.Title)
	}
	return strings.Join(list, " ")
}

func TestFeed(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{
		"/moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/feed", http.StatusPermanentRedirect)
		},
		"/feed": says("<rss><channel><ttl>30</ttl><item><title>\xa3\xf3d\xbc</title><link>a</link></item></channel></rss>",
			"Content-Type: text/xml; charset=iso-8859-2", "Cache-Control: max-age=60"),
		"/list":  says(`<opml><body><outline xmlUrl="/feed"/></body></opml>`),
		"/empty": says(""),
	})
	c := &Client{AllowPrivate: true, now: func() time.Time { return noon }}
	got, err := c.Feed(t.Context(), strings.Replace(site, "http://", "http://ada:s3cret@", 1)+"/moved")
	if err != nil {
		t.Fatal(err)
	}
	type about struct{ Title, URL, FeedURL, MovedTo, NotBefore string }
	want := about{"Łódź", site + "/a", site + "/feed", site + "/feed", "2025-03-10T12:30:00Z"}
	if diff := cmp.Diff(want, about{got.Documents[0].Title, got.Documents[0].URL, got.FeedURL, got.MovedTo, got.NotBefore.Format(time.RFC3339)}); diff != "" {
		t.Errorf("Feed (-want +got):\n%s", diff)
	}
	for path, what := range map[string]string{"/list": "opml", "/empty": "empty"} {
		_, err := c.Feed(t.Context(), site+path)
		var other *feed.NotFeedError
		if !errors.As(err, &other) || other.What != what {
			t.Errorf("%s: error %v, want a NotFeedError for %s", path, err, what)
		}
	}
}

func TestFeedLimit(t *testing.T) {
	// The client's limit replaces that of Parse.
	site := serve(t, map[string]http.HandlerFunc{"/": says(rss("", "ebb") + strings.Repeat("\n", 17<<20))})
	c := &Client{AllowPrivate: true, MaxBytes: 32 << 20}
	if r, err := c.Feed(t.Context(), site); err != nil || titles(r) != "ebb" {
		t.Errorf("%s, %v", titles(r), err)
	}
}

func TestDiscovery(t *testing.T) {
	page := func(links ...string) string {
		return `<!doctype html><html><head><title>The Tide</title>` + strings.Join(links, "") + `</head><body><p>Ebb and flow.</p></body></html>`
	}
	link := func(href string) string {
		return `<link rel="alternate" type="application/rss+xml" href="` + href + `">`
	}
	notFound := http.HandlerFunc(http.NotFound)
	for name, test := range map[string]struct {
		site  map[string]http.HandlerFunc
		at    string // of the feed
		err   string
		asked []string
	}{
		"named": {
			site:  map[string]http.HandlerFunc{"/": says(page(link("/news?format=rss&amp;n=5"))), "/news": says(rss("", "ebb"))},
			at:    "/news?format=rss&n=5",
			asked: []string{"/", "/news?format=rss&n=5"},
		},
		"not that of the comments": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page(link("/comments/feed"), link("/main"))), "/main": says(rss("", "ebb"))},
			at:    "/main",
			asked: []string{"/", "/main"},
		},
		"only comments": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page(link("/comments/feed"))), "/comments/feed": says(rss("", "ebb"))},
			at:    "/comments/feed",
			asked: []string{"/", "/comments/feed"},
		},
		"the first that there is": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page(link("/gone"), link("/page"), link("/feed"))), "/page": says(page(link("/feed"))), "/feed": says(rss("", "ebb"))},
			at:    "/feed",
			asked: []string{"/", "/gone", "/page", "/feed"},
		},
		"none of them is there": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page(link("/1"), link("/2"), link("/3"), link("/4"))), "/4": says(rss("", "ebb"))},
			err:   `the feed that it names can't be read: fetch "SITE/1": the server answers 404`,
			asked: []string{"/", "/1", "/2", "/3"},
		},
		"at a usual place": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page()), "/rss.xml": says("<p>no</p>"), "/atom.xml": notFound, "/index.xml": says(rss("", "ebb"))},
			at:    "/index.xml",
			asked: []string{"/", "/feed", "/rss.xml", "/atom.xml", "/index.xml"},
		},
		"of a page further down": {
			site:  map[string]http.HandlerFunc{"/blog/": says(page()), "/feed": says(rss("", "ebb"))},
			at:    "/feed",
			asked: []string{"/blog/", "/feed"},
		},
		"nowhere": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page())},
			err:   "these have been tried in vain",
			asked: append([]string{"/"}, usualPlaces...),
		},
		"a server that has had enough": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page()), "/rss.xml": status(429), "/atom.xml": says(rss("", "ebb"))},
			err:   "these have been tried in vain",
			asked: []string{"/", "/feed", "/rss.xml"},
		},
		"a page that is not there": {
			site:  map[string]http.HandlerFunc{"/feed": says(rss("", "ebb"))},
			err:   "404",
			asked: []string{"/"},
		},
		"no web page": {
			site:  map[string]http.HandlerFunc{"/": says("Ebb and flow.")},
			err:   "this is not a feed",
			asked: []string{"/"},
		},
		"no web address": {
			site:  map[string]http.HandlerFunc{"/{$}": says(page(link("feed:///etc/passwd"), link("javascript:alert(1)"), link("file:///etc/passwd"))), "/feed": says(rss("", "ebb"))},
			at:    "/feed",
			asked: []string{"/", "/feed"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
				asked = append(asked, r.URL.String())
				mux := http.NewServeMux()
				for pattern, h := range test.site {
					mux.HandleFunc(pattern, h)
				}
				mux.ServeHTTP(w, r)
			}})
			start := site + test.asked[0]
			c := &Client{AllowPrivate: true}
			got, err := c.Feed(t.Context(), start)
			if diff := cmp.Diff(test.asked, asked); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), strings.ReplaceAll(test.err, "SITE", site)) {
					t.Errorf("error %v, want %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want := []feed.Warning{{Kind: WarnDiscovered, Item: -1, Count: 1, Text: "the address is a web page; its feed was read: " + site + test.at}}
			if diff := cmp.Diff(want, got.Warnings); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
			if titles(got) != "ebb" || got.FeedURL != site+test.at || got.Address != start {
				t.Errorf("read %s from %s, asked for %s", titles(got), got.FeedURL, got.Address)
			}
		})
	}
}

// What is no feed does not take the place of the last one that was.
func TestLastGoodFeed(t *testing.T) {
	server := &teller{}
	site := serve(t, map[string]http.HandlerFunc{"/feed": server.ServeHTTP})
	clock := noon
	c := &Client{AllowPrivate: true, Store: &memory{}, now: func() time.Time { return clock }}
	for i, step := range []struct {
		says      http.HandlerFunc
		after     time.Duration
		want, err string
		stale     string
		notBefore time.Duration
		unasked   bool
	}{
		{says: says(rss("<ttl>10</ttl>", "ebb"), "ETag: 1"), want: "ebb", notBefore: 10 * time.Minute},
		{after: 5 * time.Minute, want: "ebb", notBefore: 10 * time.Minute, unasked: true},
		{after: 10 * time.Minute, says: says("<html><body>Back soon</body></html>"), want: "ebb", stale: "this is a web page", notBefore: 10 * time.Minute},
		{after: 11 * time.Minute, says: says(""), want: "ebb", stale: "this is empty", notBefore: 10 * time.Minute},
		{after: 12 * time.Minute, says: status(502), want: "ebb", stale: "502 Bad Gateway", notBefore: 10 * time.Minute},
		{after: 13 * time.Minute, says: says(rss("", "ebb"), "Content-Length: 9999"), want: "ebb", stale: "breaks off", notBefore: 10 * time.Minute},
		{after: 14 * time.Minute, says: status(304), want: "ebb", notBefore: 24 * time.Minute},
		{after: 24 * time.Minute, says: status(410), err: "410 Gone"},
		{after: 25 * time.Minute, says: says(rss("", "flow"), "Cache-Control: max-age=60"), want: "flow", notBefore: 26 * time.Minute},
	} {
		clock = noon.Add(step.after)
		server.expect(step.says)
		got, err := c.Feed(t.Context(), site+"/feed")
		if _, asked := server.was(); asked == step.unasked {
			t.Errorf("%d: asked: %v", i, asked)
		}
		if step.err != "" {
			if err == nil || !strings.Contains(err.Error(), step.err) {
				t.Errorf("%d: error %v, want %q", i, err, step.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%d: %v", i, err)
			continue
		}
		if titles(got) != step.want || (got.Stale != nil) != (step.stale != "") || !got.NotBefore.Equal(noon.Add(step.notBefore)) {
			t.Errorf("%d: %s, stale: %v, not before %v; want %s, %q, %v after noon", i, titles(got), got.Stale, got.NotBefore, step.want, step.stale, step.notBefore)
		}
		warned := ""
		for _, w := range got.Warnings {
			warned += string(w.Kind) + " " + w.Text
		}
		if step.stale == "" && warned != "" || step.stale != "" && (!strings.HasPrefix(warned, "stale this is the last good copy: ") || !strings.Contains(warned, step.stale)) {
			t.Errorf("%d: warned %q, want %q", i, warned, step.stale)
		}
	}
}

// What Get has kept is not taken for a feed, and what is there now counts.
func TestFeedAfterGet(t *testing.T) {
	server := &teller{handle: says("Low water")}
	site := serve(t, map[string]http.HandlerFunc{"/{$}": server.ServeHTTP, "/feed": says(rss("", "ebb"))})
	c := &Client{AllowPrivate: true, Store: &memory{}}
	if _, err := c.Get(t.Context(), site+"/"); err != nil {
		t.Fatal(err)
	}
	server.expect(says("<html><body>The Tide</body></html>"))
	if r, err := c.Feed(t.Context(), site+"/"); titles(r) != "ebb" || r.FeedURL != site+"/feed" {
		t.Errorf("%s, %v", titles(r), err)
	}
}

func TestFeeds(t *testing.T) {
	outlines := func(n int, format string) string {
		var b strings.Builder
		b.WriteString("<opml><head><title>Harbours</title></head><body>")
		for i := range n {
			fmt.Fprintf(&b, `<outline text="H"><outline xmlUrl="`+format+`"/></outline>`, i)
		}
		return b.String() + "</body></opml>"
	}
	site := serve(t, map[string]http.HandlerFunc{
		"/feed/{n}": func(w http.ResponseWriter, r *http.Request) { says(rss("", "n"+r.PathValue("n")))(w, r) },
		"/list":     says(outlines(3, "/feed/%d")),
		"/nested":   says(outlines(1, "/list?%d")),
		"/none":     says(outlines(0, "")),
		"/long":     says(outlines(maxListed+20, "/feed/%d")),
		"/hang":     func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"/page":     says(`<html><head><link rel="alternate" type="application/rss+xml" href="/feed/9"></head></html>`),
	})
	c := &Client{AllowPrivate: true}
	read := func(ctx context.Context, paths ...string) (got []string) {
		for i := range paths {
			paths[i] = site + paths[i]
		}
		for r, err := range c.Feeds(ctx, paths...) {
			var other *feed.NotFeedError
			what := ""
			switch {
			case errors.As(err, &other):
				what = other.What
			case err != nil:
				what = "error"
			default:
				what = titles(r)
			}
			got = append(got, strings.TrimPrefix(r.Address, site)+" "+what)
		}
		return got
	}
	want := []string{"/feed/7 n7", "/missing error", "/feed/0 n0", "/feed/1 n1", "/feed/2 n2", "/list?0 opml", "/none opml", "/page n9", "/feed/7 n7"}
	if diff := cmp.Diff(want, read(t.Context(), "/feed/7", "/missing", "/list", "/nested", "/none", "/page", "/feed/7")); diff != "" {
		t.Errorf("Feeds (-want +got):\n%s", diff)
	}

	got := read(t.Context(), "/long", "/feed/7")
	if len(got) != maxListed+2 || got[maxListed-1] != fmt.Sprintf("/feed/%d n%[1]d", maxListed-1) || got[maxListed] != "/long error" || got[maxListed+1] != "/feed/7 n7" {
		t.Errorf("a long list: %d results, ending with %q", len(got), got[max(0, len(got)-3):])
	}

	// Who has enough can stop, and who was stopped gets the rest as errors.
	for range c.Feeds(t.Context(), site+"/feed/7", site+"/hang", site+"/list") {
		break
	}
	c.turns.hosts.mu.Lock()
	if len(c.turns.hosts.names) > 0 {
		t.Error("the others still go on")
	}
	c.turns.hosts.mu.Unlock()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if diff := cmp.Diff([]string{"/feed/1 error", "/feed/2 error"}, read(ctx, "/feed/1", "/feed/2")); diff != "" {
		t.Errorf("after the end (-want +got):\n%s", diff)
	}
}
