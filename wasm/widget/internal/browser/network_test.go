package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNetwork(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		p := b.NewPage(t, Options{})
		asked := func(p *Page) []string {
			var paths []string
			for _, r := range p.Requests() {
				if r.Status != 200 {
					t.Errorf("%s: %d", r.URL, r.Status)
				}
				paths = append(paths, strings.TrimPrefix(r.URL, site))
			}
			slices.Sort(paths) // the script and the worker are asked for at once
			return paths
		}
		p.Open(site + "/working")
		p.Wait("self.done")
		if diff := cmp.Diff([]string{"/from-worker", "/kept.js", "/worker.js", "/working"}, asked(p)); diff != "" {
			t.Error(diff)
		}
		again := p.Another()
		again.Open(site + "/working")
		again.Wait("self.done && self.kept")
		if paths := asked(again); slices.Contains(paths, "/kept.js") || !slices.Contains(paths, "/from-worker") {
			t.Errorf("second visit: %v", paths)
		}

		failed := func(url string) (failed bool) {
			again.Eval(`await fetch("`+url+`", {mode: "no-cors"}).then(() => false, () => true)`, &failed)
			return failed
		}
		const outside = "http://example.com/outside"
		if !failed(outside) || !slices.Contains(again.Requests(), Request{URL: outside}) {
			t.Errorf("a request to another machine is not stopped, or not told: %v", again.Requests())
		}
		for _, off := range []bool{true, false} {
			again.Offline(off)
			if failed("/data") != off {
				t.Errorf("offline %t, but so is not the network", off)
			}
			if b.Can(OnLine) {
				again.Wait(map[bool]string{true: "!navigator.onLine", false: "navigator.onLine"}[off])
			}
		}
	})
}

// Pages of one storage share it; others, at the same time or later, see nothing of it.
func TestStorage(t *testing.T) {
	const keep = `await (async () => {
		localStorage.kept = "yes";
		document.cookie = "kept=yes";
		await (await caches.open("kept")).put("/x", new Response("yes"));
		await new Promise((ok, no) => Object.assign(indexedDB.open("kept", 1), {onsuccess: ok, onerror: no}));
		await new Promise(done => document.head.append(Object.assign(document.createElement("script"), {src: "/kept.js", onload: done})));
		return null;
	})()`
	const look = `await (async () => ({
		local: localStorage.kept === "yes",
		cookie: document.cookie === "kept=yes",
		cache: await (await (await caches.open("kept")).match("/x"))?.text() === "yes",
		database: (await indexedDB.databases()).some(d => d.name === "kept"),
	}))()`
	each(t, func(t *testing.T, b *Browser, site string) {
		check := func(t *testing.T, p *Page, kept bool) {
			t.Helper()
			p.Open(site + "/plain")
			got := map[string]bool{}
			p.Eval(look, &got)
			p.Eval(keep, nil)
			got["script"] = !slices.Contains(p.Requests(), Request{site + "/kept.js", 200})
			want := map[string]bool{"local": kept, "cookie": kept, "cache": kept, "database": kept, "script": kept}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
		t.Run("first", func(t *testing.T) {
			p := b.NewPage(t, Options{})
			check(t, p, false)
			t.Run("same storage", func(t *testing.T) { check(t, p.Another(), true) })
			t.Run("at the same time", func(t *testing.T) { check(t, b.NewPage(t, Options{}), false) })
		})
		t.Run("later", func(t *testing.T) { check(t, b.NewPage(t, Options{}), false) })
	})
}
