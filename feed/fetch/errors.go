package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed"
)

// A StatusError says that a server answered with something else than the feed.
// That of a feed which is gone for good has Code 410.
type StatusError struct {
	Code       int       // the HTTP status
	RetryAfter time.Time // when the server wants to be asked again; zero if it doesn't say
}

// Error says what the status means for somebody who wants a feed.
func (e *StatusError) Error() string {
	s := "the server answers " + statusText(e.Code)
	again := "try again later"
	if !e.RetryAfter.IsZero() {
		again = "try again after " + e.RetryAfter.UTC().Format("2006-01-02 15:04 MST")
	}
	switch {
	case e.Code == http.StatusNotFound:
		s += "; check the address"
	case e.Code == http.StatusGone:
		s += "; the feed has been removed for good"
	case e.Code == http.StatusUnauthorized || e.Code == http.StatusForbidden:
		s += "; the feed is not public, or the site turns programs away"
	case e.Code == http.StatusNotModified:
		s += ", but nothing is known that it could mean"
	case e.Code == http.StatusTooManyRequests:
		s += "; " + again
	case e.Code >= 600:
		s += ", which means nothing; the site may turn programs away"
	case e.Code >= 500:
		s += "; the trouble is on their side, " + again
	}
	return s
}

// statusText is a status with its name, if it has one.
func statusText(code int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", code, http.StatusText(code)))
}

// temporary reports whether a failure is one of the network or of the server at
// the moment, so that its last good answer may stand in.
func temporary(err error) bool {
	var status *StatusError
	switch {
	case errors.As(err, &status):
		return status.Code >= 500 || status.Code == http.StatusRequestTimeout ||
			status.Code == http.StatusTooEarly || status.Code == http.StatusTooManyRequests
	case errors.Is(err, ErrPrivateAddress), errors.Is(err, feed.ErrTooLarge), errors.Is(err, errOtherHost), errors.Is(err, context.Canceled):
		return false
	}
	return true
}

// An explained error has a text for people instead of that of its cause.
type explained struct {
	text string
	err  error
}

func (e *explained) Error() string { return e.text }
func (e *explained) Unwrap() error { return e.err }

// Timeout makes url.Error.Timeout work.
func (e *explained) Timeout() bool { return isTimeout(e.err) }

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// explain puts what went wrong on the network into words.
func explain(err error) error {
	if errors.Is(err, ErrPrivateAddress) || errors.Is(err, feed.ErrTooLarge) {
		if op := new(net.OpError); errors.As(err, &op) {
			return op.Err
		}
		return err
	}
	if text := explanation(err); text != "" {
		return &explained{text, err}
	}
	return err
}

// explanation returns what an error means, or "" for one that speaks for itself.
// Those of the proxy come first: they hold others that are not about the server.
func explanation(err error) string {
	var op *net.OpError
	var dns *net.DNSError
	var noTLS tls.RecordHeaderError
	during := ""
	if errors.As(err, &op) {
		during = op.Op
	}
	switch {
	case during == "proxyconnect":
		return "the proxy can't be reached: " + innermost(op).Error()
	case during == "socks connect":
		return "the proxy can't connect: " + innermost(op).Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("there is no host %s; check the address", dns.Name)
	case isTimeout(err):
		return "the server takes too long to answer; try again later"
	case during == "dial":
		return "can't connect: " + innermost(op).Error()
	case errors.As(err, &noTLS):
		return "the server does not speak https there; try http://"
	case during == "read", during == "write":
		return "the server broke off the connection; try again later"
	case errors.Is(err, io.EOF):
		return "the server closed the connection without an answer; try again later"
	}
	return ""
}

// innermost returns what an error comes down to.
func innermost(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}

// at says which address an error is about.
func at(address string, err error) error {
	return &url.Error{Op: "fetch", URL: address, Err: err}
}
