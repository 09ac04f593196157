package fetch

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/idna"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// parseAddress reads an address that may be fetched, and brings it into the one
// form in which it is asked for and remembered. Errors don't quote it: it may
// hold a password.
func parseAddress(address string) (*url.URL, error) {
	u, err := url.Parse(weburl.WithoutFeed(strings.TrimSpace(address)))
	if err != nil {
		var parse *url.Error
		if errors.As(err, &parse) {
			err = parse.Err
		}
		kind, _, _ := strings.Cut(err.Error(), ` "`) // what follows is quoted from it
		return nil, fmt.Errorf("the address can't be read: %s", kind)
	}
	asciiHost(u)
	switch {
	case u.Scheme == "":
		return nil, errors.New("the address has no scheme; it must start with https:// or http://")
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("the scheme %s is not supported, only https and http", u.Scheme)
	case u.Hostname() == "":
		return nil, errors.New("the address has no host")
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = strings.ReplaceAll(u.RawQuery, " ", "%20") // or it would end the request's first line
	return u, nil
}

// asciiHost gives a name in other letters the form in which it is looked up, so
// that both are one host. What is no name by the standard (IP addresses, names
// with an underscore) stays as it is.
func asciiHost(u *url.URL) {
	name := u.Hostname()
	if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		u.Host = ascii + strings.TrimPrefix(u.Host, name)
	}
}

// bare returns an address as it may be shown: without user name and password.
func bare(u *url.URL) string {
	shown := *u
	shown.User = nil
	return shown.String()
}

// bareText is bare for what could not be parsed. It rather cuts too much: a
// password that is not escaped may hold any character.
func bareText(address string) string {
	scheme, rest, ok := strings.Cut(address, "//")
	if !ok {
		scheme, rest = "", address
	} else {
		scheme += "//"
	}
	return scheme + rest[strings.LastIndexByte(rest, '@')+1:]
}

// withUser returns where a server or a feed leads, with the credentials of the
// address from which it does, if it is the same server. Those that the server
// put there itself don't count.
func withUser(from, to *url.URL) *url.URL {
	u := *to
	u.User = nil
	if sameOrigin(from, to) {
		u.User = from.User
	}
	return &u
}

// sameOrigin reports whether credentials for one address are meant for the other
// as well: scheme, host and port are the same, or it moved to https.
func sameOrigin(from, to *url.URL) bool {
	if !sameHost(from, to) {
		return false
	}
	if from.Scheme == to.Scheme {
		return port(from) == port(to)
	}
	return port(from) == "80" && port(to) == "443"
}

func sameHost(a, b *url.URL) bool { return hostOf(a) == hostOf(b) }

// hostOf returns the name by which hosts are told apart.
func hostOf(u *url.URL) string {
	return strings.TrimRight(strings.ToLower(u.Hostname()), ".")
}

func port(u *url.URL) string {
	switch p := u.Port(); {
	case p != "":
		return p
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}
