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
	feeds := map[string]string{"newsroom": newsroom(t, newsroomURL), "generated": generated(150)}
	engine := buildEngine(t)
	each(t, func(t *testing.T, b *browser.Browser) {
		for name, feed := range feeds {
			s := newSite(t, map[string]file{
				"/":               {text: article(`<related-articles loading="eager" limit="10" excerpt="80"></related-articles>` + tag).text},
				"/feed.xml":       {text: feed},
				part(t, "engine"): {engine, map[string]string{"Content-Type": "application/wasm"}},
			})
			p := b.NewPage(t, still)
			p.Open(s.url + "/")
			settled(p)
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
			want := make(map[string]string)
			for url, list := range lists(t, feed, s.url+"/feed.xml", related.Query{Limit: 10, Excerpt: 80}) {
				want[url] = string(list.AppendJSON(nil))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: lists (-native +browser):\n%s", name, diff)
			}
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
