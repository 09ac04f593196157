// Command client shows the browser block on a small newspaper: its lists written
// into the pages, in small JSON files beside them, or ranked in the browser from the
// feed; and a page to try every setting on.
//
//	go run ./examples/client
package main

import (
	"flag"
	"io/fs"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"github.com/kindred-go/kindred/wasm/widget"
)

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	dir := flag.String("dir", "", "write the pages to this folder instead of serving them")
	base := flag.String("base", "", "address of that folder on the web, for absolute links; without it they are from the root, as in /built/")
	file := flag.String("newsroom", "examples/newsroom/feed.json", "feed with the articles, as JSON Feed")
	flag.Parse()
	news, err := readNewsroom(*file)
	if err != nil {
		log.Fatal(err)
	}
	files, err := build(news, *base)
	if err != nil {
		log.Fatal(err)
	}
	if *dir != "" {
		if err := write(files, *dir); err != nil {
			log.Fatal(err)
		}
		return
	}
	log.Printf("http://%s", *addr)
	log.Fatal(http.ListenAndServe(*addr, serve(files)))
}

// policy is as strict as the block allows. The engine is WebAssembly, hence
// 'wasm-unsafe-eval'; nothing is inline, neither scripts nor styles.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
	"img-src 'self' https: data:; style-src 'self'"

func serve(files fs.FS) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/related/", widget.Handler()) // the same files, but compressed and cacheable
	mux.Handle("/", http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Cache-Control", "no-cache")
		mux.ServeHTTP(w, r)
	})
}

func write(files fs.FS, dir string) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
}
