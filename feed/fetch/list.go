package fetch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/kindred-go/kindred/feed"
)

const (
	maxListed = 500 // feeds of one OPML list
	ahead     = 64  // feeds that are read, or waited for, before the results are taken
)

// Feeds reads several feeds at once, and yields them in the order of the
// addresses. In place of an OPML list come the feeds that it lists, up to 500;
// a list in a list is not followed. One that fails does not stop the others: it
// is yielded with its error and a Result that has the Address only, as are those
// that are left when the context ends.
func (c *Client) Feeds(ctx context.Context, addresses ...string) iter.Seq2[*Result, error] {
	return func(yield func(*Result, error) bool) {
		for result, err := range c.each(ctx, addresses) {
			var other *feed.NotFeedError
			if !errors.As(err, &other) || other.What != "opml" || len(other.Feeds) == 0 {
				if !yield(result, err) {
					return
				}
				continue
			}
			for result, err := range c.each(ctx, other.Feeds[:min(len(other.Feeds), maxListed)]) {
				if !yield(result, err) {
					return
				}
			}
			if n := len(other.Feeds); n > maxListed {
				if !yield(result, fmt.Errorf("%w: the list has %d feeds, of which the first %d were read", feed.ErrTooLarge, n, maxListed)) {
					return
				}
			}
		}
	}
}

type outcome struct {
	result *Result
	err    error
}

// each reads feeds at once and yields them in order. How many requests there are
// is limited by turns, so that a host with many feeds does not keep others
// waiting.
func (c *Client) each(ctx context.Context, addresses []string) iter.Seq2[*Result, error] {
	return func(yield func(*Result, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		queue := make(chan chan outcome, ahead)
		defer func() {
			cancel()
			for range queue { // until all that read have ended
			}
		}()
		go func() {
			var readers sync.WaitGroup
			for _, address := range addresses {
				o := make(chan outcome, 1)
				queue <- o
				readers.Go(func() {
					result, err := c.Feed(ctx, address)
					if result == nil {
						result = &Result{Address: address}
					}
					o <- outcome{result, err}
				})
			}
			readers.Wait()
			close(queue)
		}()
		for o := range queue {
			if got := <-o; !yield(got.result, got.err) {
				return
			}
		}
	}
}
