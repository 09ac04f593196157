package fetch

import (
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

func TestGuardAddresses(t *testing.T) {
	for _, refused := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
		"169.254.169.254", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "100::1", "5f00::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", // IPv4 in IPv6
		"2002:7f00:1::", "2002:a00:1::1", // 6to4
		"64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", // NAT64
		"2001::1", // Teredo
	} {
		if err := guardIP(netip.MustParseAddr(refused)); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: error %v, want ErrPrivateAddress", refused, err)
		}
	}
	for _, allowed := range []string{
		"93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450::1",
		"::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
	} {
		if err := guardIP(netip.MustParseAddr(allowed)); err != nil {
			t.Errorf("%s: %v", allowed, err)
		}
	}
	if err := guard("tcp", "not an address", nil); !errors.Is(err, ErrPrivateAddress) {
		t.Errorf("what can't be read: %v", err)
	}
}

// A server on this machine is not reached, by whatever way.
func TestGuardRefuses(t *testing.T) {
	var reached atomic.Int32
	site := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached.Add(1) }})
	_, port, _ := strings.Cut(strings.TrimPrefix(site, "http://"), ":")
	c := &Client{resolver: names(func(name string) []string {
		return map[string][]string{"inside.example": {"127.0.0.1"}, "six.example": {"::1"}, "both.example": {"10.0.0.1", "127.0.0.1"}}[name]
	})}
	for _, host := range []string{
		"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
		"[64:ff9b::7f00:1]", "[2002:7f00:1::]", "inside.example", "INSIDE.example.", "six.example", "both.example",
	} {
		_, err := c.Get(t.Context(), "http://"+host+":"+port+"/feed")
		if err == nil {
			t.Errorf("%s was read", host)
		}
		// The odd spellings of numbers are no names that anybody knows.
		if strings.Trim(host, "0123456789.xf") != "" && !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: error %v, want ErrPrivateAddress", host, err)
		}
	}
	_, err := c.Get(t.Context(), "http://inside.example:"+port)
	if want := "refused unless they are allowed: this is at 127.0.0.1"; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("error %q, want %q", err, want)
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("the server was reached %d times", n)
	}
}

// What is checked is the address that is dialled, every time: a name that is
// public first and private then gets nowhere, and neither does a redirect.
func TestGuardRebinding(t *testing.T) {
	var reached atomic.Int32
	site := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached.Add(1) }})
	var lookups atomic.Int32
	var passed []string
	errOutside := errors.New("this would leave the machine")
	c := &Client{
		resolver: names(func(string) []string {
			// Each dialling looks up both kinds of addresses.
			if lookups.Add(1) <= 2 {
				return []string{"93.184.215.14"}
			}
			return []string{"127.0.0.1"}
		}),
		control: func(_, address string, _ syscall.RawConn) error {
			passed = append(passed, address)
			return errOutside
		},
	}
	address := on("rebind.example", site)
	if _, err := c.Get(t.Context(), address); !errors.Is(err, errOutside) {
		t.Errorf("first: error %v", err)
	}
	if _, err := c.Get(t.Context(), address); !errors.Is(err, ErrPrivateAddress) {
		t.Errorf("then: error %v, want ErrPrivateAddress", err)
	}
	if len(passed) != 1 || !strings.HasPrefix(passed[0], "93.184.215.14:") || reached.Load() != 0 {
		t.Errorf("passed the guard: %v; reached %d times", passed, reached.Load())
	}
}

func TestGuardRedirects(t *testing.T) {
	var reached atomic.Int32
	inside := serve(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { reached.Add(1) }})
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, on("inside.example", inside)+"/secrets", http.StatusFound)
	}})
	// The guard lets the one server through as if it were public.
	c := &Client{resolver: names(allHere)}
	c.start.Do(c.connect)
	_, open, _ := strings.Cut(strings.TrimPrefix(site, "http://"), ":")
	c.guarded.Control = func(network, address string, conn syscall.RawConn) error {
		if strings.HasSuffix(address, ":"+open) {
			return nil
		}
		return guard(network, address, conn)
	}
	_, err := c.Get(t.Context(), on("outside.example", site))
	if !errors.Is(err, ErrPrivateAddress) || !strings.Contains(err.Error(), "redirected to "+on("inside.example", inside)) || reached.Load() != 0 {
		t.Errorf("error %v, want ErrPrivateAddress; reached %d times", err, reached.Load())
	}
}
