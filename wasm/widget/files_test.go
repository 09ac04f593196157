package widget_test

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
)

func TestFiles(t *testing.T) {
	if err := fstest.TestFS(widget.Files(), "related.js", "related.css", "related.d.ts", "manifest.json", "LICENSES.txt", "demo.html", "demo-feed.json"); err != nil {
		t.Error(err)
	}
	// Each part names the next by its hash.
	for from, to := range map[string]string{"related.js": "feed", "related-feed": "worker"} {
		text := content(t, from)
		if name := strings.TrimPrefix(part(t, to), "/related/"); !strings.Contains(text, name) {
			t.Errorf("%s does not load %s", from, name)
		}
	}
	engine := strings.TrimPrefix(part(t, "engine"), "/related/")
	if !strings.Contains(content(t, "related-feed"), engine) {
		t.Errorf("the script does not load %s", engine)
	}
	if !strings.HasPrefix(content(t, engine), "\x00asm") {
		t.Error("the engine is no WebAssembly")
	}
}

// file returns the content of the first file whose name begins so.
func content(t testing.TB, prefix string) string {
	t.Helper()
	names, err := fs.Glob(widget.Files(), prefix+"*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no file %s: %v", prefix, err)
	}
	text, err := fs.ReadFile(widget.Files(), names[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What readers download, after Brotli 11, in bytes.
func TestBudgets(t *testing.T) {
	script, style := content(t, "related.js"), strings.TrimSpace(widget.CSS())
	if !strings.Contains(script, style) {
		t.Fatal("the style sheet is not in the script")
	}
	list := lists(t, newsroom(t, "https://www.tidewater-courier.example"), "", related.Query{})[newsroomURL+ward]
	for _, test := range []struct {
		name, content string
		most          int
	}{
		{"script", strings.Replace(script, style, "", 1), 3500},
		{"style sheet", style, 1500},
		{"script with style sheet", script, 5000},
		{"JSON of a page", string(list.AppendJSON(nil)), 1000},
	} {
		var packed bytes.Buffer
		w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
		w.Write([]byte(test.content))
		w.Close()
		t.Logf("%s: %d bytes", test.name, packed.Len())
		if packed.Len() > test.most {
			t.Errorf("%s: %d bytes, want at most %d", test.name, packed.Len(), test.most)
		}
	}
	names, _ := fs.Glob(widget.Files(), "related-engine.*.wasm.br")
	info, err := fs.Stat(widget.Files(), names[0])
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("engine: %d bytes", info.Size())
	if info.Size() > 1_000_000 {
		t.Errorf("engine: %d bytes, want at most 1,000,000", info.Size())
	}
}

func TestHandler(t *testing.T) {
	engine := strings.TrimPrefix(part(t, "engine"), "/related/")
	type answer struct {
		Status                int
		Type, Encoding, Cache string
	}
	const forever = "public, max-age=31536000, immutable"
	for _, test := range []struct {
		name, method, path, accept string
		want                       answer
	}{
		{"the script", "GET", "/assets/related.js", "gzip, br", answer{200, "text/javascript; charset=utf-8", "", "no-cache"}},
		{"the engine, compressed", "GET", "/" + engine, "gzip, deflate, br", answer{200, "application/wasm", "br", forever}},
		{"not compressed", "GET", "/" + engine, "gzip", answer{200, "application/wasm", "", forever}},
		{"not wanted compressed", "GET", "/" + engine, "br;q=0, gzip", answer{200, "application/wasm", "", forever}},
		{"the style sheet", "HEAD", "/related.css", "", answer{200, "text/css; charset=utf-8", "", "no-cache"}},
		{"types", "GET", "/related.d.ts", "", answer{200, "text/plain; charset=utf-8", "", "no-cache"}},
		{"nothing", "GET", "/secret", "", answer{404, "text/plain; charset=utf-8", "", ""}},
		{"a folder", "GET", "/", "", answer{404, "text/plain; charset=utf-8", "", ""}},
		{"a way out", "GET", "/../../go.mod", "", answer{404, "text/plain; charset=utf-8", "", ""}},
		{"a wrong method", "POST", "/related.js", "", answer{405, "text/plain; charset=utf-8", "", ""}},
	} {
		r := httptest.NewRequest(test.method, "/x", nil)
		r.URL.Path = test.path
		r.Header.Set("Accept-Encoding", test.accept)
		w := httptest.NewRecorder()
		widget.Handler().ServeHTTP(w, r)
		got := answer{w.Code, w.Header().Get("Content-Type"), w.Header().Get("Content-Encoding"), w.Header().Get("Cache-Control")}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	r := httptest.NewRequest("GET", "/related.js", nil)
	w := httptest.NewRecorder()
	widget.Handler().ServeHTTP(w, r)
	r.Header.Set("If-None-Match", w.Header().Get("ETag"))
	w = httptest.NewRecorder()
	if widget.Handler().ServeHTTP(w, r); w.Code != 304 {
		t.Errorf("asked again, it answers %d, want 304", w.Code)
	}
}

// The hashes for integrity attributes are those of the files.
func TestManifest(t *testing.T) {
	var manifest struct {
		Files map[string]struct{ Integrity, Hashed string }
	}
	if err := json.Unmarshal([]byte(content(t, "manifest.json")), &manifest); err != nil {
		t.Fatal(err)
	}
	if len(manifest.Files) != 4 {
		t.Errorf("the manifest has %d files", len(manifest.Files))
	}
	for name, f := range manifest.Files {
		if f.Hashed != "" {
			name = f.Hashed
		}
		sum := sha512.Sum384([]byte(content(t, name)))
		if got := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); got != f.Integrity {
			t.Errorf("%s: %s, want %s", name, f.Integrity, got)
		}
	}
}

// The sources keep to the types that are written beside them.
func TestTypes(t *testing.T) {
	tsc := filepath.Join("node_modules", ".bin", "tsc")
	if _, err := os.Stat(tsc); err != nil {
		if os.Getenv("KINDRED_REQUIRE_BROWSERS") == "1" {
			t.Fatal("TypeScript is not installed: run npm ci in wasm/widget")
		}
		t.Skip("TypeScript is not installed: run npm ci in wasm/widget")
	}
	if out, err := exec.Command(tsc, "-p", "src").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
