package widget_test

import (
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

var screenshots = flag.String("screenshots", "", "take screenshots into this `folder`")

// TestScreenshots takes pictures to be looked at, in every engine:
//
//	go test ./wasm/widget -run Screenshots -screenshots /tmp/pictures
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("no -screenshots FOLDER")
	}
	folder := t.TempDir()
	if out, err := exec.Command("go", "run", "../../examples/client", "-newsroom", "../../examples/newsroom/feed.json", "-dir", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	news := httptest.NewServer(http.FileServer(http.Dir(folder)))
	t.Cleanup(news.Close)
	each(t, func(t *testing.T, b *browser.Browser) {
		blog := newSite(t, blogs())
		article := news.URL + "/feed/region/hochwasser-an-der-tessel/"
		for _, shot := range []struct {
			name, url string
			options   browser.Options
		}{
			{"page-desktop", news.URL + "/built/region/tessel-floods-340-homes/", browser.Options{Width: 1200, Height: 700}}, // the README's
			{"page-phone", news.URL + "/built/region/tessel-floods-340-homes/", browser.Options{Width: 390, Height: 700, Dark: true}},
			{"news-desktop", news.URL + "/feed" + ward + "/", browser.Options{Width: 1200}},
			{"news-phone-dark", news.URL + "/json/region/tessel-floods-340-homes/", browser.Options{Width: 390, Height: 844, Scale: 2, Dark: true}},
			{"news-german", article, browser.Options{Width: 768}},
			{"blog-desktop", blog.url + "/grid", browser.Options{Width: 1000}},
			{"blog-plain", blog.url + "/plain", browser.Options{Width: 1000}},
			{"blog-list", blog.url + "/list", browser.Options{Width: 760}},
			{"blog-list-phone", blog.url + "/list", browser.Options{Width: 320, Height: 640, Scale: 2}},
			{"blog-rtl", blog.url + "/rtl", browser.Options{Width: 1000}},
			{"blog-rtl-phone", blog.url + "/rtl", browser.Options{Width: 390, Height: 844, Scale: 2}},
			{"blog-dark", blog.url + "/grid", browser.Options{Width: 1000, Dark: true}},
			{"blog-forced-colours", blog.url + "/grid", browser.Options{Width: 1000, ForcedColors: true}},
			{"blog-print", blog.url + "/grid", browser.Options{Width: 1000, Print: true}},
		} {
			t.Run(shot.name, func(t *testing.T) {
				shot.options.ReducedMotion = true // shown at once
				p := b.NewPage(t, shot.options)
				p.Open(shot.url)
				p.Wait(`document.querySelector("related-articles, .related")`)
				p.Eval(`document.querySelector("related-articles, .related").scrollIntoView({ block: "end" })`, nil)
				p.Wait(`document.querySelector(".related-item")`)
				p.Eval(`document.querySelector("related-articles, .related").scrollIntoView({ block: "end" })`, nil)
				p.Wait(`[...document.querySelectorAll(".related img")].every(i => i.complete || !i.offsetWidth)`)
				name := filepath.Join(*screenshots, strings.ToLower(b.Name)+"-"+shot.name+".png")
				picture := p.ScreenshotOf
				if strings.HasPrefix(shot.name, "page") {
					picture = func(string) []byte { return p.Screenshot() }
				}
				if err := os.WriteFile(name, picture("related-articles, .related"), 0o644); err != nil {
					t.Fatal(err)
				}
			})
		}
	})
}

// blogs are pages of a blog with a face of its own.
func blogs() map[string]file {
	pages := make(map[string]file)
	for path, page := range hosts() {
		text := strings.Replace(page.text, "font: 17px/1.6 Georgia, serif", "font: 18px/1.6 Charter, 'Noto Serif', serif", 1)
		for title, better := range map[string]string{
			"Tides":                 "The tide table my grandfather kept in pencil",
			"Buoys":                 "What a buoy says in fog, and to whom",
			"Charts":                "Reading old charts",
			"المد والجزر":           "جدول المد والجزر الذي كتبه جدي بالقلم الرصاص",
			"When the water comes…": "Thirty years of high water, two lines a day, and…",
			"What lies at anchor…":  "A bell for the pilots, a whistle for the rest…",
		} {
			text = strings.ReplaceAll(text, title, better)
		}
		pages[path] = file{text: strings.ReplaceAll(text, "<main>", `<main style="padding: 2rem">`)}
	}
	return pages
}
