package related_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"github.com/kindred-go/kindred/related"
)

// A small site: two articles about a ferry strike, two about a wolf, and one
// that has nothing to do with either.
var site = []related.Document{
	{
		ID: "strike", URL: "https://paper.example/business/strike", Title: "Ferry crews vote to strike",
		Content: "The crews of the island ferry want a second engineer on night sailings. The strike begins on Monday.",
		Tags:    []string{"ferry", "strike"},
	},
	{
		ID: "stranded", URL: "https://paper.example/sport/stranded", Title: "Fans stranded on the island",
		Content: "Four hundred fans slept in a school gym because the ferry did not sail. The strike caught them after the final whistle.",
		Tags:    []string{"football", "ferry"},
	},
	{
		ID: "wolf", URL: "https://paper.example/region/wolf", Title: "First wolf in the fells for a century",
		Content: "A farmer filmed the wolf at dawn as it crossed a sheep pasture.",
		Tags:    []string{"wolf"},
	},
	{
		ID: "sheep", URL: "https://paper.example/business/sheep", Title: "Who pays for forty sheep?",
		Content: "The wolf took forty sheep, and the pasture is empty. The farmer waits for the state.",
		Tags:    []string{"Wolf", "farming"},
	},
	{
		ID: "chess", URL: "https://paper.example/sport/chess", Title: "Girl of eleven beats six masters",
		Content: "She learned the openings from her grandmother.",
	},
}

func Example() {
	idx, err := related.New(site, nil)
	if err != nil {
		log.Fatal(err)
	}
	matches, err := idx.Related("wolf", related.Query{Limit: 4})
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range matches {
		fmt.Printf("%s: %s\n", m.Title, m.Excerpt)
	}
	// Output:
	// Who pays for forty sheep?: The wolf took forty sheep, and the pasture is…
}

func ExampleIndex_All() {
	idx, err := related.New(site, nil)
	if err != nil {
		log.Fatal(err)
	}
	for list, err := range idx.All(context.Background(), related.Query{Terms: 2}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(list.Title)
		for _, m := range list.Related {
			fmt.Printf("  %.2f %s (%s, %s)\n", m.Score, m.Title, m.Terms[0].Term, m.Terms[1].Term)
		}
	}
	// Output:
	// Girl of eleven beats six masters
	// Who pays for forty sheep?
	//   0.28 First wolf in the fells for a century (Wolf, sheep)
	// Fans stranded on the island
	//   0.25 Ferry crews vote to strike (ferry, strike)
	// Ferry crews vote to strike
	//   0.25 Fans stranded on the island (ferry, strike)
	// First wolf in the fells for a century
	//   0.28 Who pays for forty sheep? (Wolf, sheep)
}

// A page that is not in the index, a draft for example, has related articles too.
func ExampleIndex_RelatedTo() {
	idx, err := related.New(site, nil)
	if err != nil {
		log.Fatal(err)
	}
	draft := related.Document{Title: "Ferry strike: what passengers can claim"}
	for _, m := range idx.RelatedTo(draft, related.Query{}) {
		fmt.Println(m.Title)
	}
	// Output:
	// Ferry crews vote to strike
	// Fans stranded on the island
}

func ExampleIndex_Explain() {
	idx, err := related.New(site, nil)
	if err != nil {
		log.Fatal(err)
	}
	e, err := idx.Explain("wolf", "sheep", related.Query{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("place %d, score %.4f\n", e.Rank, e.Score)
	for _, s := range e.Signals {
		fmt.Printf("  %-10s %+.4f\n", s.Name, s.Share)
	}
	for _, t := range e.Terms[:3] {
		fmt.Printf("  %s %q %.4f\n", t.Field, t.Term, t.Share)
	}
	// Output:
	// place 1, score 0.2763
	//   text       +0.1173
	//   neighbours +0.1319
	//   title      +0.0145
	//   tags       +0.0169
	//   links      +0.0000
	//   hub        -0.0042
	//   tag "Wolf" 0.0868
	//   word "sheep" 0.0358
	//   word "farmer" 0.0116
}

// Only articles of one section: a filter chooses among the candidates.
func ExampleQuery_filter() {
	idx, err := related.New(site, nil)
	if err != nil {
		log.Fatal(err)
	}
	matches, err := idx.Related("strike", related.Query{
		Filter: func(d *related.Document) bool { return d.Section != "sport" },
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(matches))
	// Output: 1
}

func ExampleIndex_Update() {
	idx, err := related.New(site, nil)
	if err != nil {
		log.Fatal(err)
	}
	idx, changed, err := idx.Update([]related.Document{{
		ID: "fence", URL: "https://paper.example/region/fence", Title: "A fence against the wolf",
		Content: "The farmer builds a fence around the pasture, and the sheep stay inside at night.",
		Tags:    []string{"wolf"},
	}}, []string{"chess"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(idx.Len(), "articles; render again:", changed)
	// Output:
	// 5 articles; render again: [fence sheep stranded strike wolf]
}

func ExampleRead() {
	idx, err := related.New(site, nil)
	if err != nil {
		log.Fatal(err)
	}
	var file bytes.Buffer // or an *os.File
	if _, err := idx.WriteTo(&file); err != nil {
		log.Fatal(err)
	}
	idx, err = related.Read(&file)
	if err != nil {
		log.Fatal(err)
	}
	matches, err := idx.Related("sheep", related.Query{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(matches[0].Title)
	// Output:
	// First wolf in the fells for a century
}
