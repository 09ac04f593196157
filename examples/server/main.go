// Command server is a small blog that shows under each post what to read next.
// The lists are made on the server: readers need no JavaScript.
//
//	go run ./examples/server
package main

import (
	_ "embed"
	"flag"
	"html/template"
	"log"
	"net/http"
	"os"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

//go:embed page.html
var pageHTML string

var pages = template.Must(template.New("").Parse(pageHTML))

func main() {
	addr := flag.String("addr", "localhost:8080", "address to listen on")
	file := flag.String("feed", "examples/newsroom/feed.xml", "feed with the posts")
	flag.Parse()
	f, err := os.Open(*file)
	if err != nil {
		log.Fatal(err)
	}
	posts, err := feed.Parse(f, nil)
	if err != nil {
		log.Fatal(err)
	}
	handler, err := newBlog(posts)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("http://%s", *addr)
	log.Fatal(http.ListenAndServe(*addr, handler))
}

// newBlog serves the posts at /post?id=, and a list of them at /. The index is
// made once: it is safe for as many readers as come.
func newBlog(posts *feed.Feed) (http.Handler, error) {
	idx, err := related.New(posts.Documents, nil)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		render(w, "home", posts)
	})
	mux.HandleFunc("GET /post", func(w http.ResponseWriter, r *http.Request) {
		post, ok := idx.Document(r.FormValue("id"))
		if !ok {
			http.NotFound(w, r)
			return
		}
		matches, err := idx.Related(post.ID, related.Query{})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		render(w, "post", map[string]any{"Post": post, "Related": matches})
	})
	return mux, nil
}

func render(w http.ResponseWriter, name string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := pages.ExecuteTemplate(w, name, data); err != nil {
		log.Print(err)
	}
}
