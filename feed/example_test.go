package feed_test

import (
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

// From a feed to the list under an article.
func Example() {
	const rss = `<rss version="2.0"><channel>
		<title>Tidewater News</title><link>https://tidewater.example/</link>
		<item><link>/strike</link><title>Ferry crews vote to strike</title>
			<description>The crews of the island ferry walk out on Monday.</description></item>
		<item><link>/otters</link><title>Otters return to the harbour</title>
			<description>A family of otters has moved in below the old quay.</description></item>
		<item><link>/school</link><title>Fans sleep in a school gym</title>
			<description>The ferry did not sail, and the strike caught 400 fans on the island.</description></item>
	</channel></rss>`
	f, err := feed.Parse(strings.NewReader(rss), nil)
	if err != nil {
		log.Fatal(err)
	}
	idx, err := related.New(f.Documents, nil)
	if err != nil {
		log.Fatal(err)
	}
	matches, err := idx.Related(f.Documents[0].ID, related.Query{Limit: 4})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range matches {
		fmt.Println(m.Title)
		fmt.Println(m.URL)
		fmt.Println(m.Excerpt)
	}
	// Output:
	// Fans sleep in a school gym
	// https://tidewater.example/school
	// The ferry did not sail, and the strike caught 400…
}

func ExampleParse() {
	const rss = `<rss version="2.0"><channel>
		<title>Tidewater News</title><link>https://tidewater.example/</link>
		<item>
			<title>Otters &amp;amp; herons return</title>
			<link>/2025/otters</link>
			<category>Nature</category><category>nature</category>
			<description>&lt;p&gt;They are back in the &lt;b&gt;old harbour&lt;/b&gt;.&lt;/p&gt;</description>
			<pubDate>Mon, 03 Feb 2025 08:00:00 +0100</pubDate>
		</item>
	</channel></rss>`
	f, err := feed.Parse(strings.NewReader(rss), nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range f.Documents {
		fmt.Println(d.URL)
		fmt.Println(d.Title)
		fmt.Println(d.Content)
		fmt.Println(d.Tags, d.Published)
	}
	// Output:
	// https://tidewater.example/2025/otters
	// Otters & herons return
	// They are back in the old harbour.
	// [Nature] 2025-02-03 07:00:00 +0000 UTC
}

func ExampleParse_notAFeed() {
	const page = `<!DOCTYPE html><title>Tidewater News</title>
		<link rel="alternate" type="application/rss+xml" href="/feed.xml">`
	_, err := feed.Parse(strings.NewReader(page), &feed.Options{BaseURL: "https://tidewater.example/"})
	fmt.Println(err)
	var not *feed.NotFeedError
	if errors.As(err, &not) {
		fmt.Println(not.What, not.Feeds)
	}
	// Output:
	// this is a web page, not a feed; the page says that its feed is at https://tidewater.example/feed.xml
	// html [https://tidewater.example/feed.xml]
}

func ExampleLines() {
	const items = `{"id":"1","title":"Otters","content_html":"<p>Back again.</p>"}
{"id":"2","title":"Herons"
{"id":"3","title":"Eels","tags":["river"]}`
	for d, err := range feed.Lines(strings.NewReader(items), nil) {
		if err != nil {
			fmt.Println("skipped:", err)
			continue
		}
		fmt.Println(d.ID, d.Title, d.Tags)
	}
	// Output:
	// 1 Otters []
	// skipped: line 2: unexpected end of JSON input
	// 3 Eels [river]
}

func ExampleMerge() {
	news := []related.Document{{ID: "a", URL: "https://tidewater.example/otters/", Title: "Otters"}}
	all := []related.Document{
		{ID: "b", URL: "http://tidewater.example/otters?utm_source=all", Title: "Otters", Content: "They are back."},
		{ID: "c", URL: "https://tidewater.example/eels", Title: "Eels"},
	}
	docs, warnings := feed.Merge(news, all)
	for _, d := range docs {
		fmt.Println(d.ID, d.Title)
	}
	for _, w := range warnings {
		fmt.Println(w)
	}
	// Output:
	// b Otters
	// c Eels
	// item 2 (a): left out: the same article as "b", which is kept
}

func ExampleAppendItem() {
	line, err := feed.AppendItem(nil, &related.Document{ID: "1", Title: "Otters & herons", Authors: []string{"Ada Quill"}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", line)
	// Output:
	// {"id":"1","title":"Otters & herons","authors":[{"name":"Ada Quill"}]}
}
