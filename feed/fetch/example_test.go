package fetch_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/kindred-go/kindred/feed/fetch"
)

func Example() {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			fmt.Fprint(w, `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>`)
			return
		}
		fmt.Fprint(w, `<rss><channel><title>The Tide</title>
			<item><title>High water at noon</title><link>https://tide.example/noon</link></item></channel></rss>`)
	}))
	defer site.Close()

	// A real site is not on this machine: leave AllowPrivate out.
	client := fetch.Client{AllowPrivate: true}
	result, err := client.Feed(context.Background(), site.URL)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range result.Documents {
		fmt.Println(result.Title+":", d.Title, d.URL)
	}
	// Output: The Tide: High water at noon https://tide.example/noon
}
