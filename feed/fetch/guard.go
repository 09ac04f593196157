package fetch

import (
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

// guardName refuses what can be told to be private without looking it up. It is
// for requests through a proxy, and guard for all others.
func guardName(u *url.URL) error {
	host := hostOf(u)
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return fmt.Errorf("%w: this is at %s", ErrPrivateAddress, host)
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return guardIP(ip)
	}
	return nil
}
