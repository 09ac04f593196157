package widget_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// Way 1: a list written at build time is left alone, and asks for nothing.
func TestBuiltList(t *testing.T) {
	all := lists(t, newsroom(t, newsroomURL), "", related.Query{})
	html, err := widget.HTML(all[newsroomURL+ward], nil)
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{
			"/element": article("<related-articles>" + string(html) + "</related-articles>" + tag),
			"/bare":    article(string(html) + tag),
		})
		p := b.NewPage(t, browser.Options{})
		for _, path := range []string{"/element", "/bare"} {
			p.Open(s.url + path)
			p.Wait(`customElements.get("related-articles")`)
			p.Eval(`scrollTo(0, document.body.scrollHeight)`, nil)
			p.Eval(`new Promise(done => setTimeout(done, 200))`, nil)
			var got string
			p.Eval(`document.querySelector("#place").querySelector(".related").outerHTML.replace(/=""/g, "")`, &got)
			if diff := cmp.Diff(string(html), strings.ReplaceAll(got, "alt ", `alt="" `)); diff != "" {
				t.Errorf("%s: the block has changed (-want +got):\n%s", path, diff)
			}
		}
		if got := asked(p, s, 0, "/element", "/bare", "/related/related.js"); got != nil {
			t.Errorf("asked for %q", got)
		}
		p.Open(s.url + "/element")
		p.Wait(`document.querySelector("related-articles").items?.length`)
		p.Eval(`document.addEventListener("related-click", e => { e.preventDefault(); self.clicked = e.detail.position + " " + e.detail.item.title })`, nil)
		p.Eval(`document.addEventListener("click", e => e.preventDefault())`, nil)
		p.Click("related-articles li:nth-child(2) a")
		var clicked string
		p.Eval(`self.clicked`, &clicked)
		if want := "1 " + all[newsroomURL+ward].Related[1].Title; clicked != want {
			t.Errorf("clicked %q, want %q", clicked, want)
		}
	})
}

// Way 2: JSON made at build time, by attribute, by the page's path or beside the script.
func TestJSONList(t *testing.T) {
	list := lists(t, newsroom(t, newsroomURL), "", related.Query{})[newsroomURL+ward]
	one := file{text: string(list.AppendJSON(nil)), header: map[string]string{"Content-Type": "application/json"}}
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{})
		p := b.NewPage(t, browser.Options{})
		for name, test := range map[string]struct{ page, json, block string }{
			"src":               {ward, "/lists/ward.json", `<related-articles src="/lists/ward.json"></related-articles>` + tag},
			"a folder":          {"/a/", "/a/related.json", tag},
			"its index":         {"/b/index.html", "/b/related.json", tag},
			"a file":            {"/a/c.html", "/a/c.related.json", tag},
			"neither":           {"/a/d", "/a/d/related.json", tag},
			"not an index":      {"/a/the-index.html", "/a/the-index.related.json", tag},
			"by url":            {"/a/preview", "/a/g/related.json", `<related-articles url="/a/g/"></related-articles>` + tag},
			"beside the script": {"/e/f", "/related/related.json", tag},
		} {
			data := one
			if name == "beside the script" {
				data.text = `{"/x":{"related":[]},"/e/f/":` + data.text + `}`
			}
			s.files = map[string]file{test.page: article(test.block), test.json: data, "/icon.svg": picture}
			before := len(p.Requests())
			p.Open(s.url + test.page)
			p.Wait(`document.querySelector("related-articles")`)
			p.Eval(`new Promise(done => setTimeout(done, 100))`, nil)
			if got := asked(p, s, before, test.page, "/related/related.js"); got != nil {
				t.Errorf("%s: asked for %q before the block is near", name, got)
			}
			p.Eval(near, nil)
			p.Wait(there)
			if diff := cmp.Diff(titles(list), shown(p)); diff != "" {
				t.Errorf("%s: titles (-want +got):\n%s", name, diff)
			}
			for _, path := range asked(p, s, before) {
				if strings.Contains(path, "feed") || strings.Contains(path, "engine") {
					t.Errorf("%s: asked for %s", name, path)
				}
			}
		}
	})
}

