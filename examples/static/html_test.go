package static_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// testHTML has html-validate find nothing in the pages of a folder, but for those
// that only lead elsewhere: Hugo's have no body.
func testHTML(t *testing.T, folder string) {
	program, err := filepath.Abs("node_modules/html-validate/bin/html-validate.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); errors.Is(err, fs.ErrNotExist) {
		missing(t, "html-validate (npm ci in examples/static)")
	}
	pages := 0
	err = filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		page, err := os.ReadFile(name)
		if err == nil && strings.Contains(string(page), `http-equiv="refresh"`) {
			return os.Remove(name)
		}
		pages++
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if pages == 0 {
		t.Skip("no site was built")
	}
	cmd := exec.CommandContext(t.Context(), "node", program, "--preset", "standard", "--formatter", "text", folder)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("html-validate: %v\n%s", err, out)
	}
}
