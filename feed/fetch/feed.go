package fetch

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/kindred-go/kindred/feed"
)

// A Result is a feed as [Client.Feed] read it. Its addresses hold no user name
// and no password, but for Address.
type Result struct {
	// Feed has the documents of all pages that were read, each once. Its
	// warnings tell what was repaired or left out, and of this package's kinds
	// what happened on the way to it.
	*feed.Feed

	Address   string    // as asked for
	FeedURL   string    // where the feed is: after redirects, and found if Address is a web page
	MovedTo   string    // the address to use instead of Address from now on, as in Response
	NotBefore time.Time // when the feed's server wants to be asked again, as in Response
	Unchanged bool      // the first page comes from the Store, as in Response
	Stale     error     // why the server could not be read, as in Response
	Pages     int       // how many pages were read
}

// Feed gets a feed and parses it. If the address is a web page, the feed that
// the page names is read, or else the first one at the usual places on its host.
// If the feed has pages or archives (RFC 5005, JSON Feed), those on the same
// host are read as well, up to MaxPages; one that can't be read is a warning,
// not an error.
//
// Errors are those of [Client.Get] and of [feed.Parse]: a [*feed.NotFeedError]
// if there is no feed, which for an OPML list says what it lists. With a Store,
// a body that is no feed does not replace one that was.
func (c *Client) Feed(ctx context.Context, address string) (*Result, error) {
	u, err := parseAddress(address)
	if err != nil {
		return nil, at(bareText(address), err)
	}
	first, err := c.read(ctx, u, nil)
	if err != nil {
		return nil, at(bare(u), err)
	}
	moved := first.MovedTo
	if first.err != nil {
		if first, err = c.discover(ctx, first); err != nil {
			return nil, at(bare(u), err)
		}
	}
	result := &Result{
		Feed:      first.feed,
		Address:   address,
		FeedURL:   first.URL,
		MovedTo:   moved,
		NotBefore: first.NotBefore,
		Unchanged: first.Unchanged,
		Stale:     first.Stale,
		Pages:     1,
	}
	c.readPages(ctx, result, first)
	if ctx.Err() != nil {
		return nil, at(bare(u), ctx.Err())
	}
	return result, nil
}

// A document is a resource and what it is: a feed, or an error that says what
// else.
type document struct {
	*Response
	asked *url.URL
	feed  *feed.Feed
	err   error
}

// read gets and parses one document, from one host only if there is one.
func (c *Client) read(ctx context.Context, u, host *url.URL) (*document, error) {
	d := &document{asked: u}
	var err error
	d.Response, err = c.get(ctx, u, host, func(r *Response) (time.Duration, error) {
		d.feed, d.err = feed.Parse(bytes.NewReader(r.Body), &feed.Options{
			BaseURL:     r.URL,
			ContentType: r.ContentType,
			MaxBytes:    -1, // the client's own limit has been kept
		})
		var other *feed.NotFeedError
		switch {
		case d.err == nil:
			return d.feed.TTL, nil
		case errors.As(d.err, &other) && len(other.Feeds) > 0:
			return 0, nil // it leads to feeds: a good answer, if another one
		}
		return 0, d.err
	})
	if err != nil {
		return nil, err
	}
	if d.err == nil && d.Stale != nil {
		d.warn(WarnStale, "this is the last good copy: "+d.Stale.Error())
	}
	if d.err == nil && d.StoreError != nil {
		d.warn(WarnStore, d.StoreError.Error())
	}
	return d, nil
}

func (d *document) warn(kind feed.WarningKind, text string) {
	d.feed.Warnings = append(d.feed.Warnings, warning(kind, text))
}

// warning is about a feed as a whole.
func warning(kind feed.WarningKind, text string) feed.Warning {
	return feed.Warning{Kind: kind, Item: -1, Text: text, Count: 1}
}

// lead returns an address that a document leads to, with the credentials for it
// if those of the document were meant for that server too.
func (d *document) lead(to string) (*url.URL, error) {
	return target(d.asked, to)
}
