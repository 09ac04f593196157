package fetch

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGet(t *testing.T) {
	var header http.Header
	site := serve(t, map[string]http.HandlerFunc{
		"/old": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "track", Value: "1"})
			http.Redirect(w, r, "/feed.xml#top", http.StatusFound)
		},
		"/feed.xml": func(w http.ResponseWriter, r *http.Request) {
			header = r.Header
			says("<rss/>", "Content-Type: application/rss+xml; charset=utf-8")(w, r)
		},
	})
	for agent, want := range map[string]string{"": UserAgent, "reader/1 (+https://reader.example/bot)": "reader/1 (+https://reader.example/bot)"} {
		c := &Client{AllowPrivate: true, UserAgent: agent}
		got, err := c.Get(t.Context(), " "+site+"/old#part ")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&Response{URL: site + "/feed.xml", ContentType: "application/rss+xml; charset=utf-8", Body: []byte("<rss/>")}, got); diff != "" {
			t.Errorf("Get (-want +got):\n%s", diff)
		}
		wantHeader := http.Header{"User-Agent": {want}, "Accept": {accept}, "Accept-Encoding": {"gzip, br, zstd"}}
		if diff := cmp.Diff(wantHeader, header); diff != "" {
			t.Errorf("the request's headers (-want +got):\n%s", diff)
		}
	}
}

func TestStatus(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/{code}": func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscan(r.PathValue("code"), &code)
		w.WriteHeader(code)
	}})
	c := &Client{AllowPrivate: true}
	for code, want := range map[int]string{
		http.StatusNotFound:            "check the address",
		http.StatusGone:                "removed for good",
		http.StatusForbidden:           "not public",
		http.StatusTooManyRequests:     "try again later",
		http.StatusInternalServerError: "on their side",
		http.StatusNoContent:           "204 No Content",
		http.StatusMovedPermanently:    "301 Moved", // to nowhere
		http.StatusNotModified:         "nothing is known",
		520:                            "the server answers 520; the trouble is on their side",
		999:                            "the server answers 999, which means nothing; the site may turn programs away",
	} {
		_, err := c.Get(t.Context(), fmt.Sprintf("%s/%d", site, code))
		var status *StatusError
		if !errors.As(err, &status) || status.Code != code || !strings.Contains(err.Error(), want) {
			t.Errorf("status %d: error %v, want %q in it", code, err, want)
		}
	}
}

// redirects of /S/T/U are those with the statuses S, T and U.
func redirects(w http.ResponseWriter, r *http.Request) {
	code, rest, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if !ok {
		w.Write([]byte("arrived"))
		return
	}
	var status int
	fmt.Sscan(code, &status)
	w.Header().Set("Location", "/"+rest)
	w.WriteHeader(status)
}

func TestRedirects(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{
		"/": redirects,
		"/to/{scheme}": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", r.PathValue("scheme")+"://example.org/etc/passwd")
			w.WriteHeader(http.StatusFound)
		},
		"/space":   status(http.StatusFound, "Location: /there?q=low tide"),
		"/gone":    status(http.StatusGone),
		"/to/gone": status(http.StatusFound, "Location: /gone"),
		"/loop": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
		},
	})
	c := &Client{AllowPrivate: true}
	for _, test := range []struct{ path, url, moved, err string }{
		{path: "/here", url: "/here"},
		{path: "/301/a", url: "/a", moved: "/a"},
		{path: "/308/a", url: "/a", moved: "/a"},
		{path: "/302/a", url: "/a"},
		{path: "/303/a", url: "/a"},
		{path: "/307/a", url: "/a"},
		{path: "/301/308/a", url: "/a", moved: "/a"},
		{path: "/301/302/a", url: "/a", moved: "/302/a"},
		{path: "/301/302/301/a", url: "/a", moved: "/302/301/a"},
		{path: "/302/301/a", url: "/a"},
		{path: "/302/302/302/302/302/a", url: "/a"},
		{path: "/302/302/302/302/302/302/a", err: "more than 5 redirects"},
		{path: "/space", url: "/there?q=low%20tide"},
		{path: "/300/a", err: "300 Multiple Choices"},
		{path: "/to/gone", err: "removed for good (redirected to " + site + "/gone)"},
		{path: "/loop", err: "more than 5 redirects (redirected to " + site + "/loop)"},
		{path: "/to/file", err: "the scheme file is not supported"},
		{path: "/to/ftp", err: "the scheme ftp is not supported"},
	} {
		got, err := c.Get(t.Context(), site+test.path)
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%s: error %v, want %q", test.path, err, test.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.path, err)
			continue
		}
		if test.moved != "" {
			test.moved = site + test.moved
		}
		if got.URL != site+test.url || got.MovedTo != test.moved {
			t.Errorf("%s: at %s, moved to %q; want %s, %q", test.path, got.URL, got.MovedTo, site+test.url, test.moved)
		}
	}
}

