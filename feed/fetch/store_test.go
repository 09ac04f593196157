package fetch

import (
	"errors"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A teller is a server that says what it is told to, and keeps with which
// validators it was asked.
type teller struct {
	mu     sync.Mutex
	handle http.HandlerFunc
	asked  []string
}

func (s *teller) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.Header.Get("If-None-Match")+"|"+r.Header.Get("If-Modified-Since"))
	s.handle(w, r)
}

// expect sets what the server says next.
func (s *teller) expect(handle http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handle, s.asked = handle, nil
}

// was returns with which validators the server was asked last, and whether it
// was asked at all.
func (s *teller) was() (validators string, asked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.asked) == 0 {
		return "", false
	}
	return strings.TrimPrefix(s.asked[len(s.asked)-1], "|"), true
}

// status answers with a status and nothing else.
func status(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(code)
	}
}

// A visit is one Get at a time after noon: what the server would say, what
// becomes of it, and what the server was asked.
type visit struct {
	after   time.Duration
	refresh bool
	says    http.HandlerFunc

	body      string
	notBefore time.Duration // after noon; 0 for none
	unchanged bool
	stale     string
	err       string
	unasked   bool
	validator string // If-None-Match and If-Modified-Since
}

func TestVisits(t *testing.T) {
	// Whatever it is, it is the server's.
	const etag, date = `W/"a,\"b\" ` + "\xe9" + `==-gzip"`, "yesterday at 7"
	first := says("one", "ETag: "+etag, "Last-Modified: "+date)
	const both = etag + "|" + date
	plain := visit{says: first, body: "one"}
	for name, visits := range map[string][]visit{
		"not modified": {
			{says: says("one", "ETag: "+etag, "Last-Modified: "+date, "Content-Type: text/xml"), body: "one"},
			{says: status(304), body: "one", unchanged: true, validator: both},
			{says: status(304, "ETag: bare"), body: "one", unchanged: true, validator: both},
			{says: status(304), body: "one", unchanged: true, validator: "bare|" + date},
			{says: says("two"), body: "two", validator: "bare|" + date},
			{says: says("three"), body: "three"},
		},
		"not to be asked yet": {
			{says: says("one", "Cache-Control: max-age=600", "ETag: 1"), body: "one", notBefore: 10 * time.Minute},
			{after: 9 * time.Minute, body: "one", notBefore: 10 * time.Minute, unchanged: true, unasked: true},
			{after: 9 * time.Minute, refresh: true, says: status(304), body: "one", notBefore: 19 * time.Minute, unchanged: true, validator: "1|"},
			{after: 20 * time.Minute, says: status(304, "Cache-Control: max-age=60"), body: "one", notBefore: 21 * time.Minute, unchanged: true, validator: "1|"},
			{after: 22 * time.Minute, says: status(304, "Cache-Control: no-cache"), body: "one", unchanged: true, validator: "1|"},
			{after: 22 * time.Minute, says: says("two"), body: "two", validator: "1|"},
		},
		"a clock that was set back": {
			{after: 1000 * time.Hour, says: says("one", "Cache-Control: max-age=600"), body: "one", notBefore: 1000*time.Hour + 10*time.Minute},
			{after: 0, says: says("two"), body: "two"},
		},
		"the server fails": {
			plain,
			{says: status(500), body: "one", unchanged: true, stale: "500", validator: both},
			{says: status(503, "Retry-After: 60"), body: "one", unchanged: true, stale: "503", notBefore: time.Minute, validator: both},
			{after: 59 * time.Second, body: "one", unchanged: true, stale: "503", notBefore: time.Minute, unasked: true},
			{after: time.Hour, says: status(429), body: "one", unchanged: true, stale: "429", notBefore: time.Minute, validator: both},
			{after: time.Hour, says: status(304), body: "one", unchanged: true, validator: both},
		},
		"the network fails": {
			plain,
			{says: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, body: "one", unchanged: true, stale: "without an answer", validator: both},
			{says: says("cut", "Content-Length: 99"), body: "one", unchanged: true, stale: "breaks off", validator: both},
			{says: says(packed(tide, "br")[:40], "Content-Encoding: br"), body: "one", unchanged: true, stale: "breaks off", validator: both},
			{says: status(302, "Location: ftp://example.org/"), body: "one", unchanged: true, stale: "not supported", validator: both},
			{says: says("two"), body: "two", validator: both},
		},
		"it is not there any more": {
			plain,
			{says: status(404), err: "404", validator: both},
			{says: status(410), err: "410", validator: both},
			{says: status(403, "Retry-After: 60"), err: "403", validator: both},
			{after: time.Second, err: "403", unasked: true},
			{after: time.Hour, says: says("much", "Content-Length: 99999999"), err: "too large", validator: both},
		},
		"never a good answer": {
			{says: status(503, "Retry-After: 60"), err: "try again after 2025-03-10 12:01 UTC"},
			{after: time.Second, err: "try again after 2025-03-10 12:01 UTC", unasked: true},
			{after: time.Second, refresh: true, says: first, body: "one"},
			{after: time.Second, says: status(304), body: "one", unchanged: true, validator: both},
		},
		"not modified, but nothing was kept": {
			{says: status(304), err: "304 Not Modified, but nothing is known"},
		},
		"not to be kept": {
			{says: says("one", "Cache-Control: no-store, max-age=600", "ETag: 1"), body: "one"},
			{says: status(500), err: "500"},
			plain,
			{says: says("two", "Cache-Control: no-store", "ETag: 2"), body: "two", validator: both},
			{says: status(500), err: "500"},
		},
		"an empty body is one too": {
			{says: says("", "ETag: 0"), body: ""},
			{says: status(304), body: "", unchanged: true, validator: "0|"},
		},
		"the longer of two": {
			{says: says("one", "Cache-Control: max-age=60", "Retry-After: 600"), body: "one", notBefore: 10 * time.Minute},
		},
	} {
		t.Run(name, func(t *testing.T) {
			server := &teller{}
			site := serve(t, map[string]http.HandlerFunc{"/": server.ServeHTTP})
			store := &memory{}
			for i, v := range visits {
				server.expect(v.says)
				now := noon.Add(v.after)
				c := &Client{AllowPrivate: true, Store: store, Refresh: v.refresh, now: func() time.Time { return now }}
				r, err := c.Get(t.Context(), site+"/feed")
				validator, asked := server.was()
				got := visit{after: v.after, refresh: v.refresh, validator: validator, unasked: !asked}
				if err != nil {
					got.err = err.Error()
				} else {
					got.body, got.unchanged = string(r.Body), r.Unchanged
					if !r.NotBefore.IsZero() {
						got.notBefore = r.NotBefore.Sub(noon)
					}
					if r.Stale != nil {
						got.stale = r.Stale.Error()
					}
				}
				if diff := cmp.Diff(v, got, cmp.AllowUnexported(visit{}), cmpopts.IgnoreFields(visit{}, "says"), contains()); diff != "" {
					t.Errorf("visit %d (-want +got):\n%s", i, diff)
				}
			}
		})
	}
}

