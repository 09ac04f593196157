package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"sync"

	"github.com/coder/websocket"
)

// object is a JSON object of a protocol.
type object = map[string]any

// bidi is a WebDriver BiDi session: w3.org/TR/webdriver-bidi.
type bidi struct {
	socket *websocket.Conn
	ended  chan struct{} // closed when the browser or the connection ends

	mu      sync.Mutex
	last    int
	waiting map[int]chan answer
	tabs    map[string]*bidiTab // by their contexts, those of their frames, and their CDP sessions
}

type answer struct {
	ID      int
	Result  json.RawMessage
	Error   string
	Message string
	Method  string
	Params  json.RawMessage
}

func dialBidi(ctx context.Context, url string) (*bidi, error) {
	socket, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return nil, err
	}
	socket.SetReadLimit(-1) // screenshots
	c := &bidi{
		socket: socket, ended: make(chan struct{}),
		waiting: map[int]chan answer{}, tabs: map[string]*bidiTab{},
	}
	go c.read()
	return c, nil
}

func (c *bidi) read() {
	defer close(c.ended)
	for {
		_, message, err := c.socket.Read(context.Background())
		if err != nil {
			return
		}
		var a answer
		if json.Unmarshal(message, &a) != nil {
			continue
		}
		if a.ID == 0 {
			c.event(a.Method, a.Params)
			continue
		}
		c.mu.Lock()
		reply := c.waiting[a.ID]
		delete(c.waiting, a.ID)
		c.mu.Unlock()
		if reply != nil {
			reply <- a
		}
	}
}

// call sends a command and sets out to its result; out may be nil.
func (c *bidi) call(ctx context.Context, method string, params object, out any) error {
	reply := make(chan answer, 1)
	c.mu.Lock()
	c.last++
	id := c.last
	c.waiting[id] = reply
	c.mu.Unlock()
	message, err := json.Marshal(object{"id": id, "method": method, "params": params})
	if err != nil {
		return err
	}
	// Not with ctx: a write that is cut off ends the connection of all pages.
	if err := c.socket.Write(context.Background(), websocket.MessageText, message); err != nil {
		return fmt.Errorf("%s: %w: %v", method, errGone, err)
	}
	select {
	case a := <-reply:
		if a.Error != "" {
			return fmt.Errorf("%s: %s: %s", method, a.Error, a.Message)
		}
		if out == nil {
			return nil
		}
		return json.Unmarshal(a.Result, out)
	case <-c.ended:
		return fmt.Errorf("%s: %w", method, errGone)
	case <-ctx.Done():
		return fmt.Errorf("%s: no answer: %w", method, ctx.Err())
	}
}

func (c *bidi) alive() bool {
	select {
	case <-c.ended:
		return false
	default:
		return true
	}
}

// event hands what the browser tells by itself to the tab that it is about.
func (c *bidi) event(method string, params json.RawMessage) {
	var e struct {
		Context, Parent string                   // browsingContext.contextCreated
		Source          struct{ Context string } // log.entryAdded
		Level, Text     string
		Session         string          // goog:cdp events
		Params          json.RawMessage // of the event in CDP
	}
	if json.Unmarshal(params, &e) != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch method {
	case "browsingContext.contextCreated":
		if parent := c.tabs[e.Parent]; parent != nil {
			c.tabs[e.Context] = parent
		}
	case "log.entryAdded":
		if t := c.tabs[e.Source.Context]; t != nil {
			t.log(e.Level, e.Text)
		}
	case "goog:cdp.Target.attachedToTarget":
		var child struct{ SessionID string }
		if json.Unmarshal(e.Params, &child) == nil && c.tabs[e.Session] != nil {
			c.tabs[child.SessionID] = c.tabs[e.Session]
		}
	case "goog:cdp.Log.entryAdded":
		var log struct {
			Entry struct{ Level, Text, URL string }
		}
		if t := c.tabs[e.Session]; t != nil && json.Unmarshal(e.Params, &log) == nil {
			t.log(log.Entry.Level, log.Entry.Text+" "+log.Entry.URL)
		}
	}
}

// know has the events of a browsing context or CDP session go to t.
func (c *bidi) know(id string, t *bidiTab) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tabs[id] = t
}

// forget drops the tabs of s.
func (c *bidi) forget(s *bidiStorage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.DeleteFunc(c.tabs, func(_ string, t *bidiTab) bool { return t.storage == s })
}
