package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"
)

// ErrPrivateAddress says that an address, or one that it led to, is not on the
// public internet. Client.AllowPrivate allows such addresses.
var ErrPrivateAddress = errors.New("private and special addresses are refused unless they are allowed")

// guardian knows the registries of special addresses. Feeds may be on any port.
var guardian = ssrf.New(ssrf.WithAnyPort())

// guard refuses to connect to what is not on the public internet. As the control
// function of a dialer it sees the very address that is about to be connected
// to, whatever a name was looked up as before.
func guard(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrPrivateAddress, address)
	}
	return guardIP(to.Addr())
}

func guardIP(ip netip.Addr) error {
	to := ip.Unmap()
	if ssrf.IPv6NAT64Prefix.Contains(to) {
		// A network without IPv4 reaches all of it through such addresses.
		b := to.As16()
		to = netip.AddrFrom4([4]byte(b[12:]))
	}
	if guardian.SafeAddr(to) != nil {
		return fmt.Errorf("%w: this is at %s", ErrPrivateAddress, ip)
	}
	return nil
}

// localNames are what /etc/hosts files call this machine, besides localhost and
// all below it.
var localNames = map[string]bool{
	"localhost": true, "localhost.localdomain": true, "ip6-localhost": true, "ip6-loopback": true,
	"localhost4": true, "localhost4.localdomain4": true, "localhost6": true, "localhost6.localdomain6": true,
}

// guardName refuses what can be told to be private without looking it up.
func guardName(host string) error {
	ip, err := netip.ParseAddr(host)
	isIP := err == nil
	if !isIP {
		ip, isIP = numericHost(host)
	}
	switch {
	case isIP && ip.IsValid():
		return guardIP(ip)
	case isIP, localNames[host], strings.HasSuffix(host, ".localhost"):
		return fmt.Errorf("%w: this is at %s", ErrPrivateAddress, host)
	}
	return nil
}

// guardProxied is for requests through a proxy, which is who connects: it refuses
// what the name says, and what can be found out about it here. Networks with a
// proxy often have no other way to look up names; then it is left to the proxy.
func (c *Client) guardProxied(ctx context.Context, u *url.URL) error {
	host := hostOf(u)
	if err := guardName(host); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	ips, _ := c.resolver.LookupNetIP(ctx, "ip", host)
	for _, ip := range ips {
		if err := guardIP(ip); err != nil {
			return err
		}
	}
	return nil
}
