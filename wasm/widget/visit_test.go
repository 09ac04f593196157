package widget_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// BenchmarkVisit times what a reader waits for, from the moment that the block is
// near until its list is shown, with a feed of 50 articles in full: on the first visit
// and on the next one, which has no engine. It tells too what the worker spends its
// time on.
func BenchmarkVisit(b *testing.B) {
	feed := fullText(50)
	for _, engine := range browser.All() {
		b.Run(engine.Name, func(b *testing.B) {
			sum := make(map[string]float64)
			n := 0
			for b.Loop() {
				s := newSite(b, map[string]file{
					"/7": article(`<related-articles feed="/feed.xml"></related-articles>` + tag), "/feed.xml": {text: feed},
					"/phases.js": {wasmExec(b) + phases, map[string]string{"Content-Type": "text/javascript"}},
					"/phases":    {text: `<!doctype html><title>Phases</title>`},
				})
				first := engine.NewPage(b, browser.Options{})
				sum["first-ms"] += visit(first, s)
				settled(first)
				second := first.Another()
				sum["second-ms"] += visit(second, s)
				var took map[string]float64
				first.Open(s.url + "/phases")
				first.Eval(`new Promise((done, fail) => {
					const worker = new Worker("/phases.js")
					worker.onmessage = e => done(e.data)
					worker.onerror = e => fail(new Error(e.message))
					worker.postMessage("`+part(b, "engine")+`")
				})`, &took)
				for phase, ms := range took {
					sum[phase] += ms
				}
				n++
			}
			b.ReportMetric(0, "ns/op")
			for unit, total := range sum {
				b.ReportMetric(total/float64(n), unit)
			}
		})
	}
}

// visit returns the milliseconds from near to shown.
func visit(p *browser.Page, s *site) (ms float64) {
	p.Open(s.url + "/7")
	p.Wait(`customElements.get("related-articles")`)
	p.Eval(`new Promise(done => setTimeout(done, 300))`, nil)
	p.Eval(`new Promise((done, fail) => {
		const start = performance.now(), block = document.querySelector("related-articles")
		new MutationObserver(() => block.querySelector(".related") && done(performance.now() - start)).observe(block, { childList: true })
		document.addEventListener("related-error", e => fail(e.detail.error))
		`+near+` })`, &ms)
	return ms
}

// phases is what the worker does, with a clock beside it.
const phases = `
onmessage = async ({ data: url }) => {
	const times = {}
	let last = performance.now()
	const lap = name => { const now = performance.now(); times[name] = now - last; last = now }
	const response = await fetch(url)
	const bytes = await response.arrayBuffer()
	lap("fetch-ms")
	const module = await WebAssembly.compile(bytes)
	lap("compile-ms")
	const go = new Go()
	go.env = { GOGC: "400" }
	go.run(await WebAssembly.instantiate(module, go.importObject))
	lap("start-ms")
	const feed = new Uint8Array(await (await fetch("/feed.xml")).arrayBuffer())
	lap("feed-ms")
	kindred.lists({ feeds: [{ data: feed, url: location.origin + "/feed.xml" }] })
	lap("parse+rank-ms")
	const documents = kindred.documents()
	last = performance.now()
	kindred.lists({ feeds: [{ data: new TextEncoder().encode(documents) }] })
	lap("rank-again-ms")
	postMessage(times)
}`

func wasmExec(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("dist/wasm_exec.js")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// fullText returns a feed of n made-up articles of 700 words, as blogs have them.
func fullText(n int) string {
	r := rand.New(rand.NewPCG(9, 9))
	var items []string
	for i := range n {
		word := func() string {
			k := int(r.ExpFloat64() * float64(200+i%10*300))
			return string(rune('a'+k%26)) + fmt.Sprintf("%x", k) + [...]string{"ing", "ed", "s", "ly", "tion"}[k%5]
		}
		var text strings.Builder
		for p := range 14 {
			text.WriteString("<p>")
			for range 50 {
				text.WriteString(word() + " ")
			}
			fmt.Fprintf(&text, `and <a href="/%d">more of it</a>.</p>`, (i+p)%n)
		}
		date := time.Date(2026, 10, 30-i, 7, 0, 0, 0, time.UTC).Format(time.RFC1123Z)
		entry := item("About "+word()+" and "+word(), fmt.Sprintf("/%d", i), html.EscapeString(text.String()))
		items = append(items, strings.Replace(entry, "</item>", "<pubDate>"+date+"</pubDate></item>", 1))
	}
	return strings.Replace(rss(items...), "<channel>", "<channel><language>en</language>", 1)
}
