package widget_test

import (
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
)

var update = flag.Bool("update", false, "write the expected blocks anew")

// A block is what testdata/blocks/*.json holds: the script's tests read the same files
// and expect the same elements.
type block struct {
	Options *widget.Options `json:"options"`
	List    related.List    `json:"list"`
}

func readBlocks(t testing.TB) map[string]block {
	t.Helper()
	paths, err := filepath.Glob("testdata/blocks/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no blocks: %v", err)
	}
	blocks := make(map[string]block)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var b block
		d := json.NewDecoder(strings.NewReader(string(data)))
		d.DisallowUnknownFields()
		if err := d.Decode(&b); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		blocks[strings.TrimSuffix(filepath.Base(path), ".json")] = b
	}
	return blocks
}

func TestBlocks(t *testing.T) {
	for name, b := range readBlocks(t) {
		t.Run(name, func(t *testing.T) {
			html, err := widget.HTML(b.List, b.Options)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata/blocks", name+".html")
			if *update {
				if err := os.WriteFile(path, []byte(html), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("%s is missing: go test ./wasm/widget -update", path)
			}
			if diff := cmp.Diff(elements(string(want)), elements(string(html))); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// elements breaks a block into lines, for a diff that can be read.
func elements(html string) []string { return strings.SplitAfter(html, ">") }
