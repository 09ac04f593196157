package widget_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// Which of the feeds that a page names are read.
func TestFeedLinks(t *testing.T) {
	const rss, atom, jsonFeed = "application/rss+xml", "application/atom+xml", "application/feed+json"
	link := func(kind, href string) string {
		return `<link rel="alternate" type="` + kind + `" href="` + href + `">`
	}
	once(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{})
		p := b.NewPage(t, still)
		for name, test := range map[string]struct {
			links string
			want  []string
		}{
			"one":                           {link(rss, "/rss"), []string{"/rss"}},
			"of one kind all":               {link(rss, "/news") + link(rss, "/sport"), []string{"/news", "/sport"}},
			"of several kinds the first":    {link(atom, "/atom") + link(rss, "/rss") + link(jsonFeed, "/json"), []string{"/atom"}},
			"with a parameter, in capitals": {link("Application/RSS+XML; charset=utf-8", "/rss"), []string{"/rss"}},
			"WordPress": {link(rss, "/feed/") + link(rss, "/comments/feed/") + link(rss, "/post/feed/") + link("application/json+oembed", "/oembed") +
				link("application/json", "/wp-json/wp/v2/posts/1"), []string{"/feed/"}},
			"not of that name":         {link(rss, "/commentary-feed.xml"), []string{"/commentary-feed.xml"}},
			"none but of other things": {link("text/html", "/amp") + `<link rel="alternate" hreflang="de" href="/de">`, nil},
		} {
			s.files["/post/"] = file{text: `<!doctype html><html lang="en"><title>Post</title><link rel="icon" href="/icon.svg">` + test.links + `<p>Text</p>` +
				`<related-articles loading="eager"></related-articles><script>document.addEventListener("related-error", e => self.failed = e.detail.error.message)</script>` + tag}
			before := len(p.Requests())
			p.Open(s.url + "/post/?utm_source=letter")
			p.Wait(`self.failed`)
			var got []string
			for _, path := range asked(p, s, before) {
				if !strings.HasPrefix(path, "/related/") && !strings.HasPrefix(path, "/post/?") && path != "/post/related.json" {
					got = append(got, path)
				}
			}
			if diff := cmp.Diff(test.want, sorted(got)); diff != "" {
				t.Errorf("%s: feeds (-want +got):\n%s", name, diff)
			}
			forget(p)
		}
	})
}

// A single-page app whose canonical link comes late, or never, gets the new page's list.
func TestStaleCanonical(t *testing.T) {
	mostly(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{})
		page := article(`<related-articles loading="eager"></related-articles>` + tag)
		page.text = strings.Replace(page.text, "<title>", `<link rel="canonical" href="`+ward+`"><title>`, 1)
		s.files[ward] = page
		p := b.NewPage(t, still)
		p.Open(s.url + ward)
		p.Wait(there)
		before := shown(p)
		p.Eval(`history.pushState(null, "", "/region/tessel-floods-340-homes")`, nil)
		var can bool
		if p.Eval(`"navigation" in self`, &can); !can {
			p.Eval(`document.querySelector("related-articles").refresh()`, nil)
		}
		p.Wait(`document.querySelector(".related-title")?.textContent !== ` + asJSON(t, before[0]))
	})
}
