package widget

import (
	"bytes"
	"embed"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/andybalholm/brotli"

	"github.com/kindred-go/kindred/wasm/widget/internal/hashed"
)

//go:embed dist demo npm/package.json README.md
var embedded embed.FS

// Files returns what a site serves so that the script tag works, all in one
// folder:
//
//   - related.js, the script to paste, and the same under a name with a hash
//   - related-feed, related-worker and related-engine with hashes in their names,
//     which it loads where there is no list made at build time; the engine also
//     compressed, as .wasm.br
//   - related.css, the style sheet alone, for blocks from Go
//   - demo.html and its feed, to try the script on
//   - package.json and README.md, which make the folder an npm package
//   - related.d.ts, types; manifest.json, sizes and integrity hashes; LICENSES.txt
//
// Files with a hash in their name never change. The result is for reading only.
var Files = sync.OnceValue(func() fs.FS {
	files := make(fstest.MapFS)
	put := func(name string, content []byte) { files[name] = &fstest.MapFile{Data: content, Mode: 0o644} }
	for _, name := range []string{
		"dist/related.js", "dist/related.css", "dist/related.d.ts", "dist/manifest.json", "dist/LICENSES.txt",
		"demo/demo.html", "demo/demo-feed.json", "npm/package.json", "README.md",
	} {
		put(path.Base(name), read(name))
	}
	for _, name := range []string{"dist/related.js", "dist/related-feed.js", "dist/related-worker.js"} {
		put(hashed.Name(name, read(name)), read(name))
	}
	packed := read("dist/related-engine.wasm.br")
	engine, err := io.ReadAll(brotli.NewReader(bytes.NewReader(packed)))
	if err != nil {
		panic("the embedded engine is damaged: " + err.Error())
	}
	// Both go by the hash of the packed one, which is how the worker asks for it.
	name := hashed.Name("related-engine.wasm.br", packed)
	put(name, packed)
	put(strings.TrimSuffix(name, ".br"), engine)
	return files
})

func read(name string) []byte {
	content, err := embedded.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	return content
}
