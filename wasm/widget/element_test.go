package widget_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/wasm/widget"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// The script makes the same elements as Go does, of the same files.
func TestScriptBlocks(t *testing.T) {
	type input struct {
		Name, Want string
		Attributes map[string]any
		List       json.RawMessage
	}
	var inputs []input
	for name := range readBlocks(t) {
		path := filepath.Join("testdata", "blocks", name)
		text, err := os.ReadFile(path + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var in struct {
			Options map[string]any
			List    json.RawMessage
		}
		if err := json.Unmarshal(text, &in); err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(path + ".html")
		if err != nil {
			t.Fatal(err)
		}
		if in.Options["excerpt"] == -1.0 {
			in.Options["excerpt"] = "off"
		}
		inputs = append(inputs, input{name, string(want), in.Options, in.List})
	}
	each(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/": {text: `<!doctype html><html lang="en"><title>Blocks</title><body><main></main>` + tag}})
		p := b.NewPage(t, still)
		p.Open(s.url + "/")
		p.Wait(`customElements.get("related-articles")`)
		for _, in := range inputs {
			var got struct{ Got, Want string }
			p.Eval(`(async ({ Want, Attributes, List }) => {
				const element = document.createElement("related-articles")
				for (const name in Attributes) if (name !== "id") element.setAttribute(name, Attributes[name])
				element.setAttribute("src", "data:application/json," + encodeURIComponent(JSON.stringify(List)))
				element.setAttribute("loading", "eager")
				const done = new Promise(done => ["render", "empty", "error"].forEach(what => element.addEventListener("related-" + what, done)))
				document.querySelector("main").append(element)
				await done
				await 0
				while (!element.firstElementChild && Want) await new Promise(done => setTimeout(done, 5))
				const template = document.createElement("template")
				template.innerHTML = Want
				const got = element.cloneNode(true)
				const id = template.content.querySelector("[id]")?.id
				got.querySelector("section")?.setAttribute("aria-labelledby", id)
				got.querySelector("[id]")?.setAttribute("id", id)
				element.remove()
				return { Got: got.innerHTML, Want: template.innerHTML }
			})(`+asJSON(t, in)+`)`, &got)
			// Releases of ICU differ in the digits of Arabic.
			lines := strings.NewReplacer("><", ">\n<", "٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9")
			if diff := cmp.Diff(lines.Replace(got.Want), lines.Replace(got.Got)); diff != "" {
				t.Errorf("%s (-Go +script):\n%s", in.Name, diff)
			}
		}
	})
}

// The script has the headings that Go has, in all languages.
func TestHeadings(t *testing.T) {
	var tags []string
	want := make(map[string]string)
	text, err := os.ReadFile("labels.json")
	if err != nil {
		t.Fatal(err)
	}
	var table map[string]struct{ Also []string }
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	for tag, words := range table {
		tags = append(append(tags, tag), words.Also[:min(3, len(words.Also))]...)
	}
	for _, tag := range append(tags, "tlh", "constructor", "de_CH", "pt-BR-x-own", "zh-Hant-SG") {
		want[tag] = widget.Heading(tag)
	}
	once(t, func(t *testing.T, b *browser.Browser) {
		s := newSite(t, map[string]file{"/": {text: `<!doctype html><html lang="en"><title>Headings</title><main></main>` + tag}})
		p := b.NewPage(t, browser.Options{ReducedMotion: true})
		p.Open(s.url + "/")
		p.Wait(`customElements.get("related-articles")`)
		got := make(map[string]string)
		p.Eval(`(async tags => {
			const got = {}
			await Promise.all(tags.map(async tag => {
				const element = Object.assign(document.createElement("related-articles"), { lang: tag })
				element.setAttribute("src", `+quoted(list)+`)
				element.setAttribute("loading", "eager")
				document.querySelector("main").append(element)
				await element.refresh()
				got[tag] = element.querySelector(".related-heading").textContent
			}))
			return got
		})(`+asJSON(t, slices.Collect(maps.Keys(want)))+`)`, &got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("headings (-Go +script):\n%s", diff)
		}
	})
}
