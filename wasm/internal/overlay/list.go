package overlay

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// A source is a package as go list tells of it.
type source struct {
	ImportPath, Dir     string
	GoFiles, EmbedFiles []string
	Module              *module
	replaced            bool
}

type module struct {
	Path, Dir, GoMod string
	Main             bool
}

// list returns the packages that the engine is built of.
func list(engine string) (map[string]*source, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,GoFiles,EmbedFiles,Module", ".")
	cmd.Dir = engine
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	packages := map[string]*source{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(source)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages[p.ImportPath] = p
	}
}

func (p *source) read() (files, error) {
	f := files{}
	for _, name := range p.GoFiles {
		text, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return nil, err
		}
		f[name] = text
	}
	return f, nil
}

// files are the sources of a package, by name.
type files map[string][]byte

// sum is a short name for the contents of the files.
func (f files) sum() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(f)) {
		fmt.Fprintf(h, "%s %d\n%s", name, len(f[name]), f[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
