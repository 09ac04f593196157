package fetch

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/kindred-go/kindred/feed"
)

// raw starts a server that hands every connection, once a request is read, to a
// function.
func raw(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := conn.Read(make([]byte, 64<<10)); err == nil {
					answer(conn)
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// drip says the same until nobody listens.
func drip(w io.Writer, text string, between time.Duration) {
	for {
		if _, err := io.WriteString(w, text); err != nil {
			return
		}
		time.Sleep(between)
	}
}

func TestHostileServers(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n"
	bomb := func(name string) func(net.Conn) {
		body := pack(name, io.LimitReader(&endless{text: " "}, 8<<20))
		return func(c net.Conn) {
			fmt.Fprintf(c, "%sContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s", ok, name, len(body), body)
		}
	}
	tooLarge := func(err error) bool { return errors.Is(err, feed.ErrTooLarge) }
	errLate := &explained{"too late", errTimeout}
	tooLate := func(err error) bool { var u *url.Error; return errors.As(err, &u) && u.Timeout() }
	broken := func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }
	failed := func(err error) bool { return err != nil && !tooLarge(err) && !tooLate(err) }
	for _, test := range []struct {
		name   string
		answer func(net.Conn)
		want   func(error) bool
	}{
		{"gzip bomb", bomb("gzip"), tooLarge},
		{"brotli bomb", bomb("br"), tooLarge},
		{"zstd bomb", bomb("zstd"), tooLarge},
		{"endless body", func(c net.Conn) { io.WriteString(c, ok+"\r\n"); drip(c, strings.Repeat("x", 1<<16), 0) }, tooLarge},
		{"endless chunks", func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n")
			drip(c, "10000\r\n"+strings.Repeat("x", 1<<16)+"\r\n", 0)
		}, tooLarge},
		{"great promise", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 99999999999\r\n\r\n") }, tooLarge},
		{"silence", func(c net.Conn) { io.Copy(io.Discard, c) }, tooLate},
		{"dripping status", func(c net.Conn) { drip(c, "H", time.Millisecond) }, tooLate},
		{"dripping headers", func(c net.Conn) { io.WriteString(c, ok); drip(c, "X-Drip: 1\r\n", time.Millisecond) }, tooLate},
		{"dripping body", func(c net.Conn) { io.WriteString(c, ok+"\r\n"); drip(c, "x", time.Millisecond) }, tooLate},
		{"dripping redirects", func(c net.Conn) {
			time.Sleep(80 * time.Millisecond)
			io.WriteString(c, "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")
		}, tooLate},
		{"endless hints", func(c net.Conn) { drip(c, "HTTP/1.1 103 Early Hints\r\n\r\n", 0) }, failed},
		{"huge headers", func(c net.Conn) { io.WriteString(c, ok); drip(c, "X-Huge: "+strings.Repeat("x", 1<<16)+"\r\n", 0) }, failed},
		{"too short", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 900\r\n\r\n<rss>") }, broken},
		{"chunks that end", func(c net.Conn) { io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n") }, broken},
		{"two lengths", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 5\r\nContent-Length: 4\r\n\r\n<rss>") }, failed},
		{"no HTTP", func(c net.Conn) { io.WriteString(c, "220 mail.example ESMTP\r\n") }, failed},
		{"nothing", func(net.Conn) {}, failed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := &Client{AllowPrivate: true, MaxBytes: 1 << 20}
			if test.want(at("", errLate)) {
				c.Timeout = 200 * time.Millisecond // it is what ends these, and no others
			}
			if _, err := c.Get(t.Context(), raw(t, test.answer)); !test.want(err) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// Of redirects and errors the status and the headers count, whatever becomes of
// the body.
func TestHangingBodies(t *testing.T) {
	there := serve(t, map[string]http.HandlerFunc{"/": says("there")})
	for _, body := range []string{
		"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
		"Content-Length: 99999\r\n\r\nhello",
		"Content-Length: 99\r\n\r\nhello",
		"Connection: close\r\n\r\nhello",
	} {
		for code, want := range map[string]string{"302 Found": "", "429 Too Many Requests": "try again later", "404 Not Found": "check the address"} {
			site := raw(t, func(c net.Conn) {
				fmt.Fprintf(c, "HTTP/1.1 %s\r\nLocation: %s\r\n%s", code, there, body)
				io.Copy(io.Discard, c) // until nobody listens
			})
			c := &Client{AllowPrivate: true, Timeout: 10 * time.Second}
			r, err := c.Get(t.Context(), site)
			if want == "" && (err != nil || string(r.Body) != "there") || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("%s, %q: %v, %v", code, body, r, err)
			}
		}
	}
}

// The connection is used again after a redirect with a short body.
func TestConnectionsAreUsedAgain(t *testing.T) {
	ports := map[string]bool{}
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		ports[r.RemoteAddr] = true
		if r.URL.Path != "/3" {
			http.Redirect(w, r, "/3", http.StatusFound)
		}
	}})
	c := &Client{AllowPrivate: true}
	for range 3 {
		if _, err := c.Get(t.Context(), site+"/"); err != nil {
			t.Fatal(err)
		}
	}
	if len(ports) != 1 {
		t.Errorf("%d connections", len(ports))
	}
}

// More bytes than promised are those of nobody.
func TestLongerThanPromised(t *testing.T) {
	site := raw(t, func(c net.Conn) {
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<rss/>HTTP/1.1 200 OK\r\n\r\nmore")
	})
	c := &Client{AllowPrivate: true}
	for range 2 {
		if r, err := c.Get(t.Context(), site); err != nil || string(r.Body) != "<rss/>" {
			t.Errorf("%v, %v", r, err)
		}
	}
}

func TestMaxBytes(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/{n}": func(w http.ResponseWriter, r *http.Request) {
		var n int64
		fmt.Sscan(r.PathValue("n"), &n)
		io.CopyN(w, &endless{text: "x"}, n)
	}})
	for _, test := range []struct {
		limit, size int64
		ok          bool
	}{{0, 16 << 20, true}, {0, 16<<20 + 1, false}, {1000, 1000, true}, {1000, 1001, false}, {-1, 16<<20 + 1, true}} {
		c := &Client{AllowPrivate: true, MaxBytes: test.limit}
		r, err := c.Get(t.Context(), fmt.Sprintf("%s/%d", site, test.size))
		if test.ok && (err != nil || int64(len(r.Body)) != test.size) || !test.ok && !errors.Is(err, feed.ErrTooLarge) {
			t.Errorf("%d bytes, limit %d: %v", test.size, test.limit, err)
		}
	}
}

// Bombs that are small on the way and harmless to the fetching: it is the parser
// that must not go off.
func TestHostileFeeds(t *testing.T) {
	rss := func(s string) string {
		return `<rss version="2.0" xmlns:x="urn:x"><channel><item><title>Low water</title>` + s + `</item></channel></rss>`
	}
	for name, test := range map[string]struct {
		body string
		want string // of the error; "" if it is read
	}{
		"depth":         {rss(strings.Repeat("<x:a>", 1_000_000) + strings.Repeat("</x:a>", 1_000_000)), "nested more than 400 deep"},
		"depth of JSON": {`{"version":"https://jsonfeed.org/version/1.1","items":[` + strings.Repeat("[", 1_000_000), "max depth"},
		"attributes":    {rss("<x:a " + strings.Repeat(`b="" `, 1_000_000) + "/>"), ""},
		"namespaces":    {rss("<x:a " + strings.Repeat(`xmlns:b="" `, 1_000_000) + "/>"), "more than 100 namespaces"},
		"entities": {`<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>` +
			rss("<description>"+strings.Repeat("&c;", 100_000)+"</description>"), ""},
		"external entity": {`<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + rss("<description>&a;</description>"), ""},
		"items":           {"<rss><channel>" + strings.Repeat("<item><title>a</title></item>", 100_000), "more than 10000 items"},
		"text":            {rss("<description>" + strings.Repeat("water ", 1<<20) + "</description>"), "bytes of text"},
	} {
		t.Run(name, func(t *testing.T) {
			body := pack("gzip", strings.NewReader(test.body))
			site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", "gzip")
				w.Write(body)
			}})
			got, err := (&Client{AllowPrivate: true}).Feed(t.Context(), site+"/")
			switch {
			case test.want == "" && (err != nil || titles(got) != "Low water" || strings.Contains(got.Documents[0].Content, "aaaa")):
				t.Errorf("%v, %v", got, err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("error %v, want %s", err, test.want)
			}
			t.Logf("%d bytes on the way, %d of them as they are", len(body), len(test.body))
		})
	}
}
