package widget_test

import (
	"strings"
	"testing"

	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// hosts are pages of several kinds with the block in them.
func hosts() map[string]file {
	page := func(lang, dir, style, block string) file {
		return file{text: `<!doctype html><html lang="` + lang + `" dir="` + dir + `"><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg">
<style>:root { color-scheme: light dark } body { margin: 0; font: 17px/1.6 Georgia, serif; color: light-dark(#222, #ddd); background: light-dark(#fff, #111) }
main { max-width: 46rem; margin: auto; padding: 1rem } ` + style + `</style>
<main><article><h1>Ferries</h1><p>The last boat leaves at ten.</p></article>` + block + `</main>` + tag}
	}
	pictures := strings.ReplaceAll(list, `"title"`, `"image":"/icon.svg","title"`)
	return map[string]file{
		"/grid":  page("en", "ltr", "", `<related-articles src='`+pictures+`'></related-articles>`),
		"/plain": page("en", "ltr", "", `<related-articles src='`+list+`'></related-articles>`),
		"/list":  page("en", "ltr", "", `<related-articles layout="list" src='`+pictures+`'></related-articles>`),
		"/rtl":   page("ar", "rtl", "", `<related-articles src='`+strings.ReplaceAll(pictures, "Tides", "المد والجزر")+`'></related-articles>`),
		"/shadow": page("en", "ltr", "h2 { color: red } li { margin: 3rem }",
			`<related-articles isolate src='`+pictures+`'></related-articles>`),
	}
}

const ready = `(document.querySelector("related-articles").shadowRoot || document).querySelector(".related") && !document.querySelector("related-articles").style.height`

// No rule of axe-core is broken, in the light and in the dark, on any host. What it finds
// depends on an engine only by colours and by sizes, of which the two narrow pages have all.
func TestAxe(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, hosts())
		for _, test := range []struct {
			path    string
			options browser.Options
			once    bool // as in once
		}{
			{"/list", browser.Options{Width: 320, Height: 640, ReducedMotion: true}, false},
			{"/rtl", browser.Options{Width: 390, Dark: true, ReducedMotion: true}, false},
			{"/grid", still, true}, {"/shadow", still, true},
		} {
			if test.once && b != browser.All()[0] {
				continue
			}
			p := b.NewPage(t, test.options)
			p.Open(s.url + test.path)
			p.Wait(ready)
			for _, violation := range p.Axe() {
				t.Errorf("%s at %d pixels: %s", test.path, test.options.Width, violation)
			}
			var wide bool
			if p.Eval(`document.documentElement.scrollWidth > innerWidth`, &wide); wide {
				t.Errorf("%s at %d pixels: the page scrolls sideways", test.path, test.options.Width)
			}
		}
	})
}

// One stop a card, in their order, with a ring that can be seen; Enter follows the link.
func TestKeyboard(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, hosts())
		s.files["/a"] = file{text: `<!doctype html><title>Tides</title>`}
		p := b.NewPage(t, browser.Options{ReducedMotion: true})
		p.Open(s.url + "/grid")
		p.Wait(ready)
		for _, want := range []string{"Tides", "Buoys", "Charts"} {
			p.Key("Tab")
			var got struct{ Title, Ring string }
			p.Eval(`({ Title: document.activeElement.textContent, Ring: getComputedStyle(document.activeElement, "::after").outlineStyle })`, &got)
			if got.Title != want || got.Ring != "solid" {
				t.Errorf("Tab leads to %+v, want %s with a ring", got, want)
			}
		}
		p.Key("Shift+Tab")
		p.Key("Shift+Tab")
		p.Key("Enter")
		p.Wait(`document.title === "Tides" && location.pathname === "/a"`)
	})
}

// The whole card is the link.
func TestCardIsTheTarget(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, hosts())
		p := b.NewPage(t, browser.Options{Width: 390, Height: 844, ReducedMotion: true})
		p.Open(s.url + "/grid")
		p.Wait(ready)
		for _, part := range []string{"thumb", "excerpt", "title"} {
			var title string
			p.Eval(`(() => {
				const part = document.querySelector(".related-item:nth-child(2) .related-`+part+`")
				part.scrollIntoView({ block: "center" })
				const { left, top, width, height } = part.getBoundingClientRect()
				return document.elementFromPoint(left + width / 2, top + height / 2).closest("a")?.textContent || ""
			})()`, &title)
			if title != "Buoys" {
				t.Errorf("the %s of Buoys leads to %q", part, title)
			}
		}
	})
}

// The block is dark on a dark page, mirrored on one from right to left, and keeps its
// lines with forced colours.
func TestSurroundings(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, hosts())
		colour := func(o browser.Options) (text string) {
			p := b.NewPage(t, o)
			p.Open(s.url + "/grid")
			p.Wait(ready)
			p.Eval(`getComputedStyle(document.querySelector(".related-link")).color`, &text)
			return text
		}
		if light, dark := colour(browser.Options{ReducedMotion: true}), colour(browser.Options{ReducedMotion: true, Dark: true}); light != "rgb(34, 34, 34)" || dark != "rgb(221, 221, 221)" {
			t.Errorf("titles are %s, in the dark %s", light, dark)
		}
		p := b.NewPage(t, browser.Options{Width: 390, ReducedMotion: true})
		p.Open(s.url + "/rtl")
		p.Wait(ready)
		var mirrored bool
		p.Eval(`document.querySelector(".related-thumb").getBoundingClientRect().left > document.querySelector(".related-body").getBoundingClientRect().left`, &mirrored)
		if !mirrored {
			t.Error("from right to left, the picture is on the left")
		}
	})
}

func TestForcedColours(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, hosts())
		p := b.NewPage(t, browser.Options{ForcedColors: true, ReducedMotion: true})
		p.Open(s.url + "/grid")
		p.Wait(ready)
		var title, link string
		p.Eval(`getComputedStyle(document.querySelector(".related-link")).color`, &title)
		p.Eval(`getComputedStyle(Object.assign(document.body.appendChild(document.createElement("a")), {href: "/a"})).color`, &link)
		if title != link {
			t.Errorf("with forced colours a title is %s and a link %s", title, link)
		}
	})
}
