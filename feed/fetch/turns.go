package fetch

import (
	"context"
	"sync"
)

// maxRequests is how many requests a Client has under way.
const maxRequests = 8

// turns lets one request per host go at a time, and maxRequests in all.
type turns struct {
	hosts queues
	start sync.Once
	all   chan struct{}
}

// take waits for the host's turn, then for one of all. Who has a turn must not
// take another: in this order nobody waits in a circle.
func (t *turns) take(ctx context.Context, host string) (release func(), err error) {
	t.start.Do(func() { t.all = make(chan struct{}, maxRequests) })
	leave, err := t.hosts.enter(ctx, host)
	if err != nil {
		return nil, err
	}
	select {
	case t.all <- struct{}{}:
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
	return func() {
		<-t.all
		leave()
	}, nil
}

// queues lets one at a time have what goes by a name: a host, or an address in
// the store. Those that wait go in the order in which they came.
type queues struct {
	mu    sync.Mutex
	names map[string]*queue
}

// A queue is there while somebody is in it.
type queue struct {
	first chan struct{}
	users int
}

func (q *queues) enter(ctx context.Context, name string) (leave func(), err error) {
	n := q.join(name)
	select {
	case n.first <- struct{}{}:
	case <-ctx.Done():
		q.quit(name, n)
		return nil, ctx.Err()
	}
	return func() {
		<-n.first
		q.quit(name, n)
	}, nil
}

func (q *queues) join(name string) *queue {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.names == nil {
		q.names = map[string]*queue{}
	}
	n := q.names[name]
	if n == nil {
		n = &queue{first: make(chan struct{}, 1)}
		q.names[name] = n
	}
	n.users++
	return n
}

func (q *queues) quit(name string, n *queue) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if n.users--; n.users == 0 {
		delete(q.names, name)
	}
}
