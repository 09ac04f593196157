package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"github.com/kindred-go/kindred/wasm/internal/overlay"
	"github.com/kindred-go/kindred/wasm/internal/postlink"
)

const enginePackage = "github.com/kindred-go/kindred/wasm"

// An engineRecord says what the committed engine was built from.
type engineRecord struct {
	Go      string `json:"go"`
	Bytes   int    `json:"bytes"`   // before compression
	Sources string `json:"sources"` // see sources
}

// buildEngine builds the engine, and takes what goes with it: the runtime of the
// Go release that builds it, and the licences of what is in it.
func buildEngine() error {
	work, err := os.MkdirTemp("", "engine")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	engine, err := compile(work)
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "compressing the engine, which takes a while")
	packed, err := compress(engine)
	if err != nil {
		return err
	}
	sum, err := sources()
	if err != nil {
		return err
	}
	record, err := json.MarshalIndent(engineRecord{runtime.Version(), len(engine), sum}, "", "\t")
	if err != nil {
		return err
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	root := strings.TrimSpace(string(goroot))
	wasmExec, err := os.ReadFile(filepath.Join(root, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	licences, err := licences(root)
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"related-engine.wasm.br": packed, "engine.json": append(record, '\n'), "wasm_exec.js": wasmExec, "LICENSES.txt": licences,
	} {
		if err := os.WriteFile(filepath.Join("dist", name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compile builds the engine: with an overlay that leaves out what it does not need of
// other packages, and without what only stack traces need. What these steps do not
// know, such as a newer Go, they leave as it is.
func compile(work string) ([]byte, error) {
	file := filepath.Join(work, "engine.wasm")
	left, err := overlay.Build(filepath.Join("..", "..", "wasm"), file)
	if err != nil {
		return nil, err
	}
	engine, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	engine, err = postlink.Shrink(engine)
	for _, err := range append(left, err) {
		if err != nil {
			fmt.Fprintln(os.Stderr, "note: the engine is larger than it could be:", err)
		}
	}
	return engine, nil
}

func goCommand(out io.Writer, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "GOFLAGS=")
	cmd.Stdout, cmd.Stderr = out, os.Stderr
	return cmd.Run()
}

// compress compresses as far as Brotli goes, for what is compressed once and
// downloaded often.
func compress(content []byte) ([]byte, error) {
	var packed bytes.Buffer
	w := brotli.NewWriterOptions(&packed, brotli.WriterOptions{Quality: 11, LGWin: 24})
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err := w.Close()
	return packed.Bytes(), err
}

// staleEngine reports whether the engine's sources have changed since it was built.
// That is no error: it is renewed for releases, so that history stays small.
func staleEngine() (bool, error) {
	var record engineRecord
	content, err := os.ReadFile(filepath.Join("dist", "engine.json"))
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal(content, &record); err != nil {
		return false, err
	}
	sum, err := sources()
	return sum != record.Sources, err
}

// A listed package is what go list tells of it.
type listed struct {
	Dir, ImportPath     string
	Standard            bool
	GoFiles, EmbedFiles []string
	Module              *struct {
		Path, Version, Dir string
		Main               bool
	}
}

func engineDeps() (packages []listed, err error) {
	var out bytes.Buffer
	if err := goCommand(&out, "list", "-deps", "-json=Dir,ImportPath,Standard,GoFiles,EmbedFiles,Module", enginePackage); err != nil {
		return nil, err
	}
	for d := json.NewDecoder(&out); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			return nil, err
		}
		if !p.Standard {
			packages = append(packages, p)
		}
	}
	return packages, nil
}

// sources hashes all that decides what the engine is: this module's files, the
// versions of the others, and the steps that make it small.
func sources() (string, error) {
	packages, err := engineDeps()
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	add := func(path string) error {
		content, err := os.ReadFile(path)
		fmt.Fprintf(hash, "%s %d\n%s", filepath.Base(path), len(content), content)
		return err
	}
	for _, p := range packages {
		fmt.Fprintln(hash, p.ImportPath, p.Module.Version)
		if !p.Module.Main {
			continue
		}
		for _, name := range append(p.GoFiles, p.EmbedFiles...) {
			if err := add(filepath.Join(p.Dir, name)); err != nil {
				return "", err
			}
		}
	}
	for _, step := range []string{"overlay", "postlink"} {
		err := filepath.WalkDir(filepath.Join("..", "internal", step), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Name() == "testdata" {
				return fs.SkipDir
			}
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
				return err
			}
			return add(path)
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

var licenceName = regexp.MustCompile(`^(LICENSE|COPYING|PATENTS)(\.(md|txt))?$`)

// licences returns the texts that whoever gives away the engine must give away
// with it.
func licences(goroot string) ([]byte, error) {
	packages, err := engineDeps()
	if err != nil {
		return nil, err
	}
	folders := map[string]string{"Go": goroot}
	for _, p := range packages {
		folders[p.Module.Path] = p.Module.Dir
	}
	var names []string
	for name := range folders {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	out.WriteString("The engine holds code of these projects.\n")
	for _, name := range names {
		entries, err := os.ReadDir(folders[name])
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if !licenceName.MatchString(entry.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(folders[name], entry.Name()))
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&out, "\n== %s: %s\n\n%s\n", name, entry.Name(), strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
		}
	}
	return out.Bytes(), nil
}
