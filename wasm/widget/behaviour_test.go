package widget_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// list is a list of three, as JSON in an address.
const list = `data:application/json,{"related":[` +
	`{"id":"a","url":"/a","title":"Tides","score":0.5,"excerpt":"When the water comes…","date_published":"2026-05-01T00:00:00Z"},` +
	`{"id":"b","url":"/b","title":"Buoys","score":0.3,"excerpt":"What lies at anchor…"},` +
	`{"id":"c","url":"/c","title":"Charts","score":0.1}]}`

// element returns an element with that list and more attributes.
func element(attributes string) string {
	return `<related-articles src='` + list + `' ` + attributes + `><p>All articles</p></related-articles>` + tag
}

// watch writes the events of a page to self.events.
const watch = `self.events = []; for (const what of ["load", "render", "click", "empty", "error"])
	document.addEventListener("related-" + what, e => self.events.push(what))`

func TestAttributes(t *testing.T) {
	all := []string{"Tides", "Buoys", "Charts"}
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{})
		p := b.NewPage(t, still)
		for _, test := range []struct {
			attributes string
			want       []string
			has, not   string // selectors
		}{
			{``, all, `h2.related-heading`, `p:not([class])`},
			{`limit="2"`, all[:2], ``, ``},
			{`min-score="0.2"`, all[:2], ``, ``},
			{`exclude-url="/a /nowhere"`, all[1:], ``, ``},
			{`layout="list"`, all, `[data-layout=list]`, ``},
			{`heading="Next tide" heading-level="3"`, all, `h3.related-heading + ul h4`, `h2`},
			{`labels='{"en":"Read on"}'`, all, ``, ``},
			{`date="none" excerpt="off"`, all, ``, `.related-meta, .related-excerpt`},
			{`lang="eu"`, all, ``, ``},
		} {
			s.files["/"] = article(element(test.attributes))
			p.Open(s.url + "/")
			p.Wait(`document.querySelector("related-articles")`)
			p.Eval(near, nil)
			p.Wait(there)
			if diff := cmp.Diff(test.want, shown(p)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.attributes, diff)
			}
			var has, not bool
			p.Eval(`Boolean(`+quoted(test.has)+` && !document.querySelector("related-articles").querySelector(`+quoted(test.has)+`))`, &has)
			p.Eval(`Boolean(`+quoted(test.not)+` && document.querySelector("related-articles").querySelector(`+quoted(test.not)+`))`, &not)
			if has || not {
				t.Errorf("%s: no %s, or %s", test.attributes, test.has, test.not)
			}
			want := map[string]string{`lang="eu"`: "Gai honi buruz gehiago", `labels='{"en":"Read on"}'`: "Read on"}[test.attributes]
			var heading string
			p.Eval(`document.querySelector(".related-heading").textContent`, &heading)
			if want != "" && heading != want {
				t.Errorf("%s: the heading is %q, want %q", test.attributes, heading, want)
			}
		}
	})
}

func quoted(s string) string { return "`" + s + "`" }

