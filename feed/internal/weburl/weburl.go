// Package weburl makes absolute web addresses of what feeds and pages put into
// their links.
package weburl

import (
	"net/url"
	"strings"
)

// Longer ones are no addresses: browsers and servers end at such lengths. What is
// resolved against a base is as long as that, however short it is itself.
const (
	maxBase    = 1 << 10
	maxAddress = 8 << 10
)

// Parse reads an absolute http or https URL that can serve as a base. It
// returns nil if s is not one.
func Parse(s string) *url.URL {
	s = Clean(s)
	if !IsAbsolute(s) || len(s) > maxBase {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil
	}
	return u
}

// Resolve returns ref as an absolute http or https URL, resolved against base,
// which may be nil. It returns "" if that can't be done, or if the result would
// be anything but http or https: no javascript:, data: or mailto: gets through.
//
// A reference that is absolute already is returned as it stands, so that
// addresses are not re-encoded on their way through.
func Resolve(base *url.URL, ref string) string {
	ref = WithoutFeed(Clean(ref))
	switch {
	case ref == "" || len(ref) > maxAddress:
		return ""
	case IsAbsolute(ref):
		return ref
	case strings.HasPrefix(ref, "//"):
		scheme := "https:"
		if base != nil {
			scheme = base.Scheme + ":"
		}
		return onlyAbsolute(scheme + ref)
	case base == nil || hasScheme(ref):
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	return onlyAbsolute(base.ResolveReference(u).String())
}

// onlyAbsolute returns an address if it is one: to encode it may have made it too long.
func onlyAbsolute(address string) string {
	if !IsAbsolute(address) || len(address) > maxAddress {
		return ""
	}
	return address
}

// WithoutFeed returns the address that is meant by feed://host/ and
// feed:https://host/, with which sites ask for a feed reader.
func WithoutFeed(address string) string {
	scheme, rest, ok := strings.Cut(address, ":")
	switch {
	case !ok || !strings.EqualFold(scheme, "feed"):
		return address
	case strings.HasPrefix(rest, "//"):
		return "https:" + rest
	}
	return rest
}

// IsAbsolute reports whether s starts with http:// or https:// and a host.
func IsAbsolute(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return false
	}
	return rest != "" && !strings.ContainsRune("/?#", rune(rest[0]))
}

// IsRelative reports whether s is a reference without a scheme: a path.
func IsRelative(s string) bool {
	return s != "" && !hasScheme(s)
}

// hasScheme reports whether s starts with a URL scheme (RFC 3986, 3.1).
func hasScheme(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// Clean does what browsers do to an address before they read it: white space
// around it and control characters in it go, a space in it becomes %20.
func Clean(s string) string {
	s = strings.TrimSpace(s)
	if !strings.ContainsFunc(s, unwanted) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ':
			b.WriteString("%20")
		case !unwanted(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unwanted(r rune) bool { return r <= ' ' || r == 0x7f }
