// Package fetch gets feeds from the network: politely towards the servers, and
// safely with addresses that strangers have chosen.
//
// Most programs need one method of one type, whose zero value is ready to use:
//
//	var client fetch.Client
//	result, err := client.Feed(ctx, "https://example.org/")
//
// [Client.Feed] reads a feed and its further pages, and finds the feed of a web
// page. [Client.Feeds] reads many at once, those that OPML lists name included.
// [Client.Get] gets one resource as it is.
//
// Polite means: one request per host at a time and eight in all, conditional
// requests and no requests before a server wants them (both with a [Store]),
// compression, few redirects, a User-Agent that says who asks, no cookies and no
// referrer. Safe means: http and https only, no private or special addresses
// wherever names and redirects lead, limits on time, size and memory, and no
// password of an address in errors, results or requests to other servers.
package fetch

import (
	"net"
	"net/http"
	"net/url"
	"sync"
	"syscall"
	"time"

	"github.com/kindred-go/kindred/feed"
)

// UserAgent is what a [Client] calls itself unless it is told otherwise.
const UserAgent = "kindred/0.1 (+https://github.com/kindred-go/kindred)"

const (
	defaultTimeout  = 60 * time.Second
	defaultMaxBytes = 16 << 20
	defaultMaxPages = 10
)

// A Client gets feeds. Its zero value is ready to use. A Client is safe for
// concurrent use; its fields must not be changed, nor the Client copied, after
// the first call.
type Client struct {
	// UserAgent says who asks, and should hold a URL that tells more; "" means
	// the constant of that name.
	UserAgent string

	// AllowPrivate lets the client connect to addresses that are not on the
	// public internet: this machine (localhost), private networks, link-local,
	// multicast and other special addresses. By default they are refused with
	// [ErrPrivateAddress], after names are looked up and on every connection,
	// so that neither redirects nor a name that changes its mind get around it.
	AllowPrivate bool

	// Proxy chooses the proxy for a request, as in [http.Transport]; nil means
	// none, whatever the environment says. It is then the proxy that looks up
	// names and connects, and that must guard what it can reach: here, only
	// localhost, private addresses in any spelling and names that have one when
	// they are looked up from here are refused. A name that can't be looked up
	// here is left to the proxy, as is one that changes its mind. The proxy
	// itself may have any address.
	Proxy func(*http.Request) (*url.URL, error)

	// Timeout is how long one resource may take, redirects included, waiting
	// for other requests of this client not; 0 means 60 seconds, a negative
	// duration no limit. Connecting and TLS may take up to 10 seconds each of
	// it, waiting for headers up to 30.
	Timeout time.Duration

	// MaxBytes is the greatest size of a body, both as sent and decompressed;
	// 0 means 16 MiB, a negative number no limit. Above it the error is
	// [feed.ErrTooLarge].
	MaxBytes int64

	// MaxPages is how many pages of a feed in pages, or documents of one with
	// archives, Feed reads; 0 means 10, 1 the first only.
	MaxPages int

	// Store keeps the last good body of each address and what the server said
	// about it; nil means that nothing is kept. With it, requests are
	// conditional, none is made before Response.NotBefore, and a failing
	// server's last good body is used. Who asks for an address that this client
	// is asking for waits, and gets what comes of that.
	Store Store

	// Refresh asks the server even before NotBefore.
	Refresh bool

	start           sync.Once
	direct, proxied *http.Transport
	turns           turns
	keys            queues // of the Store

	// For tests.
	guarded  *net.Dialer
	now      func() time.Time
	resolver *net.Resolver
	control  func(network, address string, c syscall.RawConn) error // after the guard
}

// A Response is a resource as [Client.Get] found it. Its addresses hold no user
// name and no password.
type Response struct {
	URL         string // where the body was read, after redirects: the BaseURL for feed.Options
	ContentType string // the header of that name, for feed.Options
	Body        []byte // decompressed

	// MovedTo is the address to use from now on: where the permanent redirects
	// (301, 308) led that came before any other; "" if there were none.
	MovedTo string

	// NotBefore is when the server wants to be asked again: the latest of what
	// Cache-Control or Expires, Retry-After and, in results of Feed, the feed's
	// ttl say. It is at most a day away, by Retry-After at most a week. Zero
	// if nothing says so.
	NotBefore time.Time

	// Unchanged says that the body comes from the Store: the server says that
	// it is not modified, it was not to be asked yet, or it failed.
	Unchanged bool

	// Stale says why the server could not be read, if the body is the last
	// good one instead. It is nil if all is well.
	Stale error

	// StoreError says that the Store could not be read or written. The body is
	// good all the same.
	StoreError error
}

// Kinds of warnings of this package, in [Result].Feed.Warnings.
const (
	WarnDiscovered feed.WarningKind = "discovered" // the address is a web page; the feed that it leads to was read
	WarnPage       feed.WarningKind = "page"       // a further page could not be read, or there are more than are read
	WarnStale      feed.WarningKind = "stale"      // the server failed; its last good answer was read
	WarnStore      feed.WarningKind = "store"      // the Store could not be read or written
)

func (c *Client) clock() time.Time {
	if c.now != nil {
		return c.now()
	}
	return time.Now()
}

func (c *Client) timeout() time.Duration {
	if c.Timeout == 0 {
		return defaultTimeout
	}
	return c.Timeout
}

func (c *Client) maxBytes() int64 {
	if c.MaxBytes == 0 {
		return defaultMaxBytes
	}
	return c.MaxBytes
}

func (c *Client) maxPages() int {
	if c.MaxPages == 0 {
		return defaultMaxPages
	}
	return c.MaxPages
}
