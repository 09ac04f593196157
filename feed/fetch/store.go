package fetch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// A Store keeps what a [Client] wants to remember of an address. [DirStore] is
// one. It is used by several goroutines at once, and may be shared by Clients.
//
// Keys are 64 hexadecimal digits, made from the address; values mean something
// to the Client only, which finds out by itself if one is damaged. They hold the
// body, and no password.
type Store interface {
	// Load returns the value saved last, or nil if there is none.
	Load(ctx context.Context, key string) ([]byte, error)
	// Save replaces the value as a whole: a Load at the same time, or after
	// the program was killed, returns the old value or the new one.
	Save(ctx context.Context, key string, value []byte) error
}

// A state is what is remembered of an address.
type state struct {
	URL          string        `json:"url"` // where the body was read
	MovedTo      string        `json:"moved_to,omitempty"`
	ContentType  string        `json:"content_type,omitempty"`
	ETag         []byte        `json:"etag,omitempty"` // headers may hold bytes that are no text
	LastModified []byte        `json:"last_modified,omitempty"`
	Lifetime     time.Duration `json:"lifetime,omitempty"` // for a 304 that says nothing about it
	NotBefore    time.Time     `json:"not_before,omitzero"`
	Failed       int           `json:"failed,omitempty"` // the status with which a server asked for NotBefore
	HasBody      bool          `json:"has_body,omitempty"`
	Body         []byte        `json:"-"`
}

// isFrom reports whether the validators are for this address.
func (s *state) isFrom(u *url.URL) bool { return s.HasBody && s.URL == bare(u) }

func (s *state) response() *Response {
	return &Response{URL: s.URL, ContentType: s.ContentType, Body: s.Body, MovedTo: s.MovedTo, NotBefore: s.NotBefore}
}

// newState makes a state of an answer with a body.
func newState(a *answer, now time.Time) *state {
	s := &state{
		URL:          bare(a.url),
		ContentType:  a.header.Get("Content-Type"),
		ETag:         []byte(a.header.Get("ETag")),
		LastModified: []byte(a.header.Get("Last-Modified")),
		HasBody:      true,
		Body:         a.body,
	}
	s.heed(a, now)
	return s
}

// renewed returns the state after a server said that nothing has changed.
func (s *state) renewed(a *answer, now time.Time) *state {
	r := *s
	r.Failed = 0
	for name, value := range map[string]*[]byte{"ETag": &r.ETag, "Last-Modified": &r.LastModified} {
		if v := a.header.Get(name); v != "" {
			*value = []byte(v)
		}
	}
	r.heed(a, now)
	return &r
}

// heed takes from an answer how long it lasts, and where the resource is.
func (s *state) heed(a *answer, now time.Time) {
	s.MovedTo = ""
	if a.moved != nil {
		s.MovedTo = bare(a.moved)
	}
	if d, said := lifetime(a.header, now); said {
		s.Lifetime = d
	}
	s.NotBefore = later(after(now, s.Lifetime), retryAfter(a.header, now))
}

// storeKey is the name by which a Store knows an address. Who has another
// password may get another body.
func storeKey(u *url.URL) string {
	sum := sha256.Sum256([]byte(u.String()))
	return hex.EncodeToString(sum[:])
}

// stateMagic begins every saved state; the checksum of all that follows comes
// next. Another number means another format.
const stateMagic = "kindred feed/fetch 1\n"

func (s *state) encode() ([]byte, error) {
	head, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	sum.Write(head)
	sum.Write([]byte{'\n'})
	sum.Write(s.Body)
	b := make([]byte, 0, len(stateMagic)+2*sha256.Size+len(head)+len(s.Body)+2)
	b = append(b, stateMagic...)
	b = hex.AppendEncode(b, sum.Sum(nil))
	b = append(b, '\n')
	b = append(b, head...)
	b = append(b, '\n')
	return append(b, s.Body...), nil
}

var errDamaged = errors.New("it is damaged")

// decodeState reads a saved state. One that was cut off or changed is an error.
func decodeState(b []byte) (*state, error) {
	rest, ok := bytes.CutPrefix(b, []byte(stateMagic))
	checksum, rest, ok2 := bytes.Cut(rest, []byte{'\n'})
	sum := sha256.Sum256(rest)
	if !ok || !ok2 || string(checksum) != hex.EncodeToString(sum[:]) {
		return nil, errDamaged
	}
	head, body, _ := bytes.Cut(rest, []byte{'\n'})
	var s state
	if json.Unmarshal(head, &s) != nil {
		return nil, errDamaged
	}
	s.Body = body
	return &s, nil
}

// load returns what is remembered of an address. There is always a state: an
// empty one if nothing is, or if it can't be read.
func (c *Client) load(ctx context.Context, key string) (*state, error) {
	if c.Store == nil {
		return &state{}, nil
	}
	b, err := c.Store.Load(ctx, key)
	if err != nil {
		return &state{}, fmt.Errorf("the last answer can't be read from the store: %w", err)
	}
	if len(b) == 0 {
		return &state{}, nil
	}
	s, err := decodeState(b)
	if err != nil {
		return &state{}, fmt.Errorf("the last answer can't be read from the store: %w", err)
	}
	return s, nil
}

func (c *Client) save(ctx context.Context, key string, s *state) error {
	if c.Store == nil {
		return nil
	}
	b, err := s.encode()
	if err == nil {
		err = c.Store.Save(ctx, key, b)
	}
	if err != nil {
		return fmt.Errorf("the answer can't be kept in the store: %w", err)
	}
	return nil
}

// keep saves what an answer left, or forgets what was, as the answer says.
func (c *Client) keep(ctx context.Context, key string, last, s *state, h http.Header) error {
	if !noStore(h) {
		return c.save(ctx, key, s)
	}
	if last.HasBody {
		return c.save(ctx, key, &state{})
	}
	return nil
}