// In a map of lists a page has the key that is its path, however that is written.
func TestMapOfLists(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/own": article("<related-articles></related-articles>" + tag)})
		p := b.NewPage(t, still)
		p.Open(s.url + "/own")
		p.Wait(`customElements.get("related-articles")`)
		for _, test := range []struct{ url, keys, want string }{
			{"/a/b", "/a/b.html /a/b /a/b/", "/a/b"},
			{"/a/b.html", "/a /a/b /a/bb", "/a/b"},
			{"/a/index.html", "/a/index2 /a/", "/a/"},
			{"/", "/a /index.html", "/index.html"},
			{"/articles/the-index", "/articles/the- /articles/the /articles/the-index/", "/articles/the-index/"},
			{"/glossary-index/", "/glossary- /glossary-index.html", "/glossary-index.html"},
			{"/caf%c3%a9/?page=2#top", "/cafe /café", "/café"},
			{"/café/", "/cafe /caf%C3%A9", "/caf%C3%A9"},
			{"/50%-off/", "/50 /50%-off", "/50%-off"},
			{"https://elsewhere.example/a/", "/a/ /own", "/own"},
			{"http://", "/ /own", "/own"},
			{"", "/ /own/", "/own/"},
		} {
			lists := make(map[string][]map[string]string)
			for key := range strings.FieldsSeq(test.keys) {
				lists[key] = []map[string]string{{"id": key, "url": "/x", "title": key}}
			}
			var got []string
			p.Eval(`(async () => {
				const block = document.createElement("related-articles")
				for (const [name, value] of [["loading", "eager"], ["url", `+quoted(test.url)+`], ["src", "data:application/json," + encodeURIComponent(`+quoted(asJSON(t, lists))+`)]]) block.setAttribute(name, value)
				document.querySelector("#place").replaceChildren(block)
				await block.refresh()
				return block.items.map(item => item.title)
			})()`, &got)
			if diff := cmp.Diff([]string{test.want}, got); diff != "" {
				t.Errorf("%s among %s (-want +got):\n%s", test.url, test.keys, diff)
			}
		}
	})
}

// Way 3: the feed and the engine, once; the next view of any page asks for no engine.
func TestFeedList(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		other := "/technology/forgotten-print-server"
		s := newSite(t, map[string]file{ward: article(tag), other: article(tag)})
		all := lists(t, s.files["/feed.xml"].text, "", related.Query{})
		p := b.NewPage(t, browser.Options{})
		p.Open(s.url + ward)
		p.Wait(`document.querySelector("related-articles")`)
		p.Eval(`new Promise(done => setTimeout(done, 100))`, nil)
		if got := asked(p, s, 0, ward, "/related/related.js"); got != nil {
			t.Errorf("asked for %q before the block is near", got)
		}
		p.Eval(near, nil)
		p.Wait(there)
		if diff := cmp.Diff(titles(all[s.url+ward]), shown(p)); diff != "" {
			t.Errorf("titles (-want +got):\n%s", diff)
		}
		p.Wait(`indexedDB.databases().then(all => all.length)`)
		p.Eval(`new Promise(done => setTimeout(done, 300))`, nil) // for the lists to be kept

		second := p.Another()
		second.Open(s.url + other)
		second.Wait(`document.querySelector("related-articles")`)
		second.Eval(near, nil)
		second.Wait(there)
		if diff := cmp.Diff(titles(all[s.url+other]), shown(second)); diff != "" {
			t.Errorf("titles of the second page (-want +got):\n%s", diff)
		}
		if got := asked(second, s, 0, other, "/related/related.js", part(t, "feed")); got != nil {
			t.Errorf("the second page asked for %q", got)
		}
	})
}
