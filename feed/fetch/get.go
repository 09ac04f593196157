package fetch

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Get gets the resource at an http or https address.
//
// Every error is a [*url.Error]. It wraps a [*StatusError] if the server answers
// with another status than success, [ErrPrivateAddress] if the address is
// refused, [feed.ErrTooLarge] if the body is above MaxBytes, and the context's
// error if that ended first. With a Store that has a body, a failure of network
// or server is no error but Response.Stale.
func (c *Client) Get(ctx context.Context, address string) (*Response, error) {
	u, err := parseAddress(address)
	if err != nil {
		return nil, at(bareText(address), err)
	}
	r, err := c.get(ctx, u, nil, func(*Response) (time.Duration, error) { return 0, nil })
	if err != nil {
		return nil, at(bare(u), err)
	}
	return r, nil
}

// A checker tells a good body from a bad one, and how long the body itself says
// that it stays as it is.
type checker func(*Response) (ttl time.Duration, err error)

// get is Get for those that can tell a good body from a bad one. A bad one is
// not kept, and the last good one is returned instead if there is one. The last
// body that is checked is the one that is returned. If there is a host, no other
// one is asked.
func (c *Client) get(ctx context.Context, u, host *url.URL, check checker) (*Response, error) {
	key := storeKey(u)
	if c.Store != nil {
		// Or those that come at the same time would not find what the first of
		// them saves. It is taken before the host's turn, and only one at a time:
		// nobody waits in a circle.
		leave, err := c.keys.enter(ctx, key)
		if err != nil {
			return nil, err
		}
		defer leave()
	}
	last, storeErr := c.load(ctx, key)
	if r, err := c.fromStore(last); err != nil {
		return nil, err
	} else if r != nil {
		if _, err := check(r); err == nil {
			return r, nil
		}
	}

	a, err := c.follow(ctx, u, host, last)
	if err == nil {
		err = c.failed(a, last)
	}
	now := c.clock()
	if err != nil {
		if a != nil {
			// The server may have said when it wants to be asked again.
			if again := retryAfter(a.header, now); !again.IsZero() {
				last.NotBefore, last.Failed = again, a.code
				storeErr = c.save(ctx, key, last)
			}
		}
		return c.fallBack(ctx, last, storeErr, err, check)
	}

	var next *state
	if a.ok() {
		next = newState(a, now)
	} else {
		next = last.renewed(a, now)
	}
	r := next.response()
	r.Unchanged = !a.ok()
	ttl, err := check(r)
	if err != nil {
		if last.HasBody && !r.Unchanged {
			if old, err := c.fallBack(ctx, last, storeErr, err, check); err == nil {
				return old, nil
			}
			check(r)
		}
		return r, nil
	}
	next.NotBefore = later(next.NotBefore, after(now, ttl))
	r.NotBefore = next.NotBefore
	if err := c.keep(ctx, key, last, next, a.header); err != nil {
		storeErr = err
	}
	r.StoreError = storeErr
	return r, nil
}

// fromStore answers for a server that does not want to be asked yet. It returns
// neither if the server may be asked.
func (c *Client) fromStore(last *state) (r *Response, err error) {
	wait := last.NotBefore.Sub(c.clock())
	if c.Refresh || wait <= 0 || wait > maxRetryAfter {
		return nil, nil
	}
	if last.Failed != 0 {
		err = &StatusError{Code: last.Failed, RetryAfter: last.NotBefore}
	}
	if !last.HasBody {
		return nil, err
	}
	if err != nil && !temporary(err) {
		return nil, err
	}
	r = last.response()
	r.Unchanged, r.Stale = true, err
	return r, nil
}

// failed returns the error that an answer stands for, if it is not the resource.
func (c *Client) failed(a *answer, last *state) error {
	if a.ok() || a.code == http.StatusNotModified && last.isFrom(a.url) {
		return nil
	}
	err := &StatusError{Code: a.code, RetryAfter: retryAfter(a.header, c.clock())}
	return redirected(err, a.redirects, a.url)
}

// fallBack returns the last good body instead of an error, if there is one and
// the failure is of the kind that passes.
func (c *Client) fallBack(ctx context.Context, last *state, storeErr, err error, check checker) (*Response, error) {
	if !last.HasBody || ctx.Err() != nil || !temporary(err) {
		return nil, err
	}
	r := last.response()
	if _, bad := check(r); bad != nil {
		return nil, err
	}
	r.Unchanged, r.Stale, r.StoreError = true, err, storeErr
	return r, nil
}