// The script tag's data- attributes are for every block, and a block's own win.
func TestScriptAttributes(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/": article(`<related-articles limit="1"></related-articles><related-articles></related-articles>
			<script async src="/related/related.js" data-src='` + list + `' data-limit="2" data-loading="eager" data-heading="More"></script>`)})
		p := b.NewPage(t, still)
		p.Open(s.url + "/")
		p.Wait(`document.querySelectorAll(".related-heading").length === 2`)
		var got []int
		p.Eval(`[...document.querySelectorAll("related-articles")].map(e => e.querySelectorAll("li").length)`, &got)
		if diff := cmp.Diff([]int{1, 2}, got); diff != "" {
			t.Errorf("items (-want +got):\n%s", diff)
		}
		var ids int
		p.Eval(`new Set([...document.querySelectorAll("[id^=related-]")].map(e => e.id)).size`, &ids)
		if ids != 2 {
			t.Error("two headings have one id")
		}
	})
}

// Where a bare script tag puts the block.
func TestPlace(t *testing.T) {
	script := `<script async src="/related/related.js" data-loading="eager" data-src='` + list + `'></script>`
	module := strings.Replace(script, "async", `type="module"`, 1)
	renamed := `<script src="/related/relatedposts.js"></script>` + strings.NewReplacer("related.js", "kindred.js", "data-loading", `data-lang="eu" data-loading`).Replace(module)
	each(t, func(t *testing.T, b *browser.Browser) {
		javascript := map[string]string{"Content-Type": "text/javascript"}
		s := newSite(t, map[string]file{"/related/kindred.js": {embedded(t, "/related/related.js"), javascript}, "/related/relatedposts.js": {"", javascript}})
		p := b.NewPage(t, still)
		for page, want := range map[string]string{
			`<head>` + renamed + `</head><main><p>Text</p></main>`:                   `main > :last-child`,
			`<head>` + script + `</head><main><article><p>Text</p></article></main>`: `article > :last-child`,
			`<head>` + script + `</head><main><p>Text</p></main>`:                    `main > :last-child`,
			`<main><article><p>Text</p>` + script + `<p>More</p></article></main>`:   `article > script + related-articles`,
			`<main><article><p>Text</p></article>` + module + `</main>`:              `main > script + related-articles`,
			`<head>` + module + `</head><main><article><p>Text</p></article></main>`: `article > :last-child`,
		} {
			s.files["/"] = file{text: `<!doctype html><html lang="en"><title>Place</title><link rel="icon" href="data:,">` + page}
			p.Open(s.url + "/")
			p.Wait(there)
			var ok bool
			p.Eval(`document.querySelector(`+quoted(want)+`).localName === "related-articles" && document.querySelectorAll("related-articles").length === 1`, &ok)
			if !ok {
				t.Errorf("not at %s in %s", want, page)
			}
		}
		s.files["/"] = file{text: `<!doctype html><html lang="en"><title>Place</title><link rel="icon" href="data:,"><main><p>Text</p></main>
			<script>document.querySelector("p").attachShadow({ mode: "open" }).innerHTML = "<related-articles></related-articles>"</script>` + script}
		p.Open(s.url + "/")
		p.Wait(`document.querySelector("p").shadowRoot.querySelector(".related-item")`)
		var second bool
		if p.Eval(`Boolean(document.querySelector("related-articles"))`, &second); second {
			t.Error("there is a second block beside the one in a shadow tree")
		}
	})
}

func TestEvents(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{
			"/":       article(element("") + `<script>` + watch + `</script>`),
			"/none":   article(`<script>` + watch + `</script>` + strings.Replace(element(""), list, `data:application/json,{"related":[]}`, 1)),
			"/wrong":  article(`<script>` + watch + `</script>` + strings.Replace(element(""), list, `/nowhere.json`, 1)),
			"/cancel": article(`<script>document.addEventListener("related-render", e => e.preventDefault());` + watch + `</script>` + element("")),
			"/own": article(`<script>addEventListener("DOMContentLoaded", () => document.querySelector("related-articles").render = (items, list) => {
				const p = document.createElement("p"); p.className = "own"; p.textContent = items.map(i => i.title).join(); return p })</script>` + element("")),
		})
		p := b.NewPage(t, still)
		for path, want := range map[string][]string{"/": {"load", "render", "click"}, "/none": {"load", "empty"}, "/wrong": {"error"}, "/cancel": {"load", "render"}} {
			p.Open(s.url + path)
			p.Wait(`customElements.get("related-articles")`)
			p.Eval(near, nil)
			if path == "/" {
				p.Wait(there)
				p.Eval(`document.addEventListener("click", e => e.preventDefault())`, nil)
				p.Click("related-articles a")
			}
			p.Wait(`self.events.length >= ` + asJSON(t, len(want)))
			var got []string
			p.Eval(`self.events`, &got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: events (-want +got):\n%s", path, diff)
			}
			var text string
			p.Eval(`document.querySelector("related-articles").textContent`, &text)
			if path != "/" && text != "All articles" {
				t.Errorf("%s: the fallback is gone: %q", path, text)
			}
		}
		p.Open(s.url + "/own")
		p.Wait(`customElements.get("related-articles")`)
		p.Eval(near, nil)
		p.Wait(`document.querySelector(".own")?.textContent === "Tides,Buoys,Charts"`)
	})
}

// Attributes may change, and the element may go and come back.
func TestChanges(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/": article(element(""))})
		p := b.NewPage(t, still)
		p.Open(s.url + "/")
		p.Wait(`customElements.get("related-articles")`)
		p.Eval(near, nil)
		p.Wait(there)
		p.Eval(`(self.block = document.querySelector("related-articles")).setAttribute("limit", "1")`, nil)
		p.Wait(`block.querySelectorAll("li").length === 1`)
		p.Eval(`block.remove()`, nil)
		p.Eval(`document.querySelector("#place").append(block)`, nil)
		p.Wait(`block.querySelectorAll("li").length === 1 && block.items.length === 1`)
		p.Eval(`block.setAttribute("src", "/nowhere.json")`, nil)
		p.Wait(`block.textContent === "All articles" && block.items.length === 0`)
		p.Eval(`block.setAttribute("src", `+quoted(list)+`)`, nil)
		p.Wait(`block.querySelectorAll("li").length === 1`)
		p.Eval(`block.setAttribute("isolate", "")`, nil)
		p.Wait(`block.shadowRoot?.querySelectorAll("li").length === 1 && !block.querySelector("li")`)
		var clicked string
		p.Eval(`new Promise(done => {
			document.addEventListener("click", e => e.preventDefault())
			document.addEventListener("related-click", e => done(e.target.localName + " " + e.detail.item.title))
			block.shadowRoot.querySelector("a").click() })`, &clicked)
		p.Eval(`block.removeAttribute("isolate")`, nil)
		p.Wait(`block.querySelector("li") && !block.shadowRoot.querySelector("li")`)
		if clicked != "related-articles Tides" {
			t.Errorf("clicked %q", clicked)
		}
	})
}

// Of changes in quick succession the last one is shown, and none of the others, whatever
// they had to wait for.
func TestLastChange(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/": article(`<related-articles src='data:application/json,{"related":[]}' loading="eager"></related-articles>` + tag)})
		p := b.NewPage(t, still)
		p.Open(s.url + "/")
		p.Wait(`customElements.get("related-articles")`)
		var got []string
		p.Eval(`(async () => {
			const block = document.querySelector("related-articles"), seen = []
			const titles = () => [...block.querySelectorAll(".related-title")].map(t => t.textContent).join()
			new MutationObserver(() => seen.push(titles())).observe(block, { childList: true })
			for (const [event, attribute, value, later] of [["render", "lang", "eu", "Reefs"], ["load", "excerpt", "9", "Shoals"]]) {
				block.addEventListener("related-" + event, () => {
					block.removeAttribute(attribute)
					block.setAttribute("src", 'data:application/json,{"related":[{"id":"d","url":"/d","title":"' + later + '"}]}')
				}, { once: true })
				block.setAttribute(attribute, value)
				block.setAttribute("src", `+quoted(list)+`)
				await import("`+part(t, "feed")+`") // what the earlier change waits for
				while (titles() !== later) await new Promise(done => setTimeout(done, 5))
			}
			return [...new Set(seen)]
		})()`, &got)
		if diff := cmp.Diff([]string{"Reefs", "Shoals"}, got); diff != "" {
			t.Errorf("shown one after the other (-want +got):\n%s", diff)
		}
	})
}

// In a single-page app the address changes under the element.
func TestNavigation(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/one": article(`<related-articles loading="eager"></related-articles>` + tag),
			"/one.related.json": {text: `{"related":[{"id":"a","url":"/a","title":"Tides"}]}`},
			"/two.related.json": {text: `{"related":[{"id":"b","url":"/b","title":"Buoys"}]}`}})
		p := b.NewPage(t, still)
		p.Open(s.url + "/one?utm_source=letter&page=1&fbclid=x#top")
		p.Wait(`document.querySelector(".related-title")?.textContent === "Tides"`)
		p.Eval(`(self.loads = 0, document.addEventListener("related-load", () => self.loads++))`, nil)
		// What analytics take off the address makes no other page of it.
		p.Eval(`history.replaceState(null, "", "/one?page=1")`, nil)
		p.Eval(`history.pushState(null, "", "/two")`, nil)
		var can bool
		if p.Eval(`"navigation" in self`, &can); !can {
			p.Eval(`document.querySelector("related-articles").refresh()`, nil)
		}
		p.Wait(`document.querySelector(".related-title")?.textContent === "Buoys"`)
		var loads int
		if p.Eval(`self.loads`, &loads); loads != 1 {
			t.Errorf("%d lists were loaded for the second page", loads)
		}
		p.Eval(`history.back()`, nil)
		p.Wait(`document.querySelector(".related-title")?.textContent === "Tides"`)
	})
}

// A page that the reader comes back to is as it was.
func TestBack(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{ward: article(tag), "/away": {text: `<!doctype html><title>Away</title>`}})
		p := b.NewPage(t, still)
		p.Open(s.url + ward)
		p.Wait(`document.querySelector("related-articles")`)
		p.Eval(near, nil)
		p.Wait(there)
		want := shown(p)
		p.Eval(`addEventListener("pageshow", e => self.persisted = e.persisted)`, nil)
		p.Open(s.url + "/away")
		p.Back()
		p.Wait(there + ` || (` + near + `, false)`)
		if diff := cmp.Diff(want, shown(p)); diff != "" {
			t.Errorf("titles after coming back (-before +after):\n%s", diff)
		}
		var persisted bool
		p.Eval(`Boolean(self.persisted)`, &persisted)
		t.Logf("from the back/forward cache: %t", persisted)
	})
}

func TestUnknownAttributes(t *testing.T) {
	once(t, func(t *testing.T, b *browser.Browser) {
		if !b.Can(browser.Console) {
			t.Skip(b.Name + " doesn't tell what is in its console")
		}
		s := newSite(t, map[string]file{"/": article(`<related-articles limits="2" data-limit="2" id="x" role="region" title="x" aria-label="x" data-mine="1" src='` + list + `'></related-articles>
			<script async src="/related/related.js" data-heding="More" heading="More" data-cfasync="false"></script>`)})
		p := b.NewPage(t, still)
		p.Open(s.url + "/")
		said := func() string { return strings.Join(p.Console(), "\n") }
		for _, want := range []string{
			"unknown attribute limits; did you mean limit?", "unknown attribute data-heding; did you mean data-heading?",
			"data-limit means nothing on <related-articles>; write limit", "heading means nothing on the script tag; write data-heading",
		} {
			for i := 0; i < 100 && !strings.Contains(said(), want); i++ {
				p.Eval(`new Promise(done => setTimeout(done, 20))`, nil)
			}
			if !strings.Contains(said(), want) {
				t.Errorf("no %q in the console:\n%s", want, said())
			}
		}
		if got := strings.Count(said(), "Kindred:"); got != 4 {
			t.Errorf("%d attributes reported, want 4:\n%s", got, said())
		}
	})
}

// Two blocks of a page, one engine, and nothing is asked for twice.
func TestTwoBlocks(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{ward: article(`<related-articles limit="1"></related-articles><related-articles limit="3" lang="en"></related-articles>` + tag)})
		all := lists(t, s.files["/feed.xml"].text, "", related.Query{Limit: 3})
		p := b.NewPage(t, still)
		p.Open(s.url + ward)
		p.Wait(`customElements.get("related-articles")`)
		p.Eval(near, nil)
		p.Wait(`document.querySelectorAll(".related-heading").length === 2`)
		if diff := cmp.Diff(titles(all[s.url+ward])[:1], shown(p)); diff != "" {
			t.Errorf("titles (-want +got):\n%s", diff)
		}
		times := make(map[string]int)
		for _, path := range asked(p, s, 0) {
			times[path]++
		}
		for _, path := range []string{ward, ward + ".related.json", "/related/related.json", part(t, "engine")} {
			if times[path] != 1 {
				t.Errorf("%s was asked for %d times", path, times[path])
			}
		}
	})
}
