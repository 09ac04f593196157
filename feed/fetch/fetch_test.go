package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed"
)

// serve starts a server with one handler a path.
func serve(t *testing.T, paths map[string]http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	for path, h := range paths {
		mux.HandleFunc(path, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func compressed(t *testing.T, r io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.Copy(z, r); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGet(t *testing.T) {
	var header http.Header
	site := serve(t, map[string]http.HandlerFunc{
		"/old": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "track", Value: "1"})
			http.Redirect(w, r, "/feed.xml", http.StatusMovedPermanently)
		},
		"/feed.xml": func(w http.ResponseWriter, r *http.Request) {
			header = r.Header
			w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(compressed(t, strings.NewReader("<rss/>")))
		},
	})
	got, err := Get(t.Context(), site+"/old")
	if err != nil {
		t.Fatal(err)
	}
	want := &Response{URL: site + "/feed.xml", ContentType: "application/rss+xml; charset=utf-8", Body: []byte("<rss/>")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Get (-want +got):\n%s", diff)
	}
	if got := header.Get("User-Agent"); got != UserAgent {
		t.Errorf("User-Agent = %q", got)
	}
	for _, name := range []string{"Cookie", "Referer"} {
		if got := header.Get(name); got != "" {
			t.Errorf("%s = %q is sent", name, got)
		}
	}
}

func TestGetStatus(t *testing.T) {
	for code, want := range map[int]string{
		http.StatusNotFound:            "check the address",
		http.StatusGone:                "removed for good",
		http.StatusForbidden:           "not public",
		http.StatusTooManyRequests:     "try again later",
		http.StatusInternalServerError: "on their side",
		http.StatusNoContent:           "204 No Content",
	} {
		site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }})
		_, err := Get(t.Context(), site+"/feed")
		var status *StatusError
		if !errors.As(err, &status) || status.Code != code || !strings.Contains(err.Error(), want) {
			t.Errorf("status %d: error %v, want %q in it", code, err, want)
		}
	}
}

func TestGetTooLarge(t *testing.T) {
	zeros := func(n int64) io.Reader { return io.LimitReader(zero{}, n) }
	site := serve(t, map[string]http.HandlerFunc{
		"/plain": func(w http.ResponseWriter, r *http.Request) { io.Copy(w, zeros(maxBytes+1)) },
		"/bomb": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(compressed(t, zeros(8*maxBytes)))
		},
		"/endless": func(w http.ResponseWriter, r *http.Request) { io.Copy(w, zero{}) },
		"/limit":   func(w http.ResponseWriter, r *http.Request) { io.Copy(w, zeros(maxBytes)) },
	})
	for _, path := range []string{"/plain", "/bomb", "/endless"} {
		if _, err := Get(t.Context(), site+path); !errors.Is(err, feed.ErrTooLarge) {
			t.Errorf("%s: error %v, want ErrTooLarge", path, err)
		}
	}
	if _, err := Get(t.Context(), site+"/limit"); err != nil {
		t.Errorf("a body of just the limit: %v", err)
	}
}

type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestGetRedirects(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{
		"/hop/{n}": func(w http.ResponseWriter, r *http.Request) {
			var n int
			fmt.Sscan(r.PathValue("n"), &n)
			if n == 0 {
				io.WriteString(w, "arrived")
				return
			}
			http.Redirect(w, r, fmt.Sprintf("/hop/%d", n-1), http.StatusFound)
		},
		"/file": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(http.StatusFound)
		},
	})
	if _, err := Get(t.Context(), site+"/hop/5"); err != nil {
		t.Errorf("5 redirects: %v", err)
	}
	if _, err := Get(t.Context(), site+"/hop/6"); err == nil || !strings.Contains(err.Error(), "more than 5 redirects") {
		t.Errorf("6 redirects: error %v", err)
	}
	if _, err := Get(t.Context(), site+"/file"); err == nil || !strings.Contains(err.Error(), "not supported") {
		t.Errorf("redirect to a file: error %v", err)
	}
}

func TestGetRefuses(t *testing.T) {
	for address, want := range map[string]string{
		"example.org/feed":     "no scheme",
		"file:///etc/passwd":   "not supported",
		"ftp://example.org/":   "not supported",
		"https:///feed":        "no host",
		"https://exa mple.org": "invalid character",
	} {
		if _, err := Get(t.Context(), address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Get(%q): error %v, want %q in it", address, err, want)
		}
	}
}

func TestGetContext(t *testing.T) {
	release := make(chan struct{})
	started := make(chan struct{})
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		close(started)
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}})
	defer close(release)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-started; cancel() }()
	if _, err := Get(ctx, site+"/slow"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
}

// What Get returns is what Parse wants.
func TestGetAndParse(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/feed": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/xml; charset=iso-8859-2")
		io.WriteString(w, "<rss><channel><item><title>\xa3\xf3d\xbc</title><link>/a</link></item></channel></rss>")
	}})
	r, err := Get(t.Context(), site+"/feed")
	if err != nil {
		t.Fatal(err)
	}
	f, err := feed.Parse(bytes.NewReader(r.Body), &feed.Options{BaseURL: r.URL, ContentType: r.ContentType})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.Documents[0].Title, "Łódź"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
	if got, want := f.Documents[0].URL, site+"/a"; got != want {
		t.Errorf("URL %q, want %q", got, want)
	}
}
