package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/http/httpguts"

	"github.com/kindred-go/kindred/feed"
)

const (
	maxRedirects = 5
	maxDrained   = 4 << 10
	drainTimeout = 250 * time.Millisecond

	accept = "application/atom+xml, application/rss+xml, application/feed+json, " +
		"application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
	acceptEncoding = "gzip, br, zstd"
)

// An answer is what a server said in the end. The body is there if the status
// is 200 or 203.
type answer struct {
	url       *url.URL // that was asked last
	redirects int      // that led there
	moved     *url.URL // where the permanent redirects led that came first
	code      int
	header    http.Header
	body      []byte
}

// follow asks a server, and those that it redirects to. If there is a host, no
// other one is asked.
func (c *Client) follow(ctx context.Context, u, host *url.URL, last *state) (*answer, error) {
	var moved *url.URL
	left := c.timeout()
	for redirects := 0; ; redirects++ {
		if host != nil && !sameHost(u, host) {
			return nil, redirected(errOtherHost, redirects, u)
		}
		a, err := c.ask(ctx, u, last, &left)
		if err != nil {
			return nil, redirected(err, redirects, u)
		}
		location := a.header.Get("Location")
		if !isRedirect(a.code) || location == "" {
			a.redirects, a.moved = redirects, moved
			return a, nil
		}
		if redirects == maxRedirects {
			return nil, redirected(fmt.Errorf("more than %d redirects", maxRedirects), redirects, u)
		}
		to, err := target(u, location)
		if err != nil {
			return nil, redirected(fmt.Errorf("a redirect is refused: %w", err), redirects, u)
		}
		permanent := a.code == http.StatusMovedPermanently || a.code == http.StatusPermanentRedirect
		if permanent && (redirects == 0 || moved == u) {
			moved = to
		}
		u = to
	}
}

// target returns where a server or a feed leads.
func target(from *url.URL, reference string) (*url.URL, error) {
	to, err := from.Parse(reference)
	if err != nil {
		return nil, errors.New("the address can't be read")
	}
	if to, err = parseAddress(to.String()); err != nil {
		return nil, err
	}
	return withUser(from, to), nil
}

func isRedirect(code int) bool {
	switch code {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// redirected adds to an error where it happened, if not at the address asked
// for.
func redirected(err error, redirects int, u *url.URL) error {
	if redirects == 0 {
		return err
	}
	return &explained{fmt.Sprintf("%v (redirected to %s)", err, bare(u)), err}
}

// errTimeout ends a request of which Client.Timeout is over.
var errTimeout = fmt.Errorf("fetch: Client.Timeout is over: %w", context.DeadlineExceeded)

// ask makes one request and reads its answer, both in the host's turn. It takes
// the time for it from what is left.
func (c *Client) ask(ctx context.Context, u *url.URL, last *state, left *time.Duration) (*answer, error) {
	release, err := c.turns.take(ctx, hostOf(u))
	if err != nil {
		return nil, err
	}
	defer release()
	limited := ctx
	if c.timeout() > 0 {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeoutCause(ctx, *left, errTimeout)
		defer cancel()
	}
	start := time.Now()
	a, err := c.exchange(limited, u, last)
	*left -= time.Since(start)
	switch {
	case err == nil:
		return a, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		err = context.Cause(limited)
	}
	return nil, explain(err)
}

func (c *Client) exchange(ctx context.Context, u *url.URL, last *state) (*answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, bare(u), nil)
	if err != nil {
		return nil, errors.New("the address can't be asked for")
	}
	if u.User != nil {
		password, _ := u.User.Password()
		req.SetBasicAuth(u.User.Username(), password)
	}
	req.Header.Set("User-Agent", UserAgent)
	if c.UserAgent != "" {
		req.Header.Set("User-Agent", c.UserAgent)
	}
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Encoding", acceptEncoding)
	if last.isFrom(u) {
		// Both are the server's own words, whatever they look like.
		setIfValid(req.Header, "If-None-Match", string(last.ETag))
		setIfValid(req.Header, "If-Modified-Since", string(last.LastModified))
	}
	resp, err := c.send(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &answer{url: u, code: resp.StatusCode, header: resp.Header}
	if !a.ok() {
		if 0 <= resp.ContentLength && resp.ContentLength <= maxDrained {
			drain(resp.Body)
		}
		return a, nil
	}
	limit := c.maxBytes()
	if limit > 0 && resp.ContentLength > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", feed.ErrTooLarge, limit)
	}
	a.body, err = decode(resp.Body, resp.Header.Values("Content-Encoding"), limit)
	return a, err
}

// drain reads a body that nobody wants, so that the connection can be used again.
// That is not worth a long wait.
func drain(body io.ReadCloser) {
	late := time.AfterFunc(drainTimeout, func() { body.Close() })
	defer late.Stop()
	io.Copy(io.Discard, body)
}

func setIfValid(h http.Header, name, value string) {
	if value != "" && httpguts.ValidHeaderFieldValue(value) {
		h.Set(name, value)
	}
}

func (a *answer) ok() bool {
	return a.code == http.StatusOK || a.code == http.StatusNonAuthoritativeInfo
}
