package overlay

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// fast are the packages into which functions are inlined: those that go through all
// of the text, and what every program stands on. Without it in the others the engine
// is a tenth smaller. Its first lists, which are all that a reader asks for, take as
// long: less code is to be compiled.
var fast = []string{
	"bytes", "encoding/xml", "github.com/blevesearch/snowballstem", "github.com/clipperhouse/uax29/v2/...",
	"github.com/kindred-go/kindred/related/...", "golang.org/x/net/html", "golang.org/x/text/unicode/norm",
	"internal/...", "math/...", "runtime", "runtime/...", "slices", "strings", "unicode", "unicode/...",
}

// Build builds the engine, a package of the module around the folder engine, as it is
// shipped. The flags are further ones of go build. Of each package that was left
// alone, because it is not what its replacement was made for, it says why. If what is
// left does not go together with what is replaced, all is left alone.
func Build(engine, out string, flags ...string) (left []error, err error) {
	folder, err := os.MkdirTemp("", "overlay")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file, left, err := Write(engine, folder)
	if err != nil {
		return left, err
	}
	if out, err = filepath.Abs(out); err != nil {
		return left, err
	}
	args := []string{"build", "-o", out, "-trimpath", "-ldflags=-s -w", "-gcflags=all=-l"}
	for _, p := range fast {
		args = append(args, "-gcflags="+p+"=")
	}
	args = append(args, flags...)
	broken := run(engine, append(args, "-overlay", file, ".")...)
	if broken == nil {
		return left, nil
	}
	if err := run(engine, append(args, ".")...); err != nil {
		return left, err
	}
	return append(left, fmt.Errorf("nothing is replaced: %w", broken)), nil
}

func run(engine string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Dir = engine
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", args[0], err, output)
	}
	return nil
}
