package related_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Who uses the engine alone gets the engine alone: these are all the modules
// that it and its tests need.
func TestImports(t *testing.T) {
	const self = "github.com/kindred-go/kindred/related"
	deps := list(t, "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", self)
	var modules []string
	for _, path := range deps {
		switch {
		case path == self, strings.HasPrefix(path, self+"/internal/"):
		case strings.HasPrefix(path, "golang.org/x/"):
			modules = append(modules, strings.Join(strings.SplitN(path, "/", 4)[:3], "/"))
		default:
			parts := strings.SplitN(path, "/", 4)
			modules = append(modules, strings.Join(parts[:3], "/"))
		}
	}
	slices.Sort(modules)
	want := []string{"github.com/blevesearch/snowballstem", "github.com/clipperhouse/uax29", "golang.org/x/text"}
	if diff := cmp.Diff(want, slices.Compact(modules)); diff != "" {
		t.Errorf("modules that package related imports (-want +got):\n%s", diff)
	}

	// Its own files keep to what a small binary can afford.
	for _, path := range list(t, "-f", `{{join .Imports "\n"}}`, self, self+"/internal/...") {
		if slices.Contains([]string{"fmt", "reflect", "encoding/json", "regexp", "os"}, path) || path == "net" || strings.HasPrefix(path, "net/") {
			t.Errorf("package related imports %s", path)
		}
	}

	// A dependent's go mod tidy follows the tests as well.
	for _, path := range list(t, "-test", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", self) {
		if strings.HasPrefix(path, "github.com/kindred-go/kindred/feed") || strings.Contains(path, "gofeed") {
			t.Errorf("the tests of package related import %s", path)
		}
	}
}

func list(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}
