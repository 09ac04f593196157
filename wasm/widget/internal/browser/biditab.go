package browser

import (
	"context"
	"encoding/base64"
	"fmt"
	"sync"
)

// bidiEngine is Chromium or Firefox. They differ in how they start and in emulate.
type bidiEngine struct {
	*bidi
	process *process
	emulate func(context.Context, *bidiTab, Options) error
	noProxy []string // what it takes for localhost to be reached by the proxy too
	windows *windows // where tabs open, if not in windows of their own
}

func (e *bidiEngine) newContext(ctx context.Context, p *proxy, _ Options) (storage, error) {
	var made struct{ UserContext string }
	proxy := object{"proxyType": "manual", "httpProxy": p.addr, "sslProxy": p.addr, "noProxy": e.noProxy}
	err := e.call(ctx, "browser.createUserContext", object{"proxy": proxy}, &made)
	return &bidiStorage{engine: e, id: made.UserContext}, err
}

// bidiStorage is what the protocol calls a user context.
type bidiStorage struct {
	engine  *bidiEngine
	id      string
	windows []string // of the engine that its tabs are in
}

func (s *bidiStorage) newTab(ctx context.Context, o Options) (tab, error) {
	t := &bidiTab{storage: s}
	if o.NoScript {
		t.sandbox = "kindred"
	}
	var made struct{ Context string }
	// In a window where no other tab is in use: it would be hidden.
	params := object{"type": "window", "userContext": s.id}
	if s.engine.windows != nil {
		window, err := s.engine.windows.take(ctx, s.engine.bidi)
		if err != nil {
			return nil, err
		}
		s.windows = append(s.windows, window)
		params = object{"type": "tab", "referenceContext": window, "userContext": s.id}
	}
	if err := s.engine.call(ctx, "browsingContext.create", params, &made); err != nil {
		return nil, err
	}
	t.id = made.Context
	s.engine.know(t.id, t)
	if err := s.engine.call(ctx, "browsingContext.setViewport", object{
		"context":          t.id,
		"viewport":         object{"width": o.Width, "height": o.Height},
		"devicePixelRatio": o.Scale,
	}, nil); err != nil {
		return nil, err
	}
	return t, s.engine.emulate(ctx, t, o)
}

func (s *bidiStorage) offline(ctx context.Context, off bool) error {
	var conditions object // none: a null, which ends the emulation
	if off {
		conditions = object{"type": "offline"}
	}
	return s.engine.call(ctx, "emulation.setNetworkConditions", object{
		"networkConditions": conditions, "userContexts": []string{s.id},
	}, nil)
}

func (s *bidiStorage) close(ctx context.Context) error {
	defer s.engine.forget(s)
	if err := s.engine.call(ctx, "browser.removeUserContext", object{"userContext": s.id}, nil); err != nil {
		return err
	}
	if s.engine.windows != nil {
		s.engine.windows.give(s.windows)
	}
	return nil
}

// windows are those of a browser that takes long to open one. Each has a blank tab, by which
// it is known, and at most one in use.
type windows struct {
	mu   sync.Mutex
	idle []string
}

func (w *windows) take(ctx context.Context, c *bidi) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if n := len(w.idle); n > 0 {
		window := w.idle[n-1]
		w.idle = w.idle[:n-1]
		return window, nil
	}
	var made struct{ Context string }
	err := c.call(ctx, "browsingContext.create", object{"type": "window"}, &made)
	return made.Context, err
}

func (w *windows) give(windows []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.idle = append(w.idle, windows...)
}

// bidiTab is what the protocol calls a top-level browsing context.
type bidiTab struct {
	storage *bidiStorage
	id      string
	sandbox string // where eval runs, if not with the scripts of the page

	mu    sync.Mutex
	lines []string
}

func (t *bidiTab) call(ctx context.Context, method string, params object, out any) error {
	params["context"] = t.id
	return t.storage.engine.call(ctx, method, params, out)
}

func (t *bidiTab) open(ctx context.Context, url string) error {
	return t.call(ctx, "browsingContext.navigate", object{"url": url, "wait": "complete"}, nil)
}

func (t *bidiTab) reload(ctx context.Context) error {
	return t.call(ctx, "browsingContext.reload", object{"wait": "complete"}, nil)
}

func (t *bidiTab) traverse(ctx context.Context, delta int) error {
	return t.call(ctx, "browsingContext.traverseHistory", object{"delta": delta}, nil)
}

func (t *bidiTab) eval(ctx context.Context, expression string) (string, error) {
	target := object{"context": t.id}
	if t.sandbox != "" {
		target["sandbox"] = t.sandbox
	}
	return t.storage.engine.eval(ctx, target, expression)
}

// glance is how long check looks, in milliseconds. It has to be less than the least patience.
const glance = 200

// check looks again and again in the page: an answer takes Chromium, which speaks BiDi by
// way of a page of its own, more time than most conditions need to come true.
func (t *bidiTab) check(ctx context.Context, condition string) (bool, error) {
	look := fmt.Sprintf(`(async () => {
		for (const end = performance.now() + %d;;) {
			try {
				if (await (%s
				)) return true;
				if (performance.now() > end) return false;
			} catch (error) {
				if (performance.now() > end) throw error;
			}
			await new Promise(done => setTimeout(done, 8));
		}
	})()`, glance, condition)
	if t.sandbox != "" { // without scripts there are no timers
		look = "!!(" + condition + "\n)"
	}
	value, err := t.eval(ctx, look)
	return value == "true", err
}

// eval gives the value of an expression as JSON, "null" if it has none.
func (c *bidi) eval(ctx context.Context, target object, expression string) (string, error) {
	var r struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct {
			Text                     string
			LineNumber, ColumnNumber int
		}
	}
	err := c.call(ctx, "script.evaluate", object{
		"expression":   asJSON(expression),
		"target":       target,
		"awaitPromise": true,
	}, &r)
	if err != nil {
		return "", err
	}
	if r.Type != "success" {
		d := r.ExceptionDetails
		return "", fmt.Errorf("%s at %d:%d", d.Text, d.LineNumber+1, d.ColumnNumber)
	}
	return r.Result.Value, nil
}

// asJSON makes an expression one for its value as JSON.
func asJSON(expression string) string {
	return "(async () => JSON.stringify(await (" + expression + "\n)) ?? 'null')()"
}

// perform brings the tab's window to the front before a key is pressed: where another
// test has opened one, Firefox moves the focus but shows no ring around it.
func (t *bidiTab) perform(ctx context.Context, sources ...source) error {
	if sources[0].Type == "key" {
		if err := t.call(ctx, "browsingContext.activate", object{}, nil); err != nil {
			return err
		}
	}
	return t.call(ctx, "input.performActions", object{"actions": sources}, nil)
}

func (t *bidiTab) screenshot(ctx context.Context, whole bool) ([]byte, error) {
	params := object{"origin": "viewport"}
	if whole {
		params["origin"] = "document"
	}
	var r struct{ Data string }
	if err := t.call(ctx, "browsingContext.captureScreenshot", params, &r); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(r.Data)
}

func (t *bidiTab) log(level, text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, level+": "+text)
}

func (t *bidiTab) console() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]string(nil), t.lines...)
}

func (t *bidiTab) close(ctx context.Context) error {
	return t.call(ctx, "browsingContext.close", object{}, nil)
}
