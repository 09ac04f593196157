package fetch

import (
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"context"

	"golang.org/x/net/dns/dnsmessage"
)

// serve starts a server with one handler a pattern.
func serve(t *testing.T, patterns map[string]http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	for pattern, h := range patterns {
		mux.HandleFunc(pattern, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

// says answers with a body and, before it, headers as "Name: value".
func says(body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Add(name, value)
		}
		io.WriteString(w, body)
	}
}

// on is a server's address under another name of it.
func on(host, server string) string {
	_, port, _ := strings.Cut(strings.TrimPrefix(server, "http://"), ":")
	return "http://" + host + ":" + port
}

// names returns a resolver that knows names by a function, and no others.
func names(addresses func(name string) []string) *net.Resolver {
	return &net.Resolver{
		PreferGo: true,
		Dial: func(context.Context, string, string) (net.Conn, error) {
			client, server := net.Pipe()
			go answerNames(server, addresses)
			return client, nil
		},
	}
}

// allHere is every name on this machine.
func allHere(string) []string { return []string{"127.0.0.1"} }

func answerNames(conn net.Conn, addresses func(string) []string) {
	defer conn.Close()
	for {
		var size [2]byte
		if _, err := io.ReadFull(conn, size[:]); err != nil {
			return
		}
		query := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		var m dnsmessage.Message
		if err := m.Unpack(query); err != nil || len(m.Questions) != 1 {
			return
		}
		q := m.Questions[0]
		reply := dnsmessage.Message{Header: dnsmessage.Header{ID: m.ID, Response: true, RecursionAvailable: true}, Questions: m.Questions}
		found := addresses(strings.ToLower(strings.TrimSuffix(q.Name.String(), ".")))
		if found == nil {
			reply.RCode = dnsmessage.RCodeNameError
		}
		for _, a := range found {
			ip := netip.MustParseAddr(a)
			head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
			if q.Type == dnsmessage.TypeA && ip.Is4() {
				reply.Answers = append(reply.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: ip.As4()}})
			}
			if q.Type == dnsmessage.TypeAAAA && ip.Is6() {
				reply.Answers = append(reply.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}})
			}
		}
		b, err := reply.Pack()
		if err != nil {
			return
		}
		conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(b))), b...))
	}
}

// A memory is a Store for tests.
type memory struct {
	mu     sync.Mutex
	values map[string][]byte
	fail   error
}

func (m *memory) Load(_ context.Context, key string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.values[key], m.fail
}

func (m *memory) Save(_ context.Context, key string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.values == nil {
		m.values = map[string][]byte{}
	}
	if m.fail == nil {
		m.values[key] = value
	}
	return m.fail
}
