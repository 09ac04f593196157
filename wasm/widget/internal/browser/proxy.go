package browser

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
)

// Request is one that left a browser.
type Request struct {
	URL    string
	Status int // of the answer; 0 if there is none (yet)
}

// proxy is what pages that share storage reach their servers by. Engines tell of requests
// each in its own way, and not of all that workers do; this is the same for every one.
type proxy struct {
	addr      string
	offline   atomic.Bool
	server    http.Server
	transport http.Transport
	forward   httputil.ReverseProxy

	mu       sync.Mutex
	requests []*Request
}

type requestKey struct{}

func newProxy() (*proxy, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{addr: listener.Addr().String()}
	p.transport.DisableCompression = true
	p.forward = httputil.ReverseProxy{
		Rewrite:       func(*httputil.ProxyRequest) {}, // what a proxy is asked for is a whole address
		Transport:     &p.transport,
		FlushInterval: -1,
		ErrorHandler:  func(http.ResponseWriter, *http.Request, error) { panic(http.ErrAbortHandler) },
		ModifyResponse: func(r *http.Response) error {
			p.mu.Lock()
			defer p.mu.Unlock()
			r.Request.Context().Value(requestKey{}).(*Request).Status = r.StatusCode
			return nil
		},
	}
	p.server.Handler = p
	go p.server.Serve(listener)
	return p, nil
}

// ServeHTTP passes a request on. If it can't, it drops the connection, which is an error of
// the network to the browser.
func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.offline.Load() {
		panic(http.ErrAbortHandler)
	}
	request := &Request{URL: r.URL.String()}
	p.mu.Lock()
	p.requests = append(p.requests, request)
	p.mu.Unlock()
	if r.Method == http.MethodConnect { // https: its content is nobody's business
		request.URL = "https:" + request.URL
		panic(http.ErrAbortHandler)
	}
	if host := r.URL.Hostname(); host != "localhost" && !net.ParseIP(host).IsLoopback() {
		panic(http.ErrAbortHandler)
	}
	p.forward.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, request)))
}

func (p *proxy) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.requests)
}

func (p *proxy) since(n int) []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	var rs []Request
	for _, r := range p.requests[n:] {
		rs = append(rs, *r)
	}
	return rs
}

// sites gives the root of every site that was asked for something.
func (p *proxy) sites() []string {
	var sites []string
	for _, r := range p.since(0) {
		if u, err := url.Parse(r.URL); err == nil && u.Scheme == "http" {
			sites = append(sites, "http://"+u.Host+"/")
		}
	}
	slices.Sort(sites)
	return slices.Compact(sites)
}

func (p *proxy) close() {
	p.server.Close()
	p.transport.CloseIdleConnections()
}
