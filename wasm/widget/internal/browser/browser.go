// Package browser drives Chromium, Firefox and WebKitGTK from go test.
//
// A browser starts when the first test asks for a page and ends with the test
// binary, however that ends. Every page has storage, cookies and a cache of its
// own, unless it is opened from another one with [Page.Another]. Whatever goes
// wrong fails the test: no method returns an error.
//
// All network traffic of a page goes through a proxy in the test binary, which
// says what was asked for and lets nothing out of this machine.
package browser

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// Browser is one engine.
type Browser struct {
	Name string

	cannot map[Feature]bool
	find   func() (missing string)
	start  func(context.Context) (engine, error)

	mu      sync.Mutex
	running engine
}

// Feature is what not every engine can do.
type Feature string

// The names are those of the fields of Options and the methods of Page.
const (
	ForcedColors Feature = "forced colours"
	Touch        Feature = "touch"
	Scale        Feature = "a device pixel ratio that is not whole"
	Print        Feature = "print styles"
	Console      Feature = "the console"
	OnLine       Feature = "navigator.onLine when offline"
	LayoutShift  Feature = "layout-shift entries"
)

// Can reports whether the engine can do f.
func (b *Browser) Can(f Feature) bool { return !b.cannot[f] }

// Options say what a page looks like to its scripts and styles.
type Options struct {
	Width, Height int     // of the viewport in CSS pixels; 1200 by 900 if zero
	Scale         float64 // device pixels of a CSS pixel; 1 if zero
	Dark          bool    // prefers-color-scheme: dark, else light
	ForcedColors  bool    // forced-colors: active
	ReducedMotion bool    // prefers-reduced-motion: reduce
	Touch         bool    // a touch screen and no mouse; Click taps
	Print         bool    // styles for print
	NoScript      bool    // no scripts of the page; Eval still works, without timers in Chromium
}

func (o Options) features() []Feature {
	var fs []Feature
	if o.ForcedColors {
		fs = append(fs, ForcedColors)
	}
	if o.Touch {
		fs = append(fs, Touch)
	}
	if o.Scale != float64(int(o.Scale)) {
		fs = append(fs, Scale)
	}
	if o.Print {
		fs = append(fs, Print)
	}
	return fs
}

// engine is a browser that runs.
type engine interface {
	// newContext makes storage that no other page sees. Its traffic goes through p.
	newContext(ctx context.Context, p *proxy, o Options) (storage, error)
	alive() bool
}

// storage is a profile of a browser that is gone when it is closed.
type storage interface {
	newTab(ctx context.Context, o Options) (tab, error)
	offline(ctx context.Context, off bool) error
	close(context.Context) error
}

// tab is a page as an engine sees it.
type tab interface {
	open(ctx context.Context, url string) error
	reload(context.Context) error
	traverse(ctx context.Context, delta int) error
	// eval gives what an expression is, awaited, as JSON.
	eval(ctx context.Context, expression string) (string, error)
	// check reports whether an expression is true, awaited, or becomes so within a moment.
	check(ctx context.Context, condition string) (bool, error)
	// perform does input; the source actions of WebDriver and BiDi are the same.
	perform(ctx context.Context, sources ...source) error
	// screenshot takes all of the document or its viewport as PNG.
	screenshot(ctx context.Context, whole bool) ([]byte, error)
	console() []string
	close(context.Context) error
}

var browsers = []*Browser{chromium(), firefox(), webkit()}

// All gives the three engines, also those that are not installed: NewPage skips the test then.
func All() []*Browser { return browsers }

// errGone says that a browser ended by itself.
var errGone = errors.New("the browser has ended")

// NewPage opens a blank page in storage of its own. It skips the test if the browser is not
// installed or can't do what the options ask for; with KINDRED_REQUIRE_BROWSERS=1 a browser
// that is not installed fails it.
func (b *Browser) NewPage(t testing.TB, o Options) *Page {
	t.Helper()
	if o.Width == 0 {
		o.Width = 1200
	}
	if o.Height == 0 {
		o.Height = 900
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	if missing := b.find(); missing != "" {
		absent(t, b.Name+" is not installed: apt-get install "+missing)
	}
	for _, f := range o.features() {
		if !b.Can(f) {
			t.Skipf("%s can't do %s", b.Name, f)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit(t))
	defer cancel()
	e, err := b.engine(ctx)
	if err != nil {
		t.Fatalf("start %s: %v", b.Name, err)
	}
	proxy, err := newProxy()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.close)
	s, err := e.newContext(ctx, proxy, o)
	if err != nil {
		t.Fatalf("new page in %s: %v", b.Name, err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), limit(t))
		defer cancel()
		if err := s.close(ctx); err != nil && !errors.Is(err, errGone) {
			t.Errorf("close the pages in %s: %v", b.Name, err)
		}
	})
	return openTab(t, &visit{browser: b, storage: s, proxy: proxy, options: o})
}

// engine starts the browser if it does not run.
func (b *Browser) engine(ctx context.Context) (engine, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.running != nil && b.running.alive() {
		return b.running, nil
	}
	e, err := b.start(ctx)
	if err != nil {
		return nil, err
	}
	b.running = e
	return e, nil
}

// absent skips a test for want of what message names, or fails it where that is required.
func absent(t testing.TB, message string) {
	t.Helper()
	if os.Getenv("KINDRED_REQUIRE_BROWSERS") == "1" {
		t.Fatal(message)
	}
	t.Skip(message)
}

// limit is how long an action may take: 30 s, and less if the test binary has less.
func limit(t testing.TB) time.Duration {
	d := 30 * time.Second
	if t, ok := t.(*testing.T); ok {
		if deadline, ok := t.Deadline(); ok {
			d = min(d, max(time.Until(deadline)-time.Second, time.Second))
		}
	}
	return d
}

// offlineEnv is the environment without proxies of the machine's own.
func offlineEnv(extra ...string) []string {
	var env []string
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if !strings.HasSuffix(strings.ToLower(name), "_proxy") {
			env = append(env, v)
		}
	}
	return append(env, extra...)
}
