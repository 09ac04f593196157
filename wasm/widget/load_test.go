package widget_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// A reader sees nothing move, however long the page: none at all where the block is
// far below, little where it is in the window.
func TestLayoutShift(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		if !b.Can(browser.LayoutShift) {
			t.Skip(b.Name + " does not tell of layout shifts")
		}
		text := strings.Repeat("<p>The last boat leaves the east quay at ten past eleven.</p>", 6)
		built := file{text: string(lists(t, newsroom(t, newsroomURL), "", related.Query{})[newsroomURL+ward].AppendJSON(nil))}
		short := article(text[:len(text)/3] + `<related-articles layout="list" src="/list.json"></related-articles>` + text + tag)
		short.text = strings.Replace(short.text, "#far { height: 4000px }", "#footer { height: 150px }", 1)
		tall := article(`<related-articles src="/list.json"><div style="height: 200px">All articles</div></related-articles>` + text + tag)
		tall.text = strings.Replace(tall.text, "#far { height: 4000px }", "#footer { height: 150px }", 1)
		observe := `<script>self.shift = 0; self.long = []
			new PerformanceObserver(l => l.getEntries().forEach(e => self.shift += e.value)).observe({ type: "layout-shift", buffered: true })
			new PerformanceObserver(l => l.getEntries().forEach(e => self.long.push(e.duration))).observe({ type: "longtask", buffered: true })</script>`
		far := article(tag)
		pages := map[string]file{"far": far, "short": short, "over a tall fallback": tall}
		for _, o := range []browser.Options{{Width: 1200}, {Width: 390, Height: 844}} {
			for name, most := range map[string]float64{"far": 0, "short": .1, "over a tall fallback": .1} {
				t.Run(fmt.Sprintf("%s at %d pixels", name, o.Width), func(t *testing.T) {
					t.Parallel() // the block opens slowly
					page := pages[name]
					page.text = strings.Replace(page.text, "<main>", observe+"<main>", 1)
					s := newSite(t, map[string]file{ward: page, "/list.json": built})
					p := b.NewPage(t, o)
					p.Open(s.url + ward)
					p.Wait(`document.querySelector("related-articles")`)
					if name == "far" {
						p.Eval(`new Promise(done => setTimeout(done, 100))`, nil)
						p.Eval(near, nil)
					}
					p.Wait(there + ` && !document.querySelector("related-articles").style.height`)
					p.Eval(`new Promise(done => setTimeout(done, 200))`, nil)
					var got struct {
						Shift float64
						Long  []float64
					}
					p.Eval(`({ shift, long })`, &got)
					t.Logf("shift %.3f, long tasks %v", got.Shift, got.Long)
					if got.Shift > most {
						t.Errorf("a shift of %.3f, want at most %g", got.Shift, most)
					}
				})
			}
		}
	})
}

// On paper a block is whole, even one that still opens on the screen.
func TestPrintWhileOpening(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		page := article(`<related-articles src='data:application/json,{"related":[]}' loading="eager" layout="list"></related-articles>` + tag)
		page.text = strings.Replace(page.text, "#far { height: 4000px }", "", 1)
		s := newSite(t, map[string]file{"/": page})
		p := b.NewPage(t, browser.Options{})
		p.Open(s.url + "/")
		p.Wait(`customElements.get("related-articles")`)
		var got struct{ Opening, Whole bool }
		p.Eval(`new Promise(done => {
			const block = document.querySelector("related-articles"), whole = () => block.clientHeight >= block.scrollHeight
			new MutationObserver((_, observer) => {
				if (!block.style.height) return
				observer.disconnect()
				const opening = !whole()
				dispatchEvent(new Event("beforeprint"))
				done({ opening, whole: whole() })
			}).observe(block, { attributeFilter: ["style"] })
			block.setAttribute("src", `+quoted(list)+`)
		})`, &got)
		if !got.Opening || !got.Whole {
			t.Errorf("%+v", got)
		}
	})
}

// Offline, a page that has been seen shows its list; one that has not, its fallback.
func TestOffline(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		page := article(`<related-articles loading="eager"><p>All articles</p></related-articles>` + tag)
		s := newSite(t, map[string]file{ward: page})
		p := b.NewPage(t, still)
		p.Open(s.url + ward)
		p.Wait(there)
		want := shown(p)
		p.Eval(`new Promise(done => setTimeout(done, 300))`, nil)
		p.Offline(true)
		p.Eval(`document.querySelector("related-articles").refresh()`, nil)
		if diff := cmp.Diff(want, shown(p)); diff != "" {
			t.Errorf("titles when offline (-before +offline):\n%s", diff)
		}
		p.Eval(`document.querySelector("related-articles").setAttribute("feed", "/other.xml")`, nil)
		p.Wait(`document.querySelector("related-articles").textContent === "All articles"`)
	})
}

