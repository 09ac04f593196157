package browser

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestEval(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		p := b.NewPage(t, Options{})
		p.Open(site + "/plain")
		var got struct {
			N    int
			List []string
		}
		p.Eval(`await (await fetch("/data")).json() // a comment`, &got)
		if got.N != 3 || !cmp.Equal(got.List, []string{"a", "ü"}) {
			t.Errorf("got %+v", got)
		}
		if v, err := p.tab.eval(t.Context(), `undefined`); v != "null" || err != nil {
			t.Errorf("undefined is %s, %v", v, err)
		}
		for _, wrong := range []string{`Promise.reject(new Error("no such luck"))`, `nowhere.at.all`, `1 +`} {
			if v, err := p.tab.eval(t.Context(), wrong); err == nil {
				t.Errorf("%s is %s, want an error", wrong, v)
			} else if strings.Contains(wrong, "luck") && !strings.Contains(err.Error(), "no such luck") {
				t.Errorf("the error doesn't say what was thrown: %v", err)
			}
		}
	})
}

func TestConsole(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		if !b.Can(Console) {
			t.Skip(b.Name + " doesn't tell what is in its console")
		}
		p := b.NewPage(t, Options{})
		p.Open(site + "/strict")
		p.Wait("self.done")
		for _, want := range []string{"warn: careful 3", "error: TypeError: thrown", "info: at work", "style-src"} {
			var lines string
			for range 1000 { // lines come when they come
				if lines = strings.Join(p.Console(), "\n"); strings.Contains(lines, want) {
					break
				}
				time.Sleep(10 * time.Millisecond)
			}
			if !strings.Contains(lines, want) {
				t.Errorf("no %q in the console:\n%s", want, lines)
			}
		}
	})
}

func TestHistory(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		p := b.NewPage(t, Options{})
		type state struct {
			Path      string
			Persisted bool
		}
		at := func(want state) {
			t.Helper()
			p.Wait("self.persisted !== undefined")
			var got state
			p.Eval("({path: location.pathname + location.search, persisted: self.persisted})", &got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
		p.Open(site + "/history?1")
		p.Open(site + "/history?2")
		at(state{"/history?2", false})
		p.Back()
		p.Wait("self.persisted")
		at(state{"/history?1", true})
		p.Forward()
		p.Wait("self.persisted")
		at(state{"/history?2", true})
		p.Reload()
		at(state{"/history?2", false})
		p.Eval(`history.pushState(null, "", "?3")`, nil)
		p.Back()
		at(state{"/history?2", false})
	})
}

func TestNoScript(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		p := b.NewPage(t, Options{NoScript: true})
		p.Open(site + "/script")
		var got []string
		p.Eval(`Array.from(document.querySelectorAll("p"), p => p.textContent)`, &got)
		if diff := cmp.Diff([]string{"before", "shown"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestEmulation(t *testing.T) {
	queries := map[string]string{
		"dark": "(prefers-color-scheme: dark)", "reduced": "(prefers-reduced-motion: reduce)",
		"forced": "(forced-colors: active)", "print": "print", "touch": "(pointer: coarse) and (hover: none)",
	}
	for name, test := range map[string]struct {
		options Options
		want    map[string]bool
	}{
		"dark":           {Options{Dark: true, ReducedMotion: true}, map[string]bool{"dark": true, "reduced": true}},
		"forced colours": {Options{ForcedColors: true, Print: true, Touch: true}, map[string]bool{"forced": true, "print": true, "touch": true}},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, b *Browser, site string) {
				p := b.NewPage(t, test.options)
				p.Open(site + "/plain")
				for name, query := range queries {
					var is bool
					p.Eval(`matchMedia("`+query+`").matches`, &is)
					if is != test.want[name] {
						t.Errorf("%s is %t", query, is)
					}
				}
				var forced bool
				p.Eval(`getComputedStyle(red).color !== "rgb(255, 0, 0)"`, &forced)
				if forced != test.options.ForcedColors {
					t.Errorf("the page's own colours are overruled: %t", forced)
				}
			})
		})
	}
}

func TestViewport(t *testing.T) {
	for _, test := range []Options{{Width: 390, Height: 844, Scale: 2}, {Width: 320, Height: 600}} {
		t.Run(fmt.Sprint(test.Width), func(t *testing.T) {
			each(t, func(t *testing.T, b *Browser, site string) {
				p := b.NewPage(t, test)
				p.Open(site + "/tall")
				o := p.visit.options
				var size [3]float64
				p.Eval("[innerWidth, innerHeight, devicePixelRatio]", &size)
				if want := [3]float64{float64(o.Width), float64(o.Height), o.Scale}; size != want {
					t.Errorf("the viewport is %v, want %v", size, want)
				}
				scale := int(o.Scale)
				for _, shot := range []struct {
					name          string
					png           []byte
					width, height int
					red           bool // whether its last line is in the red box
				}{
					{"viewport", p.Screenshot(), o.Width, o.Height, false},
					{"all", p.ScreenshotAll(), o.Width, 1200, true},
					{"box", p.ScreenshotOf("#end"), 50, 20, true},
				} {
					picture, err := png.Decode(bytes.NewReader(shot.png))
					if err != nil {
						t.Fatal(err)
					}
					if want := image.Pt(shot.width*scale, shot.height*scale); picture.Bounds().Size() != want {
						t.Errorf("%s: %v, want %v", shot.name, picture.Bounds().Size(), want)
					}
					r, _, blue, _ := picture.At(20*scale, picture.Bounds().Max.Y-2).RGBA()
					if (r > blue) != shot.red {
						t.Errorf("%s: red %d, blue %d", shot.name, r, blue)
					}
				}
				p.Eval("[innerWidth, innerHeight, devicePixelRatio]", &size)
				if size[1] != float64(o.Height) {
					t.Errorf("after the screenshots the viewport is %v high", size[1])
				}
			})
		})
	}
}

func TestLayoutShift(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		if !b.Can(LayoutShift) {
			t.Skip(b.Name + " has no layout-shift entries")
		}
		p := b.NewPage(t, Options{})
		p.Open(site + "/shift")
		var shift float64
		p.Eval(`await new Promise(done => {
			new PerformanceObserver(list => done(list.getEntries()[0].value)).observe({type: "layout-shift", buffered: true});
			requestAnimationFrame(() => requestAnimationFrame(() => gap.style.height = "200px"));
		})`, &shift)
		if shift <= 0 {
			t.Errorf("shift %v", shift)
		}
	})
}

func TestAxe(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		Axe(t)
		p := b.NewPage(t, Options{})
		p.Open(site + "/good")
		if lines := p.Axe(); len(lines) > 0 {
			t.Errorf("good page: %s", strings.Join(lines, "\n"))
		}
		p.Open(site + "/bad") // its policy forbids scripts from outside
		if lines := strings.Join(p.Axe(), "\n"); !strings.Contains(lines, "image-alt (critical) img") {
			t.Errorf("an image without a text passes: %s", lines)
		}
	})
}
