package browser

import (
	"context"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
)

// webkitEngine keeps browsers for other tests: to start one takes longer than most tests.
// A driver has one session, and a screen one window with the focus, so that every storage
// has both for itself while it is open.
type webkitEngine struct {
	mu   sync.Mutex
	idle []*webkitStorage // the one used last is the last
}

func (*webkitEngine) alive() bool { return true }

// settings are those of Options that a browser has from its start.
type settings struct {
	dark, reducedMotion, noScript bool
	scale                         float64
}

func settingsOf(o Options) settings {
	return settings{dark: o.Dark, reducedMotion: o.ReducedMotion, noScript: o.NoScript, scale: o.Scale}
}

func (e *webkitEngine) newContext(ctx context.Context, p *proxy, o Options) (storage, error) {
	s := e.take(settingsOf(o))
	if s == nil {
		var err error
		if s, err = startWebKit(ctx, o); err != nil {
			return nil, err
		}
		s.engine = e
	}
	s.door.proxy.Store(p)
	return s, nil
}

func (e *webkitEngine) take(want settings) *webkitStorage {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, s := range slices.Backward(e.idle) {
		if s.settings == want {
			e.idle = slices.Delete(e.idle, i, i+1)
			return s
		}
	}
	return nil
}

// mostIdle is how many browsers wait for a test that wants one like them.
const mostIdle = 4

func (e *webkitEngine) keep(s *webkitStorage) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.idle = append(e.idle, s); len(e.idle) > mostIdle {
		e.idle[0].end()
		e.idle = slices.Delete(e.idle, 0, 1)
	}
}

// clear closes all windows but the first and has every site that was visited say that all
// there is of it is to be forgotten: storage, cookies, caches.
func (s *webkitStorage) clear(ctx context.Context) error {
	var windows []string
	if err := s.in(ctx, s.first, "GET", "/window/handles", nil, &windows); err != nil {
		return err
	}
	for _, window := range windows {
		if window == s.first {
			continue
		}
		if err := s.in(ctx, window, "DELETE", "/window", nil, nil); err != nil {
			return err
		}
	}
	sites := s.door.proxy.Swap(nil).sites()
	for _, url := range append(sites, "about:blank") {
		if err := s.in(ctx, s.first, "POST", "/url", object{"url": url}, nil); err != nil {
			return err
		}
	}
	return nil
}

// door is where a browser sends its requests: it knows one proxy, and each test has its own.
type door struct {
	addr   string
	server http.Server
	proxy  atomic.Pointer[proxy] // nil between two tests
}

func newDoor() (*door, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	d := &door{addr: listener.Addr().String()}
	d.server.Handler = d
	go d.server.Serve(listener)
	return d, nil
}

// ServeHTTP passes a request on. Between two tests it answers for all sites.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p := d.proxy.Load(); p != nil {
		p.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Clear-Site-Data", `"*"`)
	w.Header().Set("Content-Type", "text/html")
	w.Write([]byte("<!doctype html><link rel=icon href=data:,>"))
}
