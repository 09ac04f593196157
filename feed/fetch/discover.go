package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/kindred-go/kindred/feed"
)

// usualPlaces are where sites have their feeds, the most usual first.
var usualPlaces = []string{"/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.xml", "/rss", "/feed/", "/feed.json"}

// maxNamed is how many of the feeds that a page names are tried.
const maxNamed = 3

// discover returns the feed that a document leads to, if that is a web page.
func (c *Client) discover(ctx context.Context, page *document) (*document, error) {
	var other *feed.NotFeedError
	if !errors.As(page.err, &other) || other.What != "html" {
		return nil, page.err
	}
	if len(other.Feeds) > 0 {
		return c.discoverNamed(ctx, page, other.Feeds)
	}
	return c.discoverUsual(ctx, page)
}

// discoverNamed reads the first of the feeds that a page names, or else another
// one. Package feed puts those of comments last.
func (c *Client) discoverNamed(ctx context.Context, page *document, named []string) (*document, error) {
	var firstErr error
	for _, address := range named[:min(len(named), maxNamed)] {
		d, err := c.tryFeed(ctx, page, address)
		if err == nil {
			return d, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if firstErr == nil {
			firstErr = fmt.Errorf("this is a web page, and the feed that it names can't be read: %w", err)
		}
	}
	return nil, firstErr
}

// discoverUsual tries the usual places on the page's host, one after the other,
// and stops when the host has had enough.
func (c *Client) discoverUsual(ctx context.Context, page *document) (*document, error) {
	for _, path := range usualPlaces {
		base, err := url.Parse(page.URL)
		if err != nil {
			break
		}
		d, err := c.tryFeed(ctx, page, base.ResolveReference(&url.URL{Path: path}).String())
		if err == nil {
			return d, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var status *StatusError
		if !errors.Is(err, feed.ErrNotFeed) && !(errors.As(err, &status) && !temporary(err)) {
			break // it is not this place that is wrong
		}
	}
	return nil, fmt.Errorf("%w; these have been tried in vain", page.err)
}

// tryFeed reads an address to which a page led.
func (c *Client) tryFeed(ctx context.Context, page *document, address string) (*document, error) {
	u, err := page.lead(address)
	if err != nil {
		return nil, at(bareText(address), err)
	}
	d, err := c.read(ctx, u, nil)
	if err == nil {
		err = d.err
	}
	if err != nil {
		return nil, at(bare(u), err)
	}
	d.warn(WarnDiscovered, "the address is a web page; its feed was read: "+bare(u))
	return d, nil
}
