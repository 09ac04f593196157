package browser

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"
)

// webkitStorage is a session of WebDriver: w3.org/TR/webdriver2.
type webkitStorage struct {
	engine    *webkitEngine
	settings  settings
	door      *door
	processes []*process // its screen and its driver
	base      string     // address of the session
	first     string     // the window that opens all others

	mu      sync.Mutex // a session has one window at a time that commands go to
	current string
}

func (s *webkitStorage) start(ctx context.Context, display string, o Options) error {
	dir, err := newDir()
	if err != nil {
		return err
	}
	if err := writeSettings(dir, o); err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	driver, err := run(dir, []string{
		"DISPLAY=" + display, "GDK_BACKEND=x11", "GDK_SCALE=" + strconv.Itoa(int(o.Scale)), "GTK_THEME=",
		"XDG_CONFIG_HOME=" + dir, "XDG_CACHE_HOME=" + dir, "XDG_DATA_HOME=" + dir,
		// Without a graphics card, what draws by one takes many times as long.
		"WEBKIT_SKIA_ENABLE_CPU_RENDERING=1", "LIBGL_ALWAYS_SOFTWARE=1",
	}, "WebKitWebDriver", "--port="+port)
	if err != nil {
		return err
	}
	s.processes = append(s.processes, driver)
	s.base = "http://127.0.0.1:" + port
	if err := s.open(ctx, driver, o); err != nil {
		return fmt.Errorf("%w\n%s", err, driver.said())
	}
	return nil
}

// open waits for the driver and opens the browser.
func (s *webkitStorage) open(ctx context.Context, driver *process, o Options) error {
	for command(ctx, "GET", s.base+"/status", nil, nil) != nil {
		select {
		case <-time.After(10 * time.Millisecond):
		case <-driver.ended:
			return errGone
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	args := []string{
		"--automation", "--proxy=http://" + s.door.addr,
		"--javascript-can-open-windows-automatically=true",
		fmt.Sprintf("--enable-javascript-markup=%t", !o.NoScript),
	}
	if o.Dark {
		args = append(args, "--dark-mode")
	}
	var made struct{ SessionID string }
	if err := command(ctx, "POST", s.base+"/session", object{"capabilities": object{"alwaysMatch": object{
		"webkitgtk:browserOptions": object{"binary": miniBrowser(), "args": args},
	}}}, &made); err != nil {
		return err
	}
	s.base += "/session/" + made.SessionID
	if err := command(ctx, "GET", s.base+"/window", nil, &s.first); err != nil {
		return err
	}
	s.current = s.first
	return nil
}

// in sends a command to a window.
func (s *webkitStorage) in(ctx context.Context, window, method, path string, body, out any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != window {
		if err := command(ctx, "POST", s.base+"/window", object{"handle": window}, nil); err != nil {
			return err
		}
		s.current = window
	}
	return command(ctx, method, s.base+path, body, out)
}

// newTab opens a window without a toolbar, because that can be as narrow as a telephone.
func (s *webkitStorage) newTab(ctx context.Context, o Options) (tab, error) {
	first := &webkitTab{storage: s, id: s.first}
	var before, after []string
	if err := first.call(ctx, "GET", "/window/handles", nil, &before); err != nil {
		return nil, err
	}
	features := fmt.Sprintf("popup,noopener,width=%d,height=%d", o.Width, o.Height)
	if _, err := first.eval(ctx, fmt.Sprintf(`(open("about:blank", "", %q), null)`, features)); err != nil {
		return nil, err
	}
	for {
		if err := first.call(ctx, "GET", "/window/handles", nil, &after); err != nil {
			return nil, err
		}
		for _, id := range after {
			if !slices.Contains(before, id) {
				t := &webkitTab{storage: s, id: id, width: o.Width, height: o.Height}
				return t, t.resize(ctx, o.Height)
			}
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return nil, errors.New("no new window")
		}
	}
}

func (s *webkitStorage) offline(context.Context, bool) error { return nil } // the proxy is

// close leaves the browser to the next test, as good as new, or ends it.
func (s *webkitStorage) close(ctx context.Context) error {
	if s.clear(ctx) != nil {
		s.end()
		return nil
	}
	s.engine.keep(s)
	return nil
}

func (s *webkitStorage) end() {
	if s.door != nil {
		s.door.server.Close()
	}
	for _, p := range s.processes {
		p.end()
	}
}

// webkitTab is a window.
type webkitTab struct {
	storage       *webkitStorage
	id            string
	width, height int
}

func (t *webkitTab) call(ctx context.Context, method, path string, body, out any) error {
	return t.storage.in(ctx, t.id, method, path, body, out)
}

func (t *webkitTab) open(ctx context.Context, url string) error {
	return t.call(ctx, "POST", "/url", object{"url": url}, nil)
}

func (t *webkitTab) reload(ctx context.Context) error {
	return t.call(ctx, "POST", "/refresh", object{}, nil)
}

// traverse lets the page do it: the browser's own button passes over pages that were pushed
// without a click. It does so a moment later: a page that is left while it answers never does.
func (t *webkitTab) traverse(ctx context.Context, delta int) error {
	_, err := t.eval(ctx, fmt.Sprintf("(setTimeout(() => history.go(%d)), null)", delta))
	return err
}

func (t *webkitTab) eval(ctx context.Context, expression string) (value string, err error) {
	err = t.call(ctx, "POST", "/execute/sync", object{"script": "return " + asJSON(expression), "args": []any{}}, &value)
	return value, err
}

// check looks once: a page that is left while it answers never does.
func (t *webkitTab) check(ctx context.Context, condition string) (bool, error) {
	value, err := t.eval(ctx, "!!("+condition+"\n)")
	return value == "true", err
}

func (t *webkitTab) perform(ctx context.Context, sources ...source) error {
	return t.call(ctx, "POST", "/actions", object{"actions": sources}, nil)
}

// resize makes the viewport as high as said and waits until it is.
func (t *webkitTab) resize(ctx context.Context, height int) error {
	if err := t.call(ctx, "POST", "/window/rect", object{"width": t.width, "height": height}, nil); err != nil {
		return err
	}
	want := fmt.Sprintf("%d %d", t.width, height)
	for {
		got, err := t.eval(ctx, `innerWidth + " " + innerHeight`)
		if err == nil && got == `"`+want+`"` {
			return nil
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return fmt.Errorf("the viewport is %s, not %s", got, want)
		}
	}
}

// painted is there when what has changed before is on the screen.
const painted = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))`

func (t *webkitTab) screenshot(ctx context.Context, whole bool) ([]byte, error) {
	if whole {
		var height int
		text, err := t.eval(ctx, "Math.max(document.documentElement.scrollHeight, innerHeight)")
		if err != nil {
			return nil, err
		}
		if _, err := fmt.Sscan(text, &height); err != nil {
			return nil, err
		}
		if err := t.resize(ctx, height); err != nil {
			return nil, err
		}
		defer t.resize(ctx, t.height)
	}
	if _, err := t.eval(ctx, painted); err != nil {
		return nil, err
	}
	var data string
	if err := t.call(ctx, "GET", "/screenshot", nil, &data); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(data)
}

func (t *webkitTab) console() []string { return nil }

func (t *webkitTab) close(ctx context.Context) error {
	return t.call(ctx, "DELETE", "/window", nil, nil)
}
