package widget_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// In a browser the engine, as it is in this tree, gives the lists of the native one,
// to the byte.
func TestListsEqualNative(t *testing.T) {
	feeds := map[string]string{"/feed.xml": newsroom(t, newsroomURL), "/made.xml": generated(150)}
	engine := buildEngine(t)
	each(t, func(t *testing.T, b *browser.Browser) {
		const block = `<related-articles loading="eager" limit="10" excerpt="80" feed="`
		s := newSite(t, map[string]file{
			"/":               article(block + `/feed.xml"></related-articles>` + block + `/made.xml"></related-articles>` + tag),
			part(t, "engine"): {engine, map[string]string{"Content-Type": "application/wasm"}},
		})
		want := make(map[string]string)
		for path, feed := range feeds {
			s.files[path] = file{text: feed}
			for url, list := range lists(t, feed, s.url+path, related.Query{Limit: 10, Excerpt: 80}) {
				want[url] = string(list.AppendJSON(nil))
			}
		}
		p := b.NewPage(t, still)
		p.Open(s.url + "/")
		settled(p)
		p.Wait(`(await ` + kept + `).filter(([key]) => key.startsWith("site")).length === 2`)
		var entries [][2]any
		p.Eval(kept, &entries)
		got := make(map[string]string)
		for _, entry := range entries {
			line, ok := entry[1].(string)
			var list related.List
			if ok && strings.HasPrefix(entry[0].(string), "lists") && json.Unmarshal([]byte(line), &list) == nil && !strings.HasPrefix(list.URL, s.url) {
				got[list.URL] = line
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("lists (-native +browser):\n%s", diff)
		}
	})
}

// buildEngine builds the engine of this tree.
func buildEngine(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "engine.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", name, "github.com/kindred-go/kindred/wasm")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	engine, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(engine)
}

// generated returns a feed of n made-up articles.
func generated(n int) string {
	r := rand.New(rand.NewPCG(5, 5))
	var items []string
	for i := range n {
		word := func() string { return fmt.Sprintf("w%dx", int(r.ExpFloat64()*float64(30+i%9*50))) }
		var text []string
		for range 40 + r.IntN(200) {
			text = append(text, word())
		}
		items = append(items, item(strings.Join(text[:5], " "), fmt.Sprintf("https://made.example/%d", i), strings.Join(text, " ")))
	}
	return rss(items...)
}
