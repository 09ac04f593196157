package widget_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// each runs a test in every engine.
func each(t *testing.T, test func(*testing.T, *browser.Browser)) { in(t, browser.All(), test) }

// once runs a test in Chromium, which starts fastest: what the script makes of what
// it is given does not depend on the engine, once other tests have shown that it runs there.
func once(t *testing.T, test func(*testing.T, *browser.Browser)) { in(t, browser.All()[:1], test) }

// mostly runs a test in Chromium and Firefox: what hardly depends on the engine is not
// tested in WebKitGTK.
func mostly(t *testing.T, test func(*testing.T, *browser.Browser)) { in(t, browser.All()[:2], test) }

func in(t *testing.T, browsers []*browser.Browser, test func(*testing.T, *browser.Browser)) {
	t.Parallel()
	for _, b := range browsers {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			test(t, b)
		})
	}
}

// A file is what a site answers to a path.
type file struct {
	text   string
	header map[string]string
}

// pause is where in a text the network takes its time.
const pause = "<!-- pause -->"

// A site is a small web site with the widget's files under /related/, and the
// newsroom's feed at /feed.xml unless it has another one.
type site struct {
	url   string
	files map[string]file

	queries map[string]file // by path and query, before files
}

func newSite(t testing.TB, files map[string]file) *site {
	s := &site{files: files}
	script := widget.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := s.queries[r.URL.String()]
		if !ok {
			f, ok = s.files[r.URL.Path]
		}
		if !ok && strings.HasPrefix(r.URL.Path, "/related/") {
			script.ServeHTTP(w, r)
			return
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for name, value := range f.header {
			w.Header().Set(name, value)
		}
		for i, part := range strings.Split(f.text, pause) {
			if i > 0 {
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
			io.WriteString(w, part)
		}
	}))
	t.Cleanup(server.Close)
	s.url = server.URL
	s.files["/icon.svg"] = picture
	if _, ok := files["/feed.xml"]; !ok {
		s.files["/feed.xml"] = file{newsroom(t, s.url), map[string]string{"Content-Type": "application/rss+xml"}}
	}
	return s
}

// picture is one that every browser can show.
var picture = file{
	text:   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9" width="640" height="360"><path d="M0 0h16v9H0z" fill="#357"/><circle cx="8" cy="4" r="2" fill="#fc6"/></svg>`,
	header: map[string]string{"Content-Type": "image/svg+xml"},
}

// still is for pages whose block is in the window, where it opens slowly otherwise.
var still = browser.Options{ReducedMotion: true}

const newsroomURL = "https://www.tidewater-courier.example"

// newsroom returns the newsroom's feed as that of a site.
func newsroom(t testing.TB, url string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "examples", "newsroom", "feed.xml"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), newsroomURL, url)
}

// ward is the path of an article of the newsroom.
const ward = "/health/a-night-on-ward-6"

// article is a page of that article; the list is far below the window.
func article(block string) file {
	return file{text: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A night on ward 6</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg">
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<main><article><h1>A night on ward 6</h1><p id="far"></p><div id="place">` + block + `</div></article></main><footer id="footer">The end</footer>
<style>#far { height: 4000px }</style>`}
}

// tag is what a site owner pastes.
const tag = `<script async src="/related/related.js"></script>`

// lists returns the lists of a feed by the document's URL, as the command makes them.
func lists(t testing.TB, feedText, base string, q related.Query) map[string]related.List {
	t.Helper()
	f, err := feed.Parse(strings.NewReader(feedText), &feed.Options{BaseURL: base})
	if err != nil {
		t.Fatal(err)
	}
	idx, err := related.New(f.Documents, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]related.List)
	for list, err := range idx.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		all[list.URL] = list
	}
	return all
}

func titles(list related.List) (titles []string) {
	for _, m := range list.Related {
		titles = append(titles, m.Title)
	}
	return titles
}

// shown returns the titles of the first block of a page.
func shown(p *browser.Page) (titles []string) {
	p.Eval(`[...document.querySelectorAll("related-articles")[0].querySelectorAll(".related-title")].map(t => t.textContent)`, &titles)
	return titles
}

const (
	// near brings the block within reach of the window, but not into it.
	near  = `scrollTo(0, document.querySelector("related-articles").getBoundingClientRect().top + scrollY - innerHeight - 1000)`
	there = `document.querySelector("related-articles .related-item")`
)

// kept are the keys and values of what the script has stored.
const kept = `new Promise((done, fail) => {
	const open = indexedDB.open("kindred", 1)
	open.onerror = fail
	open.onsuccess = () => {
		const store = open.result.transaction("kept").objectStore("kept"), entries = []
		store.openCursor().onsuccess = ({ target: { result } }) => {
			if (!result) { open.result.close(); return done(entries) }
			entries.push([result.key, result.value])
			result.continue()
		}
	}
})`

// aged makes what is stored old enough to be asked for again.
const aged = `new Promise(done => {
	const open = indexedDB.open("kindred", 1)
	open.onsuccess = () => {
		const transaction = open.result.transaction("kept", "readwrite")
		transaction.oncomplete = () => { open.result.close(); done() }
		transaction.objectStore("kept").openCursor().onsuccess = ({ target: { result } }) => {
			if (!result) return
			if (result.value.checked) result.update({ ...result.value, checked: 0 })
			result.continue()
		}
	}
})`

// settled waits until the worker has stored what it found.
func settled(p *browser.Page) {
	p.Wait(`(await indexedDB.databases()).some(d => d.name === "kindred") && (await ` + kept + `).some(([key]) => key.startsWith("site"))`)
}

// forget clears what the site has stored.
func forget(p *browser.Page) {
	p.Eval(`new Promise(done => {
		localStorage.clear()
		const gone = indexedDB.deleteDatabase("kindred")
		gone.onsuccess = gone.onerror = gone.onblocked = () => done()
	})`, nil)
}

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}

// console returns what is in the console, where that can be told.
func console(b *browser.Browser, p *browser.Page) string {
	if !b.Can(browser.Console) {
		return ""
	}
	return strings.Join(p.Console(), "\n")
}

// asked returns the paths that were asked for after so many others, without those given.
func asked(p *browser.Page, s *site, after int, but ...string) (paths []string) {
	for _, r := range p.Requests()[after:] {
		path := strings.TrimPrefix(r.URL, s.url)
		known := path == "/icon.svg"
		for _, b := range but {
			known = known || b == path
		}
		if !known {
			paths = append(paths, path)
		}
	}
	return paths
}

// part returns the path of a part of the script.
func part(t testing.TB, name string) string {
	t.Helper()
	names, err := fs.Glob(widget.Files(), "related-"+name+".????????.*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no part %s: %v", name, err)
	}
	return "/related/" + names[0]
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

// rss returns a feed of items, each a title and the rest of its elements.
func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour notes</title>` + strings.Join(items, "") + `</channel></rss>`
}

func item(title, link, text string) string {
	return fmt.Sprintf("<item><title>%s</title><link>%s</link><guid>%s</guid><description>%s</description></item>", title, link, link, text)
}
