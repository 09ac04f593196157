package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestAddresses reads feeds over HTTP: redirected, missing, and not feeds.
func TestAddresses(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/news/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, "testdata/town/news.xml")
	})
	mux.HandleFunc("/relative.xml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Write([]byte(`<rss version="2.0"><channel><title>T</title><item><title>One</title><link>one</link></item></channel></rss>`))
	})
	mux.Handle("/moved", http.RedirectHandler("/relative.xml", http.StatusFound))
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/news/feed.xml"></head></html>`))
	})
	server := httptest.NewServer(mux)
	defer server.Close()

	if got := kindred(t, "list", server.URL+"/news/feed.xml"); !strings.Contains(got, "\n4 articles\n") {
		t.Errorf("list printed\n%s", got)
	}
	if got := kindred(t, "parse", server.URL+"/moved"); !strings.Contains(got, `"url":"`+server.URL+`/one"`) {
		t.Errorf("a link was not resolved against the address that the feed moved to:\n%s", got)
	}
	// --base-url is about what has no address of its own.
	if got := kindred(t, "parse", "--base-url", "https://gazette.example/", server.URL+"/relative.xml"); !strings.Contains(got, server.URL+"/one") {
		t.Errorf("--base-url changed what is known:\n%s", got)
	}

	var stderr bytes.Buffer
	secret := strings.Replace(server.URL, "http://", "http://editor:secret@", 1) + "/nothing"
	if code := run(t.Context(), []string{"list", secret}, strings.NewReader(""), &bytes.Buffer{}, &stderr); code != exitFailed || strings.Contains(stderr.String(), "secret") {
		t.Errorf("exit code %d, said %q: want no password", code, stderr.String())
	}

	for path, want := range map[string]string{
		"/nothing": "the server answers 404 Not Found; check the address",
		"/page":    "web page",
	} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), []string{"list", "--format", "ndjson", server.URL + path, server.URL + "/news/feed.xml"}, strings.NewReader(""), &stdout, &stderr)
		if code != exitFailed || strings.Count(stdout.String(), "\n") != 4 {
			t.Errorf("%s: exit code %d, printed\n%s", path, code, stdout.String())
		}
		if !strings.Contains(stderr.String(), want) || strings.Count(stderr.String(), server.URL+path) != 1 {
			t.Errorf("%s: said %q, want %q and the address once", path, stderr.String(), want)
		}
	}
}
