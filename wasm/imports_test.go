//go:build !js

package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every package in the engine is downloaded by readers: these modules are all
// that may be in it, and nothing of the network.
func TestImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{with .Module}}{{.Path}}{{end}}", ".")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var modules []string
	for line := range strings.Lines(string(out)) {
		path, module, _ := strings.Cut(strings.TrimSpace(line), " ")
		if path == "net/http" || path == "crypto/tls" || path == "github.com/mmcdole/gofeed" {
			t.Errorf("%s is in the engine", path)
		}
		if module != "" {
			modules = append(modules, module)
		}
	}
	slices.Sort(modules)
	want := []string{
		"github.com/blevesearch/snowballstem",
		"github.com/clipperhouse/uax29/v2",
		"github.com/kindred-go/kindred",
		"github.com/mmcdole/gofeed",
		"github.com/mmcdole/goxpp/v2",
		"golang.org/x/net",
		"golang.org/x/text",
	}
	if diff := cmp.Diff(want, slices.Compact(modules)); diff != "" {
		t.Errorf("modules in the engine (-want +got):\n%s", diff)
	}
}
