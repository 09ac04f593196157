package fetch

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"
)

// numericHost reads a host as an IPv4 address in any of the spellings that the
// URL standard of browsers knows, since a proxy may know them too: one to four
// numbers, each decimal, octal or hexadecimal, of which the last one stands for
// all the bytes that are left. A host whose last label is a number is never a
// name: if it is malformed, the address is not valid.
func numericHost(host string) (ip netip.Addr, isNumeric bool) {
	labels := strings.Split(host, ".")
	final := labels[len(labels)-1]
	if _, ok := hostNumber(final); !ok && (final == "" || strings.Trim(final, "0123456789") != "") {
		return netip.Addr{}, false
	}
	if len(labels) > 4 {
		return netip.Addr{}, true
	}
	var b [4]byte
	for i, label := range labels {
		n, ok := hostNumber(label)
		size := 1
		if i == len(labels)-1 {
			size = 4 - i
		}
		if !ok || n >= 1<<(8*size) {
			return netip.Addr{}, true
		}
		for at := i + size - 1; at >= i; at-- {
			b[at] = byte(n)
			n >>= 8
		}
	}
	return netip.AddrFrom4(b), true
}

// hostNumber reads one number of an address. One that is too large is the
// largest.
func hostNumber(label string) (n uint64, ok bool) {
	base := 10
	if digits, hex := strings.CutPrefix(strings.ToLower(label), "0x"); hex {
		label, base = "0"+digits, 16 // a bare 0x is zero
	} else if len(label) > 1 && label[0] == '0' {
		base = 8
	}
	n, err := strconv.ParseUint(label, base, 64)
	return n, err == nil || errors.Is(err, strconv.ErrRange)
}
