package content_test

import (
	"context"
	"fmt"
	"log"
	"testing/fstest"

	"github.com/kindred-go/kindred/feed/content"
)

func Example() {
	site := fstest.MapFS{ // a program takes os.OpenRoot("content") and its FS
		"posts/2024-05-01-ferry.md": {Data: []byte("---\ntitle: The night ferry\ntags: [harbour, ferry]\nrelated: [/posts/pier/]\n---\n" +
			"It leaves at **ten**.\n<!--more-->\n{{< figure src=\"ferry.jpg\" caption=\"The ferry at the pier\" >}}\n")},
		"posts/_index.md": {Data: []byte("---\ntitle: All posts\n---\n")},
	}
	sources, err := content.Read(context.Background(), site)
	if err != nil {
		log.Print(err) // what could be read is there all the same
	}
	for _, s := range sources {
		fmt.Println(s.Document.Title, s.Document.Tags, s.Document.Pins)
		fmt.Println(s.Document.Summary)
		fmt.Println(s.Addresses[0])
	}
	// Output:
	// The night ferry [harbour ferry] [/posts/pier/]
	// It leaves at ten.
	// /posts/ferry/
}
