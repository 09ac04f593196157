package fetch

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// What goes wrong on the network is told in words, and without the words of
// package net.
func TestExplain(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	closed.Close()
	nothing := strings.TrimPrefix(raw(t, func(net.Conn) {}), "http://")
	reset := raw(t, func(c net.Conn) { c.(*net.TCPConn).SetLinger(0) })
	plain := strings.TrimPrefix(serve(t, map[string]http.HandlerFunc{"/": says("plain")}), "http://")
	forbidding := raw(t, func(c net.Conn) { io.WriteString(c, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n") })
	socks := strings.TrimPrefix(raw(t, func(c net.Conn) {
		c.Write([]byte{5, 0}) // no password wanted
		c.Read(make([]byte, 512))
		c.Write([]byte{5, 4, 0, 1, 0, 0, 0, 0, 0, 0}) // host unreachable
	}), "http://")
	for _, test := range []struct{ address, proxy, want string }{
		{"http://" + nobody, "", "can't connect: "},
		{"http://" + nothing, "", "the server closed the connection without an answer; try again later"},
		{"https://" + nothing, "", "the server closed the connection without an answer; try again later"},
		{reset, "", "the server broke off the connection; try again later"},
		{"https://" + plain, "", "the server does not speak https there; try http://"},
		{"http://a.example", "http://ada:s3cret@" + nobody, "the proxy can't be reached: "},
		{"https://a.example", "http://ada:s3cret@" + nobody, "the proxy can't be reached: "},
		{"http://a.example", "http://ada:s3cret@b.example:1", "the proxy can't be reached: lookup b.example"},
		{"https://a.example", forbidding, "the proxy refuses to connect: it answers 403 Forbidden"},
		{"https://a.example", "socks5://" + socks, "the proxy can't connect: unknown error host unreachable"},
		{"http://a.example", "http://ada:s3 cret@" + nobody, "the address of the proxy can't be used; check the settings"},
	} {
		c := &Client{AllowPrivate: true, resolver: names(func(string) []string { return nil })}
		if test.proxy != "" {
			c.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(test.proxy) }
		}
		_, err := c.Get(t.Context(), test.address+"/feed")
		if want := fmt.Sprintf("fetch \"%s/feed\": %s", test.address, test.want); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
		if err != nil && (strings.Contains(err.Error(), "cret") || strings.Contains(err.Error(), "tcp")) {
			t.Errorf("it tells too much: %v", err)
		}
	}
}
