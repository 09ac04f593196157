package widget

import (
	"bytes"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/kindred-go/kindred/wasm/widget/internal/hashed"
)

// Handler serves [Files] by the last element of the request's path, wherever it
// is mounted: with the right types, the engine compressed for whom that suits,
// and for ever cacheable where names have hashes. Pages of other origins may load
// them too.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name := path.Base(r.URL.Path)
	content, err := fs.ReadFile(Files(), name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Type", contentType(name))
	if isHashed(name) {
		header.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		header.Set("Cache-Control", "no-cache")
		header.Set("ETag", `"`+hashed.Name(name, content)+`"`)
	}
	if strings.HasSuffix(name, ".wasm") {
		header.Set("Vary", "Accept-Encoding")
		if acceptsBrotli(r.Header.Get("Accept-Encoding")) {
			content, _ = fs.ReadFile(Files(), name+".br")
			header.Set("Content-Encoding", "br")
		}
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// isHashed reports whether a file goes by its hash, as in related.1f2e3d4c.js.
func isHashed(name string) bool {
	parts := strings.Split(name, ".")
	return len(parts) > 2 && len(parts[1]) == 8
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".wasm":
		return "application/wasm"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".br":
		return "application/octet-stream"
	case ".ts", ".txt":
		return "text/plain; charset=utf-8"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// acceptsBrotli reads an Accept-Encoding header (RFC 9110, section 12.5.3).
func acceptsBrotli(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, quality, _ := strings.Cut(part, ";")
		quality = strings.TrimRight(strings.ReplaceAll(quality, " ", ""), "0.")
		if coding = strings.TrimSpace(coding); strings.EqualFold(coding, "br") {
			return quality != "q="
		}
	}
	return false
}
