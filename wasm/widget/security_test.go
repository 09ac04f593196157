package widget_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

const (
	strict       = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' https:"
	strictEngine = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' https:"
	trustedTypes = "; require-trusted-types-for 'script'; trusted-types kindred"
)

// Under the strictest policies: ways 1 and 2 need nothing, way 3 'wasm-unsafe-eval',
// and with Trusted Types the one policy.
func TestContentSecurityPolicy(t *testing.T) {
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{})
		// Before the script: the block is near, so it may fail before the test can listen.
		s.files["/listen.js"] = file{`addEventListener("related-error", e => self.failed = e.detail.error.message)`, map[string]string{"Content-Type": "text/javascript"}}
		s.files["/list.json"] = file{text: string(lists(t, s.files["/feed.xml"].text, "", related.Query{})[s.url+ward].AppendJSON(nil))}
		p := b.NewPage(t, still)
		for name, test := range map[string]struct {
			policy, block string
			works         bool
		}{
			"JSON, strict":                                {strict, `<related-articles src="/list.json"></related-articles>` + tag, true},
			"JSON, strict, Trusted Types":                 {strict + "; require-trusted-types-for 'script'; trusted-types 'none'", `<related-articles src="/list.json"></related-articles>` + tag, true},
			"feed, strict":                                {strict, tag, false},
			"feed, with WebAssembly":                      {strictEngine, tag, true},
			"feed, with WebAssembly and Trusted Types":    {strictEngine + trustedTypes, tag, true},
			"a heading of a rare language, Trusted Types": {strict + trustedTypes, `<related-articles src="/list.json" lang="eu"></related-articles>` + tag, true},
		} {
			page := article(`<script src="/listen.js"></script>` + test.block)
			page.header = map[string]string{"Content-Security-Policy": test.policy}
			page.text = strings.Replace(page.text, "<style>#far { height: 4000px }</style>", "", 1)
			s.files[ward] = page
			for _, name := range []string{"worker", "feed"} { // what a server sends with every answer
				s.files[part(t, name)] = file{embedded(t, part(t, name)), map[string]string{"Content-Type": "text/javascript", "Content-Security-Policy": test.policy, "Cache-Control": "no-store"}}
			}
			before := len(console(b, p))
			p.Open(s.url + ward)
			p.Wait(`customElements.get("related-articles")`)
			if test.works {
				p.Wait(there)
				if got := shown(p); len(got) == 0 {
					t.Errorf("%s: nothing is shown", name)
				}
				var display string
				if p.Eval(`getComputedStyle(document.querySelector(".related-list")).display`, &display); display != "grid" {
					t.Errorf("%s: the list is displayed as %s: the style sheet is not in force", name, display)
				}
			} else {
				p.Wait(`self.failed`)
			}
			said := console(b, p)[before:]
			if test.works && (strings.Contains(said, "Security") || strings.Contains(said, "Trusted")) {
				t.Errorf("%s: %s", name, said)
			}
			if !test.works && b.Can(browser.Console) && !strings.Contains(said, "wasm-unsafe-eval") {
				t.Errorf("%s: the console does not say what to do:\n%s", name, said)
			}
			forget(p)
		}
	})
}

func embedded(t testing.TB, path string) string {
	t.Helper()
	w := httptest.NewRecorder()
	widget.Handler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Body.String()
}

// What a hostile feed holds is text, or is not shown.
func TestHostileFeed(t *testing.T) {
	text := "The ferry in the harbour waits for the tide, and the tide waits for the moon over the pier."
	feed := rss(
		item("A night on ward 6", ward, text),
		item("&lt;img src=x onerror=self.hacked=1&gt; ferry", "/1", text+" &lt;script&gt;self.hacked=1&lt;/script&gt; gulls"),
		item("Script ferry", "javascript:self.hacked=1", text+" mist"),
		item("Data ferry", "data:text/html,&lt;script&gt;opener.hacked=1&lt;/script&gt;", text+" fog"),
		item("Login ferry", "https://user:secret@bank.example/", text+" rain"),
		item("Good ferry", "https://good.example/2", text+" snow"),
		`<item><title>Picture ferry</title><link>/3</link><media:content url="javascript:self.hacked=1" medium="image"/><description>`+text+` hail</description></item>`,
		`<item><title>{"__proto__": 1} ferry \u003cscript\u003e</title><link>/4?a="onclick="self.hacked=1</link><description>`+text+` wind</description></item>`,
	)
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{ward: article(`<related-articles limit="10" min-score="off"></related-articles>` + tag), "/feed.xml": {text: feed}})
		p := b.NewPage(t, still)
		p.Open(s.url + ward)
		p.Wait(`customElements.get("related-articles")`)
		p.Eval(near, nil)
		p.Wait(there)
		var got struct {
			Hacked, Foreign bool
			Links           []string
		}
		p.Eval(`({ Hacked: "hacked" in self, Foreign: Boolean(document.querySelector(".related :is(script, iframe, [onerror], [onclick])")),
			Links: [...document.querySelectorAll(".related a")].map(a => new URL(a.href).protocol) })`, &got)
		if got.Hacked || got.Foreign || len(got.Links) < 3 {
			t.Errorf("%+v", got)
		}
		for _, protocol := range got.Links {
			if protocol != "http:" && protocol != "https:" {
				t.Errorf("a link to %s", protocol)
			}
		}
		for _, title := range shown(p) {
			if strings.HasPrefix(title, "Script") || strings.HasPrefix(title, "Data") || strings.HasPrefix(title, "Login") {
				t.Errorf("%s is shown", title)
			}
		}
	})
}

