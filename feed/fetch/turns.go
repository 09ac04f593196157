package fetch

import (
	"context"
	"sync"
)

// maxRequests is how many requests a Client has under way.
const maxRequests = 8

// turns lets one request per host go at a time, and maxRequests in all. Those
// that wait go in the order in which they came.
type turns struct {
	mu    sync.Mutex
	hosts map[string]*turn
	all   chan struct{}
}

// A turn is one host's. It is there while somebody has it or waits for it.
type turn struct {
	taken chan struct{}
	users int
}

// take waits for the host's turn, then for one of all. Who has a turn must not
// take another: in this order nobody waits in a circle.
func (t *turns) take(ctx context.Context, host string) (release func(), err error) {
	h := t.join(host)
	select {
	case h.taken <- struct{}{}:
	case <-ctx.Done():
		t.leave(host, h)
		return nil, ctx.Err()
	}
	select {
	case t.all <- struct{}{}:
	case <-ctx.Done():
		<-h.taken
		t.leave(host, h)
		return nil, ctx.Err()
	}
	return func() {
		<-t.all
		<-h.taken
		t.leave(host, h)
	}, nil
}

func (t *turns) join(host string) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.hosts == nil {
		t.hosts = map[string]*turn{}
		t.all = make(chan struct{}, maxRequests)
	}
	h := t.hosts[host]
	if h == nil {
		h = &turn{taken: make(chan struct{}, 1)}
		t.hosts[host] = h
	}
	h.users++
	return h
}

func (t *turns) leave(host string, h *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if h.users--; h.users == 0 {
		delete(t.hosts, host)
	}
}
