// Package fetch gets feeds from the network for package feed to parse.
//
// [Get] is one polite request: only http and https, a few redirects, a limit on
// time and size, no cookies, no referrer, and a User-Agent that says who asks.
// It goes wherever the address leads, private networks included: don't give it
// addresses that strangers may choose.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/kindred-go/kindred/feed"
)

// UserAgent is what [Get] calls itself.
const UserAgent = "kindred/0.1 (+https://github.com/kindred-go/kindred)"

const (
	maxBytes     = 16 << 20 // after decompression
	maxRedirects = 5
	accept       = "application/atom+xml, application/rss+xml, application/feed+json, " +
		"application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)

// A Response is a fetched body with what is needed to parse it.
type Response struct {
	URL         string // after redirects: the BaseURL for feed.Options
	ContentType string // the header of that name, for feed.Options
	Body        []byte // decompressed
}

// A StatusError says that a server answered with something else than the feed.
type StatusError struct {
	URL  string // after redirects
	Code int    // the HTTP status
}

// Error says what the status means for somebody who wants a feed.
func (e *StatusError) Error() string {
	s := fmt.Sprintf("%s: the server answers %d %s", e.URL, e.Code, http.StatusText(e.Code))
	switch {
	case e.Code == http.StatusNotFound:
		s += "; check the address"
	case e.Code == http.StatusGone:
		s += "; the feed has been removed for good"
	case e.Code == http.StatusUnauthorized || e.Code == http.StatusForbidden:
		s += "; the feed is not public, or the site turns programs away"
	case e.Code == http.StatusTooManyRequests:
		s += "; try again later"
	case e.Code >= 500:
		s += "; the trouble is on their side, try again later"
	}
	return s
}

// Get fetches the URL. An error is a [*StatusError] if the server answered with
// another status than success; it wraps [feed.ErrTooLarge] if the body has more
// than 16 MiB, and the context's error if that ended first.
func Get(ctx context.Context, address string) (*Response, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	if err := check(u); err != nil {
		return nil, fmt.Errorf("fetch %s: %w", u.Redacted(), err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	req.Header.Set("User-Agent", UserAgent)
	req.Header.Set("Accept", accept)
	resp, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	defer resp.Body.Close()
	at := resp.Request.URL
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNonAuthoritativeInfo {
		return nil, fmt.Errorf("fetch: %w", &StatusError{URL: at.Redacted(), Code: resp.StatusCode})
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", at.Redacted(), err)
	}
	if len(body) > maxBytes {
		return nil, fmt.Errorf("fetch %s: %w: more than %d MiB", at.Redacted(), feed.ErrTooLarge, maxBytes>>20)
	}
	return &Response{URL: at.String(), ContentType: resp.Header.Get("Content-Type"), Body: body}, nil
}

// client has no cookie jar. The transport asks for gzip and undoes it.
var client = &http.Client{
	Timeout:       60 * time.Second,
	CheckRedirect: checkRedirect,
	Transport: &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  20 * time.Second,
		ExpectContinueTimeout:  time.Second,
		IdleConnTimeout:        10 * time.Second,
		MaxIdleConns:           16,
		MaxResponseHeaderBytes: 256 << 10,
		ForceAttemptHTTP2:      true,
	},
}

func checkRedirect(req *http.Request, via []*http.Request) error {
	req.Header.Del("Referer") // net/http would set it
	if len(via) > maxRedirects {
		return fmt.Errorf("more than %d redirects", maxRedirects)
	}
	return check(req.URL)
}

// check refuses addresses that are not on the web.
func check(u *url.URL) error {
	switch {
	case u.Scheme == "":
		return errors.New("the address has no scheme; it must start with https:// or http://")
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("the scheme %s is not supported, only https and http", u.Scheme)
	case u.Host == "":
		return errors.New("the address has no host")
	}
	return nil
}