// What is wrong is told to the owner in the console, and the reader sees the fallback.
func TestFailures(t *testing.T) {
	elsewhere := newSite(t, map[string]file{}) // sends no CORS headers with its feed
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{})
		s.files["/news.xml"] = s.files["/feed.xml"]
		s.files["/html"] = file{text: "<!doctype html><html><title>Home</title><p>Hello"}
		s.files["/alone/related.js"] = file{embedded(t, "/related/related.js"), map[string]string{"Content-Type": "text/javascript"}}
		p := b.NewPage(t, still)
		for name, test := range map[string]struct {
			attributes, want string
			shown            bool // there is a list all the same
		}{
			"no feed at all":     {attributes: "", want: "names no feed"},
			"404":                {attributes: `feed="/gone.xml"`, want: "404"},
			"HTML":               {attributes: `feed="/html"`, want: "/html: this is a web page"},
			"another origin":     {attributes: `feed="` + elsewhere.url + `/feed.xml"`, want: "Access-Control-Allow-Origin"},
			"no such server":     {attributes: `src="http://127.0.0.1:1/list.json"`, want: "http://127.0.0.1:1/list.json can't be read"},
			"no list for it":     {attributes: `src='data:application/json,{"/other/":[]}' url="/b"`, want: "has no list for /b"},
			"the script alone":   {attributes: "", want: part(t, "feed")[len("/related/"):] + " can't be loaded: is it there?"},
			"one of two is gone": {`feed="/gone.xml /news.xml"`, "404", true},
			"unknown words":      {`recency="weekly"`, `recency="weekly" means nothing; write auto, news, blog or evergreen`, true},
			"out of range":       {`diversity="2"`, `diversity="2" means nothing; write a number from 0 to 1`, true},
		} {
			page := article(`<related-articles ` + test.attributes + `><p>All articles</p></related-articles>` + tag)
			switch name {
			case "no feed at all":
				page.text = strings.Replace(page.text, `rel="alternate"`, `rel="help"`, 1)
			case "the script alone":
				page.text = strings.Replace(page.text, "/related/related.js", "/alone/related.js", 1)
			}
			s.files[ward] = page
			p.Open(s.url + ward)
			p.Wait(`customElements.get("related-articles")`)
			p.Eval(`(addEventListener("related-error", e => self.failed = e.detail.error.message), `+near+`)`, nil)
			if test.shown {
				p.Wait(there)
			} else {
				p.Wait(`self.failed`)
				var text, failed string
				p.Eval(`document.querySelector("related-articles").textContent`, &text)
				p.Eval(`self.failed`, &failed)
				if text != "All articles" {
					t.Errorf("%s: the reader sees %q", name, text)
				}
				if !strings.Contains(failed, test.want) {
					t.Errorf("%s: the error is %q, want %q in it", name, failed, test.want)
				}
			}
			if said := console(b, p); b.Can(browser.Console) && !strings.Contains(said, test.want) {
				t.Errorf("%s: no %q in the console:\n%s", name, test.want, said)
			}
			forget(p)
		}
	})
}

// Without scripts the fallback stays; a server that does not know the type of the
// engine does no harm, and neither does a script from elsewhere.
func TestServers(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		t.Run("no script", func(t *testing.T) {
			s := newSite(t, map[string]file{"/": article(`<related-articles><a href="/archive/">All</a></related-articles>` + tag)})
			p := b.NewPage(t, browser.Options{NoScript: true})
			p.Open(s.url + "/")
			var text string
			if p.Eval(`document.querySelector("related-articles").textContent`, &text); text != "All" {
				t.Errorf("the reader sees %q", text)
			}
		})
		t.Run("wrong types", func(t *testing.T) {
			s := newSite(t, map[string]file{ward: article(tag)})
			s.files[part(t, "engine")] = file{embedded(t, part(t, "engine")), map[string]string{"Content-Type": "application/octet-stream"}}
			p := b.NewPage(t, still)
			p.Open(s.url + ward)
			p.Wait(`document.querySelector("related-articles")`)
			p.Eval(near, nil)
			p.Wait(there)
		})
		t.Run("from a CDN", func(t *testing.T) {
			cdn := newSite(t, map[string]file{})
			for _, kind := range []string{"async", `type="module"`} {
				s := newSite(t, map[string]file{ward: article(`<script ` + kind + ` src="` + cdn.url + `/related/related.js"></script>`)})
				all := lists(t, s.files["/feed.xml"].text, "", related.Query{})
				p := b.NewPage(t, still)
				p.Open(s.url + ward)
				p.Wait(`document.querySelector("related-articles")`)
				p.Eval(near, nil)
				p.Wait(there)
				if diff := cmp.Diff(titles(all[s.url+ward]), shown(p)); diff != "" {
					t.Errorf("%s: titles (-want +got):\n%s", kind, diff)
				}
			}
		})
	})
}
