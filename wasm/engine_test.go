//go:build !js

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/internal/postlink"
)

// build gives the engine as it is delivered, that is shrunk, and what Node needs to run it.
func build(t *testing.T) (node, wasmExec, engine string) {
	t.Helper()
	return delivered(t, plain)
}

// made is an engine that all tests share: to link it takes seconds.
type made struct {
	module   []byte
	wasmExec string
	notes    []error // what could not be done, which makes it larger
}

// plain is the engine as go build makes it.
var plain = sync.OnceValues(func() (made, error) {
	return makeEngine(func(name string) ([]error, error) {
		cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", name, ".")
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		if out, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
		return nil, nil
	})
})

// makeEngine shrinks what build writes to a file.
func makeEngine(build func(name string) ([]error, error)) (m made, err error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return m, err
	}
	m.wasmExec = filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js")
	dir, err := os.MkdirTemp("", "kindred-engine-")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "engine.wasm")
	if m.notes, err = build(name); err != nil {
		return m, err
	}
	if m.module, err = os.ReadFile(name); err != nil {
		return m, err
	}
	small, err := postlink.Shrink(m.module)
	if err != nil {
		m.notes = append(m.notes, err) // with another release of Go it is delivered as it is
		return m, nil
	}
	m.module = small
	return m, nil
}

// delivered writes an engine to a file of the test.
func delivered(t *testing.T, get func() (made, error)) (node, wasmExec, engine string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("Node.js is not installed: install it (apt-get install nodejs) to run the engine in WebAssembly")
	}
	m, err := get()
	if err != nil {
		t.Fatal(err)
	}
	for _, note := range m.notes {
		t.Log(note)
	}
	engine = filepath.Join(t.TempDir(), "engine.wasm")
	if err := os.WriteFile(engine, m.module, 0o644); err != nil {
		t.Fatal(err)
	}
	return node, m.wasmExec, engine
}

// Wrong calls are answered with an error, and the engine runs on.
func TestMisuse(t *testing.T) {
	node, wasmExec, engine := build(t)
	if out, err := exec.Command(node, filepath.Join("testdata", "misuse.mjs"), wasmExec, engine).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// The engine in WebAssembly gives the lists of the native one, to the byte.
func TestListsEqualNative(t *testing.T) {
	node, wasmExec, engine := build(t)
	testLists(t, node, wasmExec, engine)
}

// testLists compares the lists of an engine with those of the native one.
func testLists(t *testing.T, node, wasmExec, engine string) {
	t.Helper()
	generated := filepath.Join(t.TempDir(), "generated.jsonl")
	if err := os.WriteFile(generated, articles(300), 0o644); err != nil {
		t.Fatal(err)
	}
	newsroom := filepath.Join("..", "examples", "newsroom")
	for _, test := range []struct {
		name    string
		files   []string
		options string
		opts    *related.Options
		query   related.Query
	}{
		{"RSS", []string{filepath.Join(newsroom, "feed.xml")}, `{}`, nil, related.Query{}},
		{"Atom, more of everything", []string{filepath.Join(newsroom, "atom.xml")}, `{"limit": 10, "minScore": -1, "terms": 5, "excerpt": 80}`,
			nil, related.Query{Limit: 10, MinScore: -1, Terms: 5, Excerpt: 80}},
		{"two feeds", []string{filepath.Join(newsroom, "feed.json"), generated}, `{"limit": 10}`, nil, related.Query{Limit: 10}},
		{"tags only", []string{filepath.Join(newsroom, "feed.json"), generated}, `{"tagsOnly": true, "neverTags": ["comment"], "limit": 10, "terms": 3}`,
			&related.Options{TagsOnly: true, NeverTags: []string{"comment"}}, related.Query{Limit: 10, Terms: 3}},
	} {
		t.Run(test.name, func(t *testing.T) {
			args := append([]string{filepath.Join("testdata", "lists.mjs"), wasmExec, engine, test.options}, test.files...)
			cmd := exec.Command(node, args...)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			got, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, stderr.String())
			}
			if diff := cmp.Diff(native(t, test.files, test.opts, test.query), string(got)); diff != "" {
				t.Errorf("lists of %s and wasm differ (-%[1]s +wasm):\n%s", runtime.GOARCH, diff)
			}
		})
	}
}

// native returns the lists as JSON Lines.
func native(t *testing.T, files []string, opts *related.Options, q related.Query) string {
	t.Helper()
	var collections [][]related.Document
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := feed.Parse(bytes.NewReader(data), nil)
		if err != nil {
			t.Fatal(err)
		}
		collections = append(collections, f.Documents)
	}
	docs, _ := feed.Merge(collections...)
	idx, err := related.New(docs, opts)
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	for list, err := range idx.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(list.AppendJSON(out), '\n')
	}
	return string(out)
}

// articles returns n made-up articles as JSON Lines.
func articles(n int) []byte {
	r := rand.New(rand.NewPCG(7, 7))
	var b []byte
	for i := range n {
		word := func() string { return fmt.Sprintf("w%dx", int(r.ExpFloat64()*float64(30+i%9*50))) }
		var text []string
		for range 40 + r.IntN(200) {
			text = append(text, word())
		}
		d := related.Document{ID: fmt.Sprint("made-", i), Title: strings.Join(text[:5], " "), Content: strings.Join(text, " "), Tags: []string{word(), word()}}
		b, _ = feed.AppendItem(b, &d)
		b = append(b, '\n')
	}
	return b
}