// contains lets a wanted error be a part of the one that is there.
func contains() cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool {
		return p.Last().String() == ".err" || p.Last().String() == ".stale"
	}, cmp.Comparer(func(a, b string) bool {
		return a == b || a != "" && strings.Contains(b, a) || b != "" && strings.Contains(a, b)
	}))
}

// Validators are for the address that they came from, also if others lead to it.
func TestValidatorsAndRedirects(t *testing.T) {
	var asked []string
	target := "/one"
	site := serve(t, map[string]http.HandlerFunc{
		"/feed": func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.Path+r.Header.Get("If-None-Match"))
			http.Redirect(w, r, target, http.StatusMovedPermanently)
		},
		"/": func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.Path+r.Header.Get("If-None-Match"))
			if r.Header.Get("If-None-Match") == `"e"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			says("body of "+r.URL.Path, `ETag: "e"`)(w, r)
		},
	})
	c := &Client{AllowPrivate: true, Store: &memory{}}
	for _, to := range []string{"/one", "/one", "/two"} {
		target = to
		r, err := c.Get(t.Context(), site+"/feed")
		if err != nil || string(r.Body) != "body of "+to || r.URL != site+to || r.MovedTo != site+to {
			t.Errorf("%+v, %v; want the body of %s", r, err, to)
		}
	}
	if diff := cmp.Diff([]string{"/feed", "/one", "/feed", `/one"e"`, "/feed", "/two"}, asked); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

// Who asks for an address that is being asked for finds what comes of it.
func TestStoreTogether(t *testing.T) {
	for name, test := range map[string]struct {
		says   http.HandlerFunc
		second http.HandlerFunc // nil if the server is to be left alone
		asked  []string         // with these validators
	}{
		"not to be asked yet": {says: says("one", "Cache-Control: max-age=600"), asked: []string{"|"}},
		"conditional":         {says: says("one", "ETag: 1"), second: status(304), asked: []string{"|", "1|"}},
		"a server that fails": {says: status(503, "Retry-After: 60"), asked: []string{"|"}},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			started, goOn := make(chan struct{}), make(chan struct{})
			site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
				asked = append(asked, r.Header.Get("If-None-Match")+"|")
				if len(asked) > 1 && test.second != nil {
					test.second(w, r)
					return
				}
				if len(asked) == 1 {
					close(started)
					<-goOn
				}
				test.says(w, r)
			}})
			c := &Client{AllowPrivate: true, Store: &memory{}, now: func() time.Time { return noon }}
			var both sync.WaitGroup
			var bodies [2]string
			get := func(n int) {
				if r, err := c.Get(t.Context(), site+"/feed"); err != nil {
					bodies[n] = err.Error()
				} else {
					bodies[n] = string(r.Body)
				}
			}
			both.Go(func() { get(0) })
			<-started
			both.Go(func() { get(1) })
			for !anybodyWaits(&c.keys) && !anybodyWaits(&c.turns.hosts) {
				runtime.Gosched()
			}
			close(goOn)
			both.Wait()
			if diff := cmp.Diff(test.asked, asked); diff != "" {
				t.Errorf("requests (-want +got):\n%s", diff)
			}
			if bodies[0] != bodies[1] {
				t.Errorf("%q and %q", bodies[0], bodies[1])
			}
		})
	}
}

// anybodyWaits reports whether two want the same thing.
func anybodyWaits(q *queues) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, n := range q.names {
		if n.users > 1 {
			return true
		}
	}
	return false
}

// A store that fails is told of, and does no harm.
func TestStoreFails(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/": says("one", "ETag: 1")})
	full := errors.New("the disk is full")
	c := &Client{AllowPrivate: true, Store: &memory{fail: full}}
	if r, err := c.Get(t.Context(), site); err != nil || string(r.Body) != "one" || !errors.Is(r.StoreError, full) {
		t.Errorf("%+v, %v", r, err)
	}
	// One that gives back something else than was saved is one without it.
	store := &memory{}
	c = &Client{AllowPrivate: true, Store: store}
	if _, err := c.Get(t.Context(), site); err != nil {
		t.Fatal(err)
	}
	for key, value := range store.values {
		store.values[key] = value[:len(value)-1]
	}
	if r, err := c.Get(t.Context(), site); err != nil || string(r.Body) != "one" || r.Unchanged || !errors.Is(r.StoreError, errDamaged) {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := c.Get(t.Context(), site); err != nil || r.StoreError != nil {
		t.Errorf("it is not mended: %+v, %v", r, err)
	}
}

// A saved state comes back as it was, and nothing else does.
func TestStateDamaged(t *testing.T) {
	s := &state{URL: "https://tide.example/feed", ETag: []byte("\xff\"\n"), NotBefore: noon, HasBody: true, Body: []byte(tide)}
	b, err := s.encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeState(b)
	if diff := cmp.Diff(s, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for n := range b {
		if _, err := decodeState(b[:n]); err == nil {
			t.Errorf("cut off after %d of %d bytes it counts", n, len(b))
		}
		changed := append([]byte(nil), b...)
		changed[n] ^= 0x10
		if _, err := decodeState(changed); err == nil {
			t.Errorf("with another byte %d it counts", n)
		}
	}
	if _, err := decodeState(append(b, '\n')); err == nil {
		t.Error("with more at its end it counts")
	}
}

func FuzzState(f *testing.F) {
	b, err := (&state{URL: "https://tide.example/", ETag: []byte("1"), HasBody: true, Body: []byte(tide)}).encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(stateMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := decodeState(b)
		if err != nil {
			return
		}
		again, err := s.encode()
		if err != nil {
			t.Fatal(err)
		}
		if s2, err := decodeState(again); err != nil || !cmp.Equal(s, s2, cmpopts.EquateEmpty()) {
			t.Errorf("%+v became %+v, %v", s, s2, err)
		}
	})
}
