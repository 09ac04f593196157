package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

const (
	lookupTimeout  = 5 * time.Second // of a name that the proxy will look up anyway
	dialTimeout    = 10 * time.Second
	tlsTimeout     = 10 * time.Second
	headerTimeout  = 30 * time.Second
	idleTimeout    = 10 * time.Second
	maxHeaderBytes = 256 << 10
)

// proxyKey is the context's key for the proxy that a request goes through.
type proxyKey struct{}

// send sends a request, directly or through a proxy. There are two transports,
// for what one of them dials must be guarded, and what the other one dials are
// only proxies.
func (c *Client) send(req *http.Request) (*http.Response, error) {
	c.start.Do(c.connect)
	if c.Proxy == nil {
		return c.direct.RoundTrip(req)
	}
	proxy, err := c.Proxy(req)
	if err != nil { // which may tell the proxy's password
		return nil, &explained{"the address of the proxy can't be used; check the settings", err}
	}
	if proxy == nil {
		return c.direct.RoundTrip(req)
	}
	if !c.AllowPrivate {
		if err := c.guardProxied(req.Context(), req.URL); err != nil {
			return nil, err
		}
	}
	return c.proxied.RoundTrip(req.WithContext(context.WithValue(req.Context(), proxyKey{}, proxy)))
}

func (c *Client) connect() {
	control := func(network, address string, conn syscall.RawConn) error {
		if !c.AllowPrivate {
			if err := guard(network, address, conn); err != nil {
				return err
			}
		}
		if c.control != nil {
			return c.control(network, address, conn)
		}
		return nil
	}
	c.guarded = &net.Dialer{Control: control, Resolver: c.resolver}
	c.direct = c.transport(c.guarded)
	c.proxied = c.transport(&net.Dialer{Resolver: c.resolver})
	c.proxied.Proxy = func(req *http.Request) (*url.URL, error) {
		proxy, _ := req.Context().Value(proxyKey{}).(*url.URL)
		return proxy, nil
	}
	c.proxied.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
		if resp.StatusCode != http.StatusOK {
			return fmt.Errorf("the proxy refuses to connect: it answers %s", statusText(resp.StatusCode))
		}
		return nil
	}
}

// transport neither asks for compression nor undoes it: decode does.
func (c *Client) transport(dialer *net.Dialer) *http.Transport {
	atMost := func(d time.Duration) time.Duration {
		if t := c.timeout(); t > 0 {
			return min(d, t)
		}
		return d
	}
	dialer.Timeout = atMost(dialTimeout)
	return &http.Transport{
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    atMost(tlsTimeout),
		ResponseHeaderTimeout:  atMost(headerTimeout),
		IdleConnTimeout:        idleTimeout,
		MaxIdleConns:           2 * maxRequests,
		MaxIdleConnsPerHost:    1,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
	}
}
