package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/kindred-go/kindred/feed"
)

// maxDocuments is how many documents the pages of a feed may have together: as
// many as package feed allows one of them.
const maxDocuments = 10_000

// readPages adds to a result the pages that follow the first, until there are no
// more or enough, one can't be read, or they lead in a circle. One that brings
// nothing new does not end them: sites leave some empty, or repeat the first.
func (c *Client) readPages(ctx context.Context, result *Result, page *document) {
	host, err := url.Parse(page.URL)
	if err != nil {
		return
	}
	seen := map[string]bool{bare(page.asked): true, page.URL: true}
	for page.feed.Next != "" {
		next, err := page.lead(page.feed.Next)
		if err != nil || seen[bare(next)] {
			return
		}
		seen[bare(next)] = true
		if result.Pages >= c.maxPages() || len(result.Documents) >= maxDocuments {
			if c.maxPages() > 1 { // who wants one page knows that there may be more
				result.warn(WarnPage, fmt.Sprintf("there are more pages than the %d that were read; the next is %s", result.Pages, bare(next)))
			}
			return
		}
		page, err = c.readPage(ctx, next, host)
		if err != nil {
			result.warn(WarnPage, fmt.Sprintf("page %d was not read: %v", result.Pages+1, at(bare(next), err)))
			return
		}
		result.add(page)
		seen[page.URL] = true
	}
}

var errOtherHost = errors.New("it is on another host")

// readPage reads a page that must be on the same host.
func (c *Client) readPage(ctx context.Context, u, host *url.URL) (*document, error) {
	d, err := c.read(ctx, u, host)
	if err != nil {
		return nil, err
	}
	if d.err != nil {
		return nil, d.err
	}
	// The store may have it from where it was when somebody asked for it alone.
	if end, err := url.Parse(d.URL); err != nil || !sameHost(end, host) {
		return nil, fmt.Errorf("%w (redirected to %s)", errOtherHost, d.URL)
	}
	return d, nil
}

func (r *Result) add(page *document) {
	// That pages overlap while a site publishes is no news: Merge's warnings
	// are left out.
	r.Documents, _ = feed.Merge(r.Documents, page.feed.Documents)
	r.Pages++
	for _, w := range page.feed.Warnings {
		w.Text = fmt.Sprintf("page %d: %s", r.Pages, w.Text)
		r.Warnings = append(r.Warnings, w)
	}
}

func (r *Result) warn(kind feed.WarningKind, text string) {
	r.Warnings = append(r.Warnings, warning(kind, text))
}
