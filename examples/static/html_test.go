package static_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// testHTML has html-validate find nothing in the pages of a folder.
func testHTML(t *testing.T, folder string) {
	program, err := filepath.Abs("node_modules/html-validate/bin/html-validate.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); errors.Is(err, fs.ErrNotExist) {
		missing(t, "html-validate (npm ci in examples/static)")
	}
	if built, _ := filepath.Glob(filepath.Join(folder, "*")); built == nil {
		t.Skip("no site was built")
	}
	cmd := exec.CommandContext(t.Context(), "node", program, "--preset", "standard", "--formatter", "text", folder)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("html-validate: %v\n%s", err, out)
	}
}
