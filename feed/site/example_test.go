package site_test

import (
	"context"
	"fmt"
	"html"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/kindred-go/kindred/feed/site"
	"github.com/kindred-go/kindred/related"
)

// Read the pages, rank them, and write the lists into them. wasm/widget makes better
// blocks than this one.
func Example() {
	dir := build()
	defer os.RemoveAll(dir)
	ctx := context.Background()

	s, err := site.Read(ctx, dir, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	index, err := related.New(s.Documents, nil)
	if err != nil {
		log.Fatal(err)
	}
	report, err := s.Write(ctx, false, func(p *site.Page) (site.Block, error) {
		matches, err := index.Related(p.Path, related.Query{Limit: 1})
		if err != nil || len(matches) == 0 { // no article, or like no other
			return site.Block{}, nil
		}
		return site.Block{HTML: fmt.Sprintf(`<a href="%s">%s</a>`, matches[0].ID, html.EscapeString(matches[0].Title))}, nil
	}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(report.Changed), "pages written")
	page, err := os.ReadFile(filepath.Join(dir, "nets.html"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(page))
	// Output:
	// 2 pages written
	// <html><body><main><h1>Nets</h1><p>Nets for herring are knotted by hand.</p><div data-related-slot><a href="/knots.html">Knots</a></div></main></body></html>
}

// build is what a static site generator does.
func build() string {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	for name, text := range map[string]string{
		"Nets":  "Nets for herring are knotted by hand.",
		"Knots": "A herring net has knots that are made by hand.",
		"Cakes": "The bakery has cakes with almonds again.",
	} {
		page := "<html><body><main><h1>" + name + "</h1><p>" + text + "</p><div data-related-slot></div></main></body></html>"
		file := strings.ToLower(name) + ".html"
		if err := os.WriteFile(filepath.Join(dir, file), []byte(page), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	return dir
}