func TestGetRefuses(t *testing.T) {
	for address, want := range map[string]string{
		"example.org/feed":                    "no scheme",
		"file:///etc/passwd":                  "not supported",
		"ftp://example.org/":                  "not supported",
		"https:///feed":                       "no host",
		"https://:443/feed":                   "no host",
		"https://exa mple.org":                "invalid character",
		"https://ada:secret@exa mple.org":     "invalid character",
		"https://ada:secret%zz@example.org":   "invalid",
		"https://ada:sec/secret@example.org/": "invalid port",
		"ada:secret@example.org":              "not supported",
		"https://nowhere.example/feed":        "there is no host nowhere.example",
	} {
		c := &Client{resolver: names(func(string) []string { return nil })}
		_, err := c.Get(t.Context(), address)
		var at *url.Error
		if !errors.As(err, &at) || !strings.Contains(err.Error(), want) {
			t.Errorf("Get(%q): error %v, want %q in it", address, err, want)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("Get(%q): error %v tells the password", address, err)
		}
	}
}

// Credentials go to the server that they are for, and nowhere else.
func TestCredentials(t *testing.T) {
	asked := map[string]string{} // host and path: credentials
	handler := func(w http.ResponseWriter, r *http.Request) {
		_, encoded, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		credentials, _ := base64.StdEncoding.DecodeString(encoded)
		host, _, _ := strings.Cut(r.Host, ":")
		asked[host+r.URL.Path] = string(credentials)
		switch r.URL.Path {
		case "/relative":
			http.Redirect(w, r, "/there", http.StatusFound)
		case "/absolute":
			http.Redirect(w, r, "http://"+r.Host+"/there", http.StatusFound)
		case "/other":
			http.Redirect(w, r, strings.Replace("http://"+r.Host, "a.example", "b.example", 1)+"/back", http.StatusFound)
		case "/back":
			http.Redirect(w, r, strings.Replace("http://eve:evil@"+r.Host, "b.example", "a.example", 1)+"/there", http.StatusFound)
		case "/missing":
			http.NotFound(w, r)
		}
	}
	site := on("a.example", serve(t, map[string]http.HandlerFunc{"/": handler}))
	c := &Client{AllowPrivate: true, resolver: names(allHere), Store: &memory{}}
	for _, test := range []struct {
		path string
		want map[string]string
	}{
		{"/there", map[string]string{"a.example/there": "ada:s3cret"}},
		{"/relative", map[string]string{"a.example/relative": "ada:s3cret", "a.example/there": "ada:s3cret"}},
		{"/absolute", map[string]string{"a.example/absolute": "ada:s3cret", "a.example/there": "ada:s3cret"}},
		{"/other", map[string]string{"a.example/other": "ada:s3cret", "b.example/back": "", "a.example/there": ""}},
		{"/missing", map[string]string{"a.example/missing": "ada:s3cret"}},
	} {
		clear(asked)
		r, err := c.Get(t.Context(), strings.Replace(site, "http://", "http://ada:s3cret@", 1)+test.path)
		if diff := cmp.Diff(test.want, asked); diff != "" {
			t.Errorf("%s: credentials (-want +got):\n%s", test.path, diff)
		}
		if told := fmt.Sprint(r, err); strings.Contains(told, "s3cret") || strings.Contains(told, "evil") {
			t.Errorf("%s: the password is told: %s", test.path, told)
		}
	}
	for key, value := range c.Store.(*memory).values {
		if strings.Contains(key+string(value), "s3cret") {
			t.Errorf("the password is stored: %s", value)
		}
	}
}

func TestContext(t *testing.T) {
	started := make(chan struct{}, 1)
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		started <- struct{}{}
		<-r.Context().Done()
	}})
	store := &memory{}
	c := &Client{AllowPrivate: true, Store: store}
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-started; cancel() }()
	if _, err := c.Get(ctx, site+"/slow"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	// Nor does somebody wait whose context has ended: for the host's turn or for
	// what comes of the same address.
	ctx, cancel = context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { c.Get(ctx, site+"/slow"); close(ended) }()
	<-started
	waiting, stop := context.WithCancel(t.Context())
	stop()
	for _, path := range []string{"/other", "/slow"} {
		if _, err := c.Get(waiting, site+path); !errors.Is(err, context.Canceled) {
			t.Errorf("waiting for %s: error %v, want context.Canceled", path, err)
		}
	}
	cancel()
	<-ended
	if len(c.keys.names)+len(c.turns.hosts.names) != 0 {
		t.Errorf("left behind: %v, %v", c.keys.names, c.turns.hosts.names)
	}
}

func TestWithUser(t *testing.T) {
	for to, keeps := range map[string]bool{
		"http://A.example./x":            true,
		"http://a.example:80/x":          true,
		"https://a.example/x":            true,
		"https://a.example:8443/x":       false,
		"http://a.example:8080/x":        false,
		"http://b.example/x":             false,
		"http://a.example.evil.example/": false,
		"http://eve:evil@b.example/x":    false,
	} {
		from, err := url.Parse("http://ada:s3cret@a.example/feed")
		if err != nil {
			t.Fatal(err)
		}
		got, err := target(from, to)
		if err != nil || (got.User != nil) != keeps || keeps && got.User.String() != "ada:s3cret" {
			t.Errorf("%s: credentials %v, %v; want them: %v", to, got.User, err, keeps)
		}
	}
	secure, err := url.Parse("https://ada:s3cret@a.example/feed")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := target(secure, "http://a.example/"); err != nil || got.User != nil {
		t.Errorf("from https to http: %v, %v", got, err)
	}
}
