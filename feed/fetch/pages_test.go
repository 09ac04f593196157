package fetch

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPages(t *testing.T) {
	next := func(href string) string { return `<atom:link rel="next" href="` + href + `"/>` }
	archive := func(href string) string { return `<atom:link rel="prev-archive" href="` + href + `"/>` }
	for name, test := range map[string]struct {
		site     map[string]string // SITE stands for the address, OTHER for that of another host
		max      int
		want     string
		pages    int
		warnings []string
	}{
		"one": {site: map[string]string{"/": rss("", "ebb")}, want: "ebb", pages: 1},
		"three": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb", "flow"), "/2": rss(next("SITE/3"), "flow", "neap"), "/3": rss("", "spring")},
			want: "ebb flow neap spring", pages: 3,
		},
		"archives": {
			site: map[string]string{"/": rss(archive("SITE/2024"), "ebb"), "/2024": rss(archive("SITE/2023"), "flow"), "/2023": rss("", "neap")},
			want: "ebb flow neap", pages: 3,
		},
		"of JSON Feed": {
			site: map[string]string{
				"/":  `{"version":"https://jsonfeed.org/version/1.1","title":"T","next_url":"SITE/2","items":[{"id":"1","title":"ebb"}]}`,
				"/2": `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"2","title":"flow"}]}`,
			},
			want: "ebb flow", pages: 2,
		},
		"in a circle": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": rss(next("SITE/"), "flow")},
			want: "ebb flow", pages: 2,
		},
		"itself": {site: map[string]string{"/": rss(next("SITE/"), "ebb")}, want: "ebb", pages: 1},
		"one that brings nothing new": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": rss(next("SITE/3"), "ebb"), "/3": rss(next("SITE/4")), "/4": rss("", "flow")},
			want: "ebb flow", pages: 4,
		},
		"always the same": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": rss(next("SITE/3"), "ebb"), "/3": rss(next("SITE/4"), "ebb")},
			max:  3, want: "ebb", pages: 3, warnings: []string{`page: there are more pages than the 3 that were read; the next is SITE/4`},
		},
		"on another host": {
			site: map[string]string{"/": rss(next("OTHER/2"), "ebb"), "/2": rss("", "flow")},
			want: "ebb", pages: 1, warnings: []string{`page: page 2 was not read: fetch "OTHER/2": it is on another host`},
		},
		"redirected to another host": {
			site: map[string]string{"/": rss(next("SITE/away"), "ebb"), "/2": rss("", "flow")},
			want: "ebb", pages: 1, warnings: []string{`page: page 2 was not read: fetch "SITE/away": it is on another host (redirected to OTHER/2)`},
		},
		"one that fails": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": rss(next("SITE/3"), "flow")},
			want: "ebb flow", pages: 2, warnings: []string{`page: page 3 was not read: fetch "SITE/3": the server answers 404 Not Found; check the address`},
		},
		"one that is none": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": "Low water"},
			want: "ebb", pages: 1, warnings: []string{`page: page 2 was not read: fetch "SITE/2": this is not a feed: neither XML (RSS, RDF, Atom) nor JSON (JSON Feed, JSON Lines)`},
		},
		"as many as wanted": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": rss(next("SITE/3"), "flow"), "/3": rss("", "neap")},
			max:  2, want: "ebb flow", pages: 2, warnings: []string{`page: there are more pages than the 2 that were read; the next is SITE/3`},
		},
		"only the first": {site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": rss("", "flow")}, max: 1, want: "ebb", pages: 1},
		"without end":    {site: map[string]string{"/": "COUNT"}, want: "0 1 2 3 4 5 6 7 8 9", pages: 10, warnings: []string{`page: there are more pages than the 10 that were read; the next is SITE/?p=10`}},
		"with what is wrong in one": {
			site: map[string]string{"/": rss(next("SITE/2"), "ebb"), "/2": rss("<item/>", "flow")},
			want: "ebb flow", pages: 2, warnings: []string{"empty-item: page 2: left out: there is nothing in it"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var site, other string
			server := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/away" {
					http.Redirect(w, r, other+"/2", http.StatusFound)
					return
				}
				body, ok := test.site[r.URL.Path]
				if !ok {
					http.NotFound(w, r)
					return
				}
				if body == "COUNT" {
					var n int
					fmt.Sscan(r.FormValue("p"), &n)
					body = rss(next(fmt.Sprintf("SITE/?p=%d", n+1)), fmt.Sprint(n))
				}
				fmt.Fprint(w, strings.NewReplacer("SITE", site, "OTHER", other).Replace(body))
			}})
			site, other = on("tide.example", server), on("other.example", server)
			c := &Client{AllowPrivate: true, MaxPages: test.max, resolver: names(allHere)}
			got, err := c.Feed(t.Context(), site+"/")
			if err != nil {
				t.Fatal(err)
			}
			var warnings []string
			for _, w := range got.Warnings {
				warnings = append(warnings, string(w.Kind)+": "+strings.NewReplacer(site, "SITE", other, "OTHER").Replace(w.Text))
			}
			if titles(got) != test.want || got.Pages != test.pages {
				t.Errorf("%d pages with %s, want %d with %s", got.Pages, titles(got), test.pages, test.want)
			}
			if diff := cmp.Diff(test.warnings, warnings); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}

// A page that another host has is not got from there, unless it is asked for
// alone.
func TestPageOnOtherHost(t *testing.T) {
	var asked []string
	var site, other string
	server := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		switch r.URL.Path {
		case "/feed":
			says(rss(`<atom:link rel="next" href="/away"/>`, "ebb"), "Cache-Control: max-age=600")(w, r)
		case "/away":
			http.Redirect(w, r, other+"/there", http.StatusFound)
		default:
			says(rss("", "flow"), "Cache-Control: max-age=600")(w, r)
		}
	}})
	site, other = on("tide.example", server), on("other.example", server)
	store := &memory{}
	c := &Client{AllowPrivate: true, resolver: names(allHere), Store: store, now: func() time.Time { return noon }}
	for _, step := range []struct {
		path, want string
		asked      []string
		kept       int
	}{
		{"/feed", "ebb", []string{"/feed", "/away"}, 1},
		{"/away", "flow", []string{"/away", "/there"}, 2},
		{"/feed", "ebb", nil, 2}, // the page is in the store, but from there
	} {
		asked = nil
		got, err := c.Feed(t.Context(), site+step.path)
		if err != nil || titles(got) != step.want || len(store.values) != step.kept {
			t.Errorf("%s: %s, %v, %d in the store; want %s, %d", step.path, titles(got), err, len(store.values), step.want, step.kept)
			continue
		}
		if diff := cmp.Diff(step.asked, asked); diff != "" {
			t.Errorf("%s: requests (-want +got):\n%s", step.path, diff)
		}
		for _, w := range got.Warnings {
			if !strings.HasSuffix(w.Text, "it is on another host (redirected to "+other+"/there)") {
				t.Errorf("%s: warning %s", step.path, w.Text)
			}
		}
	}
}
