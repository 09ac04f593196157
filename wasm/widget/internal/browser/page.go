package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// visit is what pages that share storage share.
type visit struct {
	browser *Browser
	storage storage
	proxy   *proxy
	options Options
}

// Page is a page in a browser. Selectors of its methods are CSS; a part after >>> is
// looked for in the open shadow root of what the part before it finds.
type Page struct {
	t     testing.TB
	tab   tab
	visit *visit
	since int // requests of the visit before this page was opened
}

func openTab(t testing.TB, v *visit) *Page {
	t.Helper()
	p := &Page{t: t, visit: v, since: v.proxy.count()}
	p.do("open a page", func(ctx context.Context) (err error) {
		p.tab, err = v.storage.newTab(ctx, v.options)
		return err
	})
	return p
}

// Another opens a second page with the same storage, cookies, cache and options.
func (p *Page) Another() *Page {
	p.t.Helper()
	return openTab(p.t, p.visit)
}

// Close closes the page; its storage stays until the test ends.
func (p *Page) Close() {
	p.t.Helper()
	p.do("close the page", p.tab.close)
}

// Open goes to url and waits for its load event.
func (p *Page) Open(url string) {
	p.t.Helper()
	p.do("open "+url, func(ctx context.Context) error { return p.tab.open(ctx, url) })
}

// Reload loads the page anew and waits for its load event.
func (p *Page) Reload() {
	p.t.Helper()
	p.do("reload", p.tab.reload)
}

// Back goes one page back in history and waits until it is there.
func (p *Page) Back() {
	p.t.Helper()
	p.traverse("back", -1)
}

// Forward goes one page forward in history and waits until it is there.
func (p *Page) Forward() {
	p.t.Helper()
	p.traverse("forward", 1)
}

// Where a document is in history: every document has its own time origin, to the microsecond.
const place = `[performance.timeOrigin, location.href, JSON.stringify(history.state)].join()`

func (p *Page) traverse(name string, delta int) {
	p.t.Helper()
	p.do(name, func(ctx context.Context) error {
		before, err := p.tab.eval(ctx, place)
		if err != nil {
			return err
		}
		if err := p.tab.traverse(ctx, delta); err != nil {
			return err
		}
		quoted, _ := json.Marshal(before)
		return p.until(ctx, fmt.Sprintf(`JSON.stringify(%s) !== %s && document.readyState === "complete"`, place, quoted))
	})
}

// Eval sets out to the value of a JavaScript expression, by way of JSON. The expression may
// use await. With out nil the value is dropped. Content security policies don't apply to it.
func (p *Page) Eval(expression string, out any) {
	p.t.Helper()
	p.do("evaluate "+short(expression), func(ctx context.Context) error {
		return p.value(ctx, expression, out)
	})
}

func (p *Page) value(ctx context.Context, expression string, out any) error {
	value, err := p.tab.eval(ctx, expression)
	if err != nil || out == nil {
		return err
	}
	if err := json.Unmarshal([]byte(value), out); err != nil {
		return fmt.Errorf("%s: %w", value, err)
	}
	return nil
}

// Wait waits until a JavaScript expression is true.
func (p *Page) Wait(condition string) {
	p.t.Helper()
	p.do("wait for "+condition, func(ctx context.Context) error { return p.until(ctx, condition) })
}

// until asks again after an error, or no answer: a page that is just being left may give none.
func (p *Page) until(ctx context.Context, condition string) error {
	patience := 500 * time.Millisecond
	for {
		once, cancel := context.WithTimeout(ctx, patience)
		ok, err := p.tab.check(once, condition)
		if once.Err() != nil {
			patience *= 2
		}
		cancel()
		if ok {
			return nil
		}
		select {
		case <-ctx.Done():
			if err == nil {
				err = fmt.Errorf("still false")
			}
			return err
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Screenshot takes the viewport as PNG, in device pixels.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	return p.shot(false)
}

// ScreenshotAll takes the whole document as PNG. WebKitGTK makes its viewport as high as the
// document for that.
func (p *Page) ScreenshotAll() []byte {
	p.t.Helper()
	return p.shot(true)
}

func (p *Page) shot(whole bool) (png []byte) {
	p.t.Helper()
	p.do("take a screenshot", func(ctx context.Context) (err error) {
		png, err = p.tab.screenshot(ctx, whole)
		return err
	})
	return png
}

// ScreenshotOf scrolls the first element of selector into view and takes its box as PNG.
func (p *Page) ScreenshotOf(selector string) (png []byte) {
	p.t.Helper()
	p.do("take a screenshot of "+selector, func(ctx context.Context) error {
		at, err := p.box(ctx, selector)
		if err != nil {
			return err
		}
		shot, err := p.tab.screenshot(ctx, at.Whole)
		if err != nil {
			return err
		}
		png, err = crop(shot, at, p.visit.options.Scale)
		return err
	})
	return png
}

// Console gives what the page and its workers logged so far, as "level: text": messages,
// uncaught errors, violations of its content security policy. See [Console].
func (p *Page) Console() []string {
	p.t.Helper()
	if !p.visit.browser.Can(Console) {
		p.t.Fatalf("%s doesn't tell what is in its console: ask Can(Console) first", p.visit.browser.Name)
	}
	return p.tab.console()
}

// Requests gives what went over the network since the page was opened, by the page, its
// workers and other pages with the same storage, in the order of asking. What came from a
// cache, memory or storage is not in it.
func (p *Page) Requests() []Request { return p.visit.proxy.since(p.since) }

// Offline cuts the network off from this page and all that share its storage, or gives it
// back. Where Can(OnLine) is false, navigator.onLine doesn't tell.
func (p *Page) Offline(off bool) {
	p.t.Helper()
	p.visit.proxy.offline.Store(off)
	p.do("go offline or online", func(ctx context.Context) error { return p.visit.storage.offline(ctx, off) })
}

// do does what name says, within the time an action may take.
func (p *Page) do(name string, action func(context.Context) error) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit(p.t))
	defer cancel()
	err := action(ctx)
	if err == nil {
		return
	}
	message := fmt.Sprintf("%s: %s: %v", p.visit.browser.Name, name, err)
	if p.tab != nil {
		if lines := p.tab.console(); len(lines) > 0 {
			message += "\nconsole:\n" + strings.Join(lines, "\n")
		}
	}
	p.t.Fatal(message)
}

// short cuts off a text that would fill a screen.
func short(s string) string {
	if len(s) > 300 {
		return s[:300] + "…"
	}
	return s
}
