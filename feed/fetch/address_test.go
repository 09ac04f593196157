package fetch

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseAddress(t *testing.T) {
	for address, want := range map[string]string{
		" https://tide.example/feed#top\n":    "https://tide.example/feed",
		"https://bücher.example/":             "https://xn--bcher-kva.example/",
		"https://b%C3%BCcher.example:81/":     "https://xn--bcher-kva.example:81/",
		"https://ada:pw@BÜCHER.example/ü":     "https://ada:pw@xn--bcher-kva.example/%C3%BC",
		"https://XN--Bcher-kva.example./":     "https://xn--bcher-kva.example./",
		"https://１２７.0.0.1/":                  "https://127.0.0.1/",
		"https://low_water.example/":          "https://low_water.example/",
		"https://r3---sn-tide.example/":       "https://r3---sn-tide.example/",
		"http://[::1]:8080/":                  "http://[::1]:8080/",
		"http://[fe80::1%25eth0]/":            "http://[fe80::1%25eth0]/",
		"https://tide.example/a b?q=low tide": "https://tide.example/a%20b?q=low%20tide",
		"https://tide.example/?q=low+t%20":    "https://tide.example/?q=low+t%20",
		"feed://tide.example/rss":             "https://tide.example/rss",
		"feed:https://tide.example/rss":       "https://tide.example/rss",
		"Feed:http://ada:pw@tide.example/":    "http://ada:pw@tide.example/",
	} {
		u, err := parseAddress(address)
		if err != nil {
			t.Errorf("%q: %v", address, err)
			continue
		}
		if got := u.String(); got != want {
			t.Errorf("%q: %s, want %s", address, got, want)
		}
	}
	for _, address := range []string{"feed:tide.example/rss", "feed:", "feed://", "feed:ftp://tide.example/", "https://\u00ad/"} {
		if u, err := parseAddress(address); err == nil {
			t.Errorf("%q: %s", address, u)
		}
	}
}

// A name and its punycode are one host: of a feed, its pages and its turn.
func TestInternationalHost(t *testing.T) {
	var asked []string
	var site string
	site = serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.String())
		more := ""
		if r.URL.Path == "/feed" {
			more = `<atom:link rel="next" href="` + on("xn--bcher-kva.example", site) + `/2"/>`
		}
		says(rss(more, "ebb"+r.URL.Path))(w, r)
	}})
	c := &Client{AllowPrivate: true, resolver: names(allHere)}
	got, err := c.Feed(t.Context(), on("Bücher.example", site)+"/feed")
	if err != nil {
		t.Fatal(err)
	}
	if got.Pages != 2 || len(got.Warnings) > 0 || got.FeedURL != on("xn--bcher-kva.example", site)+"/feed" {
		t.Errorf("%d pages of %s, warnings %v", got.Pages, got.FeedURL, got.Warnings)
	}
	if diff := cmp.Diff([]string{"/feed", "/2"}, asked); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}
