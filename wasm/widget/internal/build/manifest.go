package main

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/kindred-go/kindred/wasm/widget/internal/hashed"
)

// A manifest tells sites and packagers about the files: how large they are, and
// the hash for an integrity attribute.
type manifest struct {
	Engine json.RawMessage         `json:"engine"`
	Files  map[string]manifestFile `json:"files"`
}

type manifestFile struct {
	Bytes     int    `json:"bytes"`
	Brotli    int    `json:"brotli"`           // after compression with Brotli 11
	Hashed    string `json:"hashed,omitempty"` // its name for ever
	Integrity string `json:"integrity"`
}

func buildManifest() error {
	record, err := read("engine.json")
	if err != nil {
		return err
	}
	m := manifest{Engine: record, Files: make(map[string]manifestFile)}
	for _, name := range []string{"related.js", "related-feed.js", "related-worker.js", "related.css"} {
		content, err := read(name)
		if err != nil {
			return err
		}
		packed, err := compress(content)
		if err != nil {
			return err
		}
		sum := sha512.Sum384(content)
		f := manifestFile{Bytes: len(content), Brotli: len(packed), Integrity: "sha384-" + base64.StdEncoding.EncodeToString(sum[:])}
		if filepath.Ext(name) == ".js" {
			f.Hashed = hashed.Name(name, content)
		}
		m.Files[name] = f
	}
	text, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return err
	}
	return write("manifest.json", append(text, '\n'))
}

func read(name string) ([]byte, error) { return os.ReadFile(filepath.Join("dist", name)) }

func write(name string, content []byte) error {
	return os.WriteFile(filepath.Join("dist", name), content, 0o644)
}
