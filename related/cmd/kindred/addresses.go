package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/feed/fetch"
)

// openAddress fetches a source from the network. --base-url is not for it: it
// is known where it comes from.
func openAddress(address string) opener {
	return func(ctx context.Context, _ *program) (io.ReadCloser, *feed.Options, error) {
		response, err := fetch.Get(ctx, address)
		if err != nil {
			return nil, nil, explainFetchError(redacted(address), err)
		}
		body := io.NopCloser(bytes.NewReader(response.Body))
		return body, &feed.Options{BaseURL: response.URL, ContentType: response.ContentType}, nil
	}
}

// explainFetchError puts an error into words that don't name the address again.
func explainFetchError(address string, err error) error {
	var status *fetch.StatusError
	var noHost *net.DNSError
	var network *net.OpError
	var request *url.Error
	switch {
	case errors.As(err, &status):
		text := strings.TrimPrefix(status.Error(), status.URL+": ")
		if status.URL != address {
			text += fmt.Sprintf(" (it moved to %s)", status.URL)
		}
		return errors.New(text)
	case errors.As(err, &noHost) && noHost.IsNotFound:
		return fmt.Errorf("there is no host %s; check the address", noHost.Name)
	case errors.As(err, &network) && network.Op == "dial":
		return fmt.Errorf("can't connect: %w", innermost(network))
	case errors.As(err, &request) && request.Timeout():
		return errors.New("the server takes too long to answer; try again later")
	case errors.As(err, &request):
		return request.Err
	}
	return err
}

// innermost returns what an error comes down to.
func innermost(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}

// redacted is an address as it may be printed: without a password.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	return u.Redacted()
}
