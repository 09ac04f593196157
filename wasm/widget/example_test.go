package widget_test

import (
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
)

func ExampleHTML() {
	list := related.List{ID: "strike", Related: []related.Match{{
		ID:        "ferry",
		URL:       "/night-ferry/",
		Title:     "Night ferry returns",
		Excerpt:   "The last boat leaves at ten past…",
		Published: time.Date(2026, time.October, 7, 5, 30, 0, 0, time.UTC),
	}}}
	block, err := widget.HTML(list, &widget.Options{Lang: "en-GB", Layout: "list"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.ReplaceAll(string(block), "><", ">\n<"))
	// Output:
	// <section class="related not-prose" data-layout="list" data-thumbs="none" aria-labelledby="related-1" data-nosnippet data-pagefind-ignore data-kindred-ignore>
	// <h2 class="related-heading" id="related-1">More like this</h2>
	// <ul class="related-list" role="list" data-items="1">
	// <li class="related-item">
	// <div class="related-body">
	// <h3 class="related-title">
	// <a class="related-link" href="/night-ferry/">
	// <bdi>Night ferry returns</bdi>
	// </a>
	// </h3>
	// <p class="related-excerpt">
	// <bdi>The last boat leaves at ten past…</bdi>
	// </p>
	// <p class="related-meta">
	// <time datetime="2026-10-07">7 Oct 2026</time>
	// </p>
	// </div>
	// </li>
	// </ul>
	// </section>
}

func ExampleHeading() {
	fmt.Println(widget.Heading("de-CH"))
	fmt.Println(widget.Heading("fr"))
	fmt.Println(widget.Heading(""))
	// Output:
	// Mehr zum Thema
	// À lire aussi
	// More like this
}

// A page with its block, and no file but the page.
func ExampleCSS() {
	page := "<!doctype html><title>Ferry crews vote to strike</title><style>" + widget.CSS() + "</style>"
	fmt.Println(strings.Contains(page, ".related-list"))
	// Output: true
}
