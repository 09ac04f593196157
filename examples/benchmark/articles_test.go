package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestArticlesAreTheSameInEveryRun(t *testing.T) {
	articles := generate(200)
	if diff := cmp.Diff(articles, generate(200)); diff != "" {
		t.Error(diff)
	}
	words, stories := 0, map[int]int{}
	for _, a := range articles {
		words += len(strings.Fields(a.Text))
		stories[a.Story]++
		if len(a.Tags) < 1 || len(a.Tags) > 6 || a.Title == "" || a.Story < 1 {
			t.Errorf("got %+v", a)
		}
	}
	if mean := words / len(articles); mean < 250 || mean > 450 {
		t.Errorf("%d words a text", mean)
	}
	if n := len(stories); n < 10 || n > 17 {
		t.Errorf("%d stories of 200 articles", n)
	}
}

func TestCoinedWordsDiffer(t *testing.T) {
	words := coinWords(vocabulary)
	seen := map[string]bool{}
	for _, word := range words {
		if seen[word] {
			t.Errorf("%q is there twice", word)
		}
		seen[word] = true
	}
	if len(words) != vocabulary || len(words[0]) > 4 || len(words[vocabulary-1]) < 5 {
		t.Errorf("%d words, from %q to %q", len(words), words[0], words[len(words)-1])
	}
}

func TestKeywords(t *testing.T) {
	articles := []article{
		{Title: "Ferry strike", Text: "The crews of the ferry, the ferry to Queel.", Tags: []string{"strike"}},
		{Title: "Ferry sails", Text: "The crews won the day."},
		{Title: "Flood", Text: "The river rose over the day."},
	}
	// "the" is in all and weighs nothing; "queel" is in one alone.
	want := [][]string{{"ferry", "crews", "the"}, {"crews", "day", "ferry", "the"}, {"day", "the"}}
	if diff := cmp.Diff(want, keywords(articles)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestKeywordsAreLimited(t *testing.T) {
	a := article{Text: strings.Join(coinWords(100), " ")}
	if got := len(keywords([]article{a, a, {}})[0]); got != keywordsEach {
		t.Errorf("%d keywords", got)
	}
}

func TestReadLines(t *testing.T) {
	file := filepath.Join(t.TempDir(), "numbers")
	if err := os.WriteFile(file, []byte("1\n2\n3\n\"four\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	got, err := readLines[int](file, 3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 2, 3}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := readLines[int](file, 0); err == nil || !strings.Contains(err.Error(), "value 4") {
		t.Errorf("error %v", err)
	}
}

func TestYardstickReadsEveryWord(t *testing.T) {
	y := new(yardstick)
	if err := y.build([]article{{Title: "One two", Text: "Two, THREE. Zwölf two"}}, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]uint32{0, 1, 1, 2, 3, 1}, y.tokens); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
