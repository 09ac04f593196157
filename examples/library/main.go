// Command library prints what is related to every article of a feed.
//
//	go run ./examples/library examples/newsroom/feed.xml
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: library FEED")
	}
	file, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	if err := run(file, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(in io.Reader, out io.Writer) error {
	f, err := feed.Parse(in, nil)
	if err != nil {
		return err
	}
	idx, err := related.New(f.Documents, nil)
	if err != nil {
		return err
	}
	for list, err := range idx.All(context.Background(), related.Query{Limit: 4}) {
		if err != nil {
			return err
		}
		fmt.Fprintln(out, list.Title)
		for _, m := range list.Related {
			fmt.Fprintf(out, "  %.2f  %s\n", m.Score, m.Title)
		}
	}
	return nil
}
