package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/kindred-go/kindred/feed"
)

func TestBlog(t *testing.T) {
	f, err := os.Open("../newsroom/feed.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	posts, err := feed.Parse(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	blog, err := newBlog(posts)
	if err != nil {
		t.Fatal(err)
	}
	const wolf = "https://www.tidewater-courier.example/region/wolf-walks-the-sarrow-fells"
	for _, test := range []struct {
		path   string
		status int
		holds  string
	}{
		{"/", http.StatusOK, "A wolf walks the Sarrow Fells, the first in 140 years</a>"},
		{"/post?id=" + url.QueryEscape(wolf), http.StatusOK, "The wolf that sends text messages</a><p>"},
		{"/post?id=none", http.StatusNotFound, ""},
		{"/elsewhere", http.StatusNotFound, ""},
	} {
		w := httptest.NewRecorder()
		blog.ServeHTTP(w, httptest.NewRequest("GET", test.path, nil))
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.holds) {
			t.Errorf("%s: status %d, want %d and %q in\n%s", test.path, w.Code, test.status, test.holds, w.Body)
		}
	}
}
