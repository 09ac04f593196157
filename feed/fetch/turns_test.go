package fetch

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
)

// In a bubble it is known when everybody waits: what is true then is true for
// good.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var turns turns
		var mu sync.Mutex
		var have []string
		holding := func() []string {
			synctest.Wait()
			mu.Lock()
			defer mu.Unlock()
			return slices.Sorted(slices.Values(have))
		}
		ends := map[string]chan struct{}{}
		ask := func(ctx context.Context, host string, n int) {
			name := fmt.Sprintf("%s%d", host, n)
			end := make(chan struct{})
			ends[name] = end
			go func() {
				release, err := turns.take(ctx, host)
				if err != nil {
					return
				}
				mu.Lock()
				have = append(have, name)
				mu.Unlock()
				<-end
				mu.Lock()
				have = slices.DeleteFunc(have, func(s string) bool { return s == name })
				mu.Unlock()
				release()
			}()
			synctest.Wait()
		}
		expect := func(when string, want ...string) {
			t.Helper()
			if diff := cmp.Diff(want, holding()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", when, diff)
			}
		}
		impatient, leave := context.WithCancel(t.Context())
		for n := range 3 {
			ask(t.Context(), "a", n)
		}
		ask(impatient, "a", 3)
		ask(t.Context(), "a", 4)
		expect("one of a host", "a0")
		close(ends["a0"])
		expect("the next", "a1")
		for _, host := range []string{"b", "c", "d", "e", "f", "g", "h", "i", "j"} {
			ask(t.Context(), host, 0)
		}
		expect("eight of all", "a1", "b0", "c0", "d0", "e0", "f0", "g0", "h0")
		close(ends["c0"])
		expect("the ninth", "a1", "b0", "d0", "e0", "f0", "g0", "h0", "i0")
		close(ends["a1"])
		expect("who came first", "b0", "d0", "e0", "f0", "g0", "h0", "i0", "j0")
		leave()
		close(ends["a2"])
		close(ends["b0"])
		expect("who has left is passed over", "a4", "d0", "e0", "f0", "g0", "h0", "i0", "j0")
		for _, name := range []string{"a4", "d0", "e0", "f0", "g0", "h0", "i0", "j0"} {
			close(ends[name])
		}
		expect("the end")
		if len(turns.hosts.names) != 0 {
			t.Errorf("left behind: %v", turns.hosts.names)
		}
	})
}

// The same with requests, each of which is also redirected to the next host: the
// turns of both count, as does that of an address in the store, and nobody waits
// for ever.
func TestTurnsOfRequests(t *testing.T) {
	const hosts, each = 12, 6
	var underWay [hosts]atomic.Int32
	var all atomic.Int32
	enter := func(counter *atomic.Int32, most int32, what string) {
		if n := counter.Add(1); n > most {
			t.Errorf("%d requests at once %s", n, what)
		}
	}
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		var host int
		fmt.Sscanf(r.Host, "h%d.example", &host)
		enter(&underWay[host], 1, "to "+r.Host)
		enter(&all, maxRequests, "in all")
		for range 100 {
			runtime.Gosched()
		}
		underWay[host].Add(-1)
		all.Add(-1)
		if r.URL.Path == "/first" {
			http.Redirect(w, r, on(fmt.Sprintf("h%d.example", (host+1)%hosts), "http://"+r.Host)+"/second", http.StatusFound)
		}
	}})
	c := &Client{AllowPrivate: true, resolver: names(allHere), Store: &memory{}}
	var wait sync.WaitGroup
	for host := range hosts {
		for range each {
			wait.Go(func() {
				if _, err := c.Get(t.Context(), on(fmt.Sprintf("h%d.example", host), site)+"/first"); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wait.Wait()
}
