// Package netip stands in for net/netip in the one thing that package net/url asks
// of it: whether what stands in brackets in an address is an IP address.
package netip

import (
	"errors"
	"strings"
)

// An Addr is an IP address, of which only the version is known.
type Addr struct{ v4 bool }

// Is4 reports whether it is of version 4.
func (a Addr) Is4() bool { return a.v4 }

// ParseAddr reads an address as 192.0.2.1, 2001:db8::1 or fe80::1%eth0.
func ParseAddr(s string) (Addr, error) {
	colon, dot := strings.IndexByte(s, ':'), strings.IndexByte(s, '.')
	if dot >= 0 && (colon < 0 || dot < colon) {
		if !isV4(s) {
			return Addr{}, errors.New("ParseAddr: no address of IPv4")
		}
		return Addr{v4: true}, nil
	}
	address, zone, zoned := strings.Cut(s, "%")
	if zoned && zone == "" || !isV6(address) {
		return Addr{}, errors.New("ParseAddr: no address of IPv6")
	}
	return Addr{}, nil
}

// isV4 reports whether s is four numbers below 256 without zeros before them.
func isV4(s string) bool {
	parts := strings.Split(s, ".")
	for _, p := range parts {
		if p == "" || len(p) > 3 || len(p) > 1 && p[0] == '0' || strings.Trim(p, "0123456789") != "" || len(p) == 3 && p > "255" {
			return false
		}
	}
	return len(parts) == 4
}

// isV6 reports whether s is eight groups of hexadecimal digits, of which two colons
// may stand for some, and an address of version 4 for the last two.
func isV6(s string) bool {
	before, after, short := strings.Cut(s, "::")
	n, ok := groups(before, !short)
	if !short {
		return ok && n == 8
	}
	m, ok2 := groups(after, true)
	return ok && ok2 && n+m < 8
}

// groups counts the groups; none are right.
func groups(s string, last bool) (n int, ok bool) {
	if s == "" {
		return 0, true
	}
	parts := strings.Split(s, ":")
	for i, p := range parts {
		switch {
		case last && i == len(parts)-1 && strings.Contains(p, "."):
			if !isV4(p) {
				return 0, false
			}
			n++ // it counts for two
		case p == "" || len(p) > 4 || strings.Trim(p, "0123456789abcdefABCDEF") != "":
			return 0, false
		}
		n++
	}
	return n, true
}