// The feed is asked again when it may have changed, and what it drops is kept.
func TestFeedChanges(t *testing.T) {
	dated := func(i int) string {
		name := []string{"Dawn", "Noon", "Dusk", "Night", "Fog"}[i-1]
		text := "The ferry in the harbour waits for the tide, and the pilot writes down what the " + name + " brings to the pier."
		return strings.Replace(item(name, fmt.Sprintf("/%d", i), text), "<guid>", fmt.Sprintf("<pubDate>Mon, %02d Jun 2026 10:00:00 GMT</pubDate><guid>", i), 1)
	}
	once(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/1": article(`<related-articles loading="eager" limit="10" min-score="off"></related-articles>` + tag), "/feed.xml": {text: rss(dated(3), dated(2), dated(1))}})
		p := b.NewPage(t, still)
		p.Open(s.url + "/1")
		p.Wait(there)
		if diff := cmp.Diff([]string{"Dusk", "Noon"}, sorted(shown(p))); diff != "" {
			t.Errorf("titles (-want +got):\n%s", diff)
		}
		settled(p)
		// The feed moves on; what is stored is made old enough to be checked.
		s.files["/feed.xml"] = file{text: rss(dated(5), dated(4), dated(3))}
		p.Eval(aged, nil)
		p.Reload()
		p.Wait(there)
		if diff := cmp.Diff([]string{"Dusk", "Noon"}, sorted(shown(p))); diff != "" {
			t.Errorf("titles at once (-want +got):\n%s", diff)
		}
		p.Wait(`(await ` + kept + `).some(([key, value]) => /\/1$/.test(key) && value.includes("Fog"))`)
		p.Reload()
		p.Wait(there)
		if diff := cmp.Diff([]string{"Dusk", "Fog", "Night", "Noon"}, sorted(shown(p))); diff != "" {
			t.Errorf("titles the next time (-want +got):\n%s", diff)
		}
	})
}

// A short feed is followed to its older pages.
func TestPages(t *testing.T) {
	text := "The ferry in the harbour waits for the tide, and the tide waits for the moon over the pier while "
	sites := map[string]map[string]string{
		"RFC 5005": {
			"/feed.xml":  strings.Replace(rss(item("One", "/one", text+"gulls cry")), "<channel>", `<channel><atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/feed2.xml"/>`, 1),
			"/feed2.xml": rss(item("Two", "/two", text+"nets dry in the wind")),
		},
		"JSON Feed": {
			"/feed.xml":  `{"version":"https://jsonfeed.org/version/1.1","title":"Feed","next_url":"/next.json","items":[{"id":"1","url":"/one","title":"One","content_text":"` + text + `gulls cry"}]}`,
			"/next.json": `{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[{"id":"2","url":"/two","title":"Two","content_text":"` + text + `nets dry in the wind"}]}`,
		},
		"WordPress": {
			"/feed.xml": strings.Replace(rss(item("One", "/one", text+"gulls cry")), "<channel>", `<channel><generator>https://wordpress.org/?v=6.9</generator>`, 1),
		},
	}
	once(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{})
		s.queries = map[string]file{}
		p := b.NewPage(t, still)
		for name, pages := range sites {
			s.files = map[string]file{"/one": article(`<related-articles loading="eager"></related-articles>` + tag), "/icon.svg": picture}
			for path, text := range pages {
				s.files[path] = file{text: text}
			}
			delete(s.queries, "/feed.xml?paged=2")
			if name == "WordPress" {
				s.queries["/feed.xml?paged=2"] = file{text: rss(item("Two", "/two", text+"nets dry in the wind"))}
			}
			p.Open(s.url + "/one")
			p.Wait(there)
			if diff := cmp.Diff([]string{"Two"}, shown(p)); diff != "" {
				t.Errorf("%s: titles (-want +got):\n%s", name, diff)
			}
			settled(p)
			forget(p)
		}
	})
}

// A feed of 5 MB is read, beside the page.
func TestLargeFeed(t *testing.T) {
	var items []string
	for i := range 500 {
		items = append(items, item(fmt.Sprintf("Harbour report %d", i), fmt.Sprintf("/%d", i),
			strings.Repeat(fmt.Sprintf("Boat%d left quay%d with cargo%d of salt and nets. ", i%50, i%9, i), 200)))
	}
	text := rss(items...)
	if len(text) < 5e6 {
		t.Fatalf("the feed has %d bytes", len(text))
	}
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/7": article(`<related-articles loading="eager"></related-articles>` + tag), "/feed.xml": {text: text}})
		want := lists(t, text, s.url+"/feed.xml", related.Query{})[s.url+"/7"]
		p := b.NewPage(t, still)
		p.Open(s.url + "/7")
		p.Wait(there)
		if diff := cmp.Diff(titles(want), shown(p)); diff != "" {
			t.Errorf("titles (-want +got):\n%s", diff)
		}
	})
}
