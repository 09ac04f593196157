package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func TestNumericHost(t *testing.T) {
	for host, want := range map[string]string{
		"127.0.0.1": "127.0.0.1", "127.1": "127.0.0.1", "127.0.1": "127.0.0.1", "2130706433": "127.0.0.1",
		"0x7f000001": "127.0.0.1", "0X7F.1": "127.0.0.1", "017700000001": "127.0.0.1", "0177.0.0.1": "127.0.0.1",
		"0": "0.0.0.0", "0x": "0.0.0.0", "00": "0.0.0.0", "1.65535": "1.0.255.255", "1.2.65535": "1.2.255.255",
		"4294967295": "255.255.255.255", "0xa9fea9fe": "169.254.169.254", "8.010.0x8.8": "8.8.8.8",
		// Malformed.
		"4294967296": "invalid IP", "1.16777216": "invalid IP", "256.1": "invalid IP", "1.2.3.256": "invalid IP",
		"1.2.3.4.5": "invalid IP", "1..2": "invalid IP", "127.0.0.08": "invalid IP", "tide.1": "invalid IP",
		"0xffffffffffffffffffff": "invalid IP", "99999999999999999999999": "invalid IP", "-1.1": "invalid IP",
		// Names.
		"tide.example": "", "127.0.0.1.example": "", "0xtide": "", "1e3": "", "1_0": "", "+1": "", "": "",
	} {
		got := ""
		if ip, ok := numericHost(host); ok {
			got = ip.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", host, got, want)
		}
	}
}

// A proxy may be anywhere, but the guard holds for what does not go through it,
// and for what can be seen to be private.
func TestProxy(t *testing.T) {
	proxied := 0
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proxied++
		fmt.Fprintf(w, "%s by proxy", r.URL)
	}))
	defer proxy.Close()
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HTTP_PROXY", proxy.URL)
	c := &Client{resolver: names(func(string) []string { return nil })}
	if _, err := c.Get(t.Context(), "http://outside.example/feed"); err == nil || proxied != 0 {
		t.Errorf("the environment's proxy was used: %v", err)
	}
	c = &Client{resolver: names(func(name string) []string {
		return map[string][]string{"public.example": {"93.184.215.14"}, "inside.example": {"10.0.0.1"}, "six.example": {"fd12::1"}, "both.example": {"93.184.215.14", "10.0.0.1"}}[name]
	}), Proxy: func(r *http.Request) (*url.URL, error) {
		if r.URL.Hostname() == "127.0.0.1" && r.URL.Port() == at.Port() {
			return nil, nil // as NO_PROXY does
		}
		return at, nil
	}}
	// What can't be looked up is left to the proxy.
	for _, address := range []string{"http://public.example/feed", "http://unknown.example/feed", "http://0x08080808/feed"} {
		r, err := c.Get(t.Context(), address)
		if err != nil || string(r.Body) != address+" by proxy" {
			t.Errorf("%v, %v", r, err)
		}
	}
	for _, host := range []string{
		at.Host, "127.0.0.1", "10.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1.", "127.0.0.1..",
		"2130706433", "127.1", "0x7f000001", "0177.0.0.1", "0", "0xa9fea9fe", "１２７.1", "①27。0。0。1", "1.2.3.4.5",
		"localhost", "LOCALHOST", "localhost.", "localhost..", "db.localhost.", "ip6-localhost", "ip6-loopback", "localhost.localdomain",
		"inside.example", "six.example", "both.example.",
	} {
		if _, err := c.Get(t.Context(), "http://"+host+"/"); !errors.Is(err, ErrPrivateAddress) {
			t.Errorf("%s: error %v, want ErrPrivateAddress", host, err)
		}
	}
	if proxied != 3 {
		t.Errorf("the proxy was asked %d times", proxied)
	}
	c = &Client{resolver: names(allHere), Proxy: http.ProxyURL(at), AllowPrivate: true}
	if _, err := c.Get(t.Context(), "http://inside.example/"); err != nil {
		t.Errorf("allowed: %v", err)
	}
}
