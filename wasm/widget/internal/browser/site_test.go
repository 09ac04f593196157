package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

// site is what the pages of these tests are, by their paths.
var site = map[string]string{
	"/plain": `<title>Plain</title><p id=red style="color: rgb(255, 0, 0)">Nothing here`,
	"/data":  `{"n": 3, "list": ["a", "ü"]}`,
	"/history": `<title>History</title><script>
		addEventListener("pageshow", e => self.persisted = e.persisted)</script>`,
	"/strict": `<title>Strict</title><style>p { color: red }</style><p>Styled by nobody
		<script>console.warn("careful", 3); setTimeout(() => { throw new TypeError("thrown") });
		new Worker("/worker.js").onmessage = () => self.done = true</script>`,
	"/worker.js":   `fetch("/from-worker").then(() => { console.log("at work"); postMessage(1) })`,
	"/working":     `<title>Working</title><script src="/kept.js"></script><script>new Worker("/worker.js").onmessage = () => self.done = true</script>`,
	"/kept.js":     `self.kept = true`,
	"/from-worker": `ok`,
	"/input": `<title>Input</title><style>
		#hover:hover { color: rgb(1, 2, 3) } #late { margin-top: 3000px } input:focus-visible { outline: 3px solid red }</style>
		<a id=first href="#x">First</a> <input id=text> <p id=hover>Hover</p> <x-box></x-box>
		<button id=late onclick="self.clicked = event.isTrusted + ' ' + event.pointerType">Late</button>
		<script>customElements.define("x-box", class extends HTMLElement {
			connectedCallback() { this.attachShadow({mode: "open"}).innerHTML = "<button onclick='self.inner = true'>Inner</button>" }
		})</script>`,
	"/script": `<title>Script</title><p id=out>before</p><noscript><p>shown</p></noscript>
		<script>document.getElementById("out").textContent = "after"</script>`,
	"/tall": `<meta name=viewport content="width=device-width"><title>Tall</title>
		<style>body { margin: 0; background: rgb(0, 0, 255); height: 1200px; position: relative }
		#end { position: absolute; bottom: 0; left: 10px; width: 50px; height: 20px; background: rgb(255, 0, 0) }</style><div id=end></div>`,
	"/shift": `<title>Shift</title><style>body { margin: 0 }</style><div id=gap></div><p style="height: 300px">Moved`,
	"/bad": `<html lang=en><title>Bad</title><main><h1>Bad</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
		<p style="color: #999; background: #fff">Pale</p></main>`,
	"/good": `<html lang=en><title>Good</title><main><h1>Good</h1><p>Text with <a href="/plain">a link</a>.</p></main>`,
}

func serve(t *testing.T) string {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := site[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		switch r.URL.Path {
		case "/data":
			w.Header().Set("Content-Type", "application/json")
		case "/kept.js", "/worker.js":
			w.Header().Set("Content-Type", "text/javascript")
		case "/from-worker":
			w.Header().Set("Content-Type", "text/plain")
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			text = "<!doctype html><link rel=icon href=data:,>" + text
		}
		if r.URL.Path == "/kept.js" {
			w.Header().Set("Cache-Control", "max-age=3600")
		}
		if r.URL.Path == "/strict" || r.URL.Path == "/bad" {
			w.Header().Set("Content-Security-Policy", "script-src 'self' 'unsafe-inline'; style-src 'self'")
		}
		fmt.Fprint(w, text)
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

// each runs a test in every engine.
func each(t *testing.T, test func(t *testing.T, b *Browser, site string)) {
	t.Parallel()
	for _, b := range All() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			test(t, b, serve(t))
		})
	}
}
