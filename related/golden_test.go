package related_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

var update = flag.Bool("update", false, "write the expected rankings anew")

const (
	collections = "testdata/collections"
	rankings    = "testdata/rankings"
)

// A change of ranking shows as a diff of files: one for each article that has
// a target, beginning with the target's rank, and one with figures for all.
func TestGoldenRankings(t *testing.T) {
	paths, err := filepath.Glob(collections + "/*.jsonl")
	if len(paths) == 0 {
		t.Fatalf("no collections: %v", err)
	}
	got := make(map[string]string)
	var all stats
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "collection\tdocuments\tqueries\tfirst\tin first 4\tMRR\tcoverage@4\tunder 4")
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
		s := rankCollection(t, name, got)
		fmt.Fprintln(w, s.row(name))
		all.add(s)
	}
	fmt.Fprintln(w, all.row("all"))
	w.Flush()
	got[rankings+"/stats.txt"] = b.String()

	for _, path := range slices.Sorted(maps.Keys(got)) {
		compare(t, path, got[path])
	}
	files, _ := filepath.Glob(rankings + "/*/*.txt") // the only error is a bad pattern
	for _, path := range files {
		if _, ok := got[filepath.ToSlash(path)]; ok {
			continue
		}
		if !*update {
			t.Errorf("%s: no article has this ranking any more", path)
		} else if err := os.Remove(path); err != nil {
			t.Error(err)
		}
	}
}

// rankCollection adds the rankings of one collection to files.
func rankCollection(t *testing.T, name string, files map[string]string) stats {
	t.Helper()
	docs := readItems(t, filepath.Join(collections, name+".jsonl"))
	x, err := related.New(docs, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := stats{documents: len(docs)}
	shown := make(map[string]bool)
	lists := make(map[string][]related.Match)
	for l, err := range x.All(t.Context(), related.Query{Limit: 10, Terms: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		lists[l.ID] = l.Related
		for _, m := range l.Related[:min(4, len(l.Related))] {
			shown[m.ID] = true
		}
		if len(l.Related) < 4 {
			s.short++
		}
	}
	s.shown = len(shown)

	for _, pair := range readTargets(t, filepath.Join(collections, name+".tsv")) {
		query, target := pair[0], pair[1]
		d, ok := x.Document(query)
		if _, known := x.Document(target); !ok || !known || query == target {
			t.Fatalf("%s: %q and %q are not two articles", name, query, target)
		}
		rank, b := 0, new(strings.Builder)
		for i, m := range lists[query] {
			mark := ' '
			if m.ID == target {
				rank, mark = i+1, '*'
			}
			var terms []string
			for _, term := range m.Terms {
				terms = append(terms, term.Term)
			}
			fmt.Fprintf(b, "%c%2d %.4f %s  %s (%s)\n", mark, i+1, m.Score, m.Reason, m.Title, strings.Join(terms, ", "))
		}
		s.queries++
		place := "-"
		if rank > 0 {
			place = fmt.Sprint(rank)
			s.reciprocal += 1 / float64(rank)
		}
		if rank == 1 {
			s.first++
		}
		if 0 < rank && rank <= 4 {
			s.four++
		}
		files[fmt.Sprintf("%s/%s/%s.txt", rankings, name, query)] = fmt.Sprintf("rank %s\nquery: %s\n%s", place, d.Title, b)
	}
	return s
}

type stats struct {
	documents, queries, first, four int
	shown, short                    int     // documents in some list of 4; lists of fewer than 4
	reciprocal                      float64 // the sum of 1/rank
}

func (s *stats) add(t stats) {
	s.documents, s.queries, s.first, s.four = s.documents+t.documents, s.queries+t.queries, s.first+t.first, s.four+t.four
	s.shown, s.short, s.reciprocal = s.shown+t.shown, s.short+t.short, s.reciprocal+t.reciprocal
}

func (s *stats) row(name string) string {
	return fmt.Sprintf("%s\t%d\t%d\t%d\t%d\t%.3f\t%.3f\t%d", name, s.documents, s.queries, s.first, s.four,
		s.reciprocal/float64(s.queries), float64(s.shown)/float64(s.documents), s.short)
}

// readItems reads JSON Feed items, one a line, without package feed: the
// engine's tests need no more than the engine does.
func readItems(t *testing.T, path string) (docs []related.Document) {
	t.Helper()
	for line := range bytes.Lines(mustRead(t, path)) {
		var item struct {
			related.Document           // whose other fields have the names of JSON Feed
			Content          string    `json:"content_text"`
			Published        time.Time `json:"date_published"`
			Authors          []struct{ Name string }
		}
		if err := json.Unmarshal(line, &item); err != nil {
			t.Fatalf("%s:%d: %v", path, len(docs)+1, err)
		}
		d := item.Document
		d.Content, d.Published = item.Content, item.Published
		for _, a := range item.Authors {
			d.Authors = append(d.Authors, a.Name)
		}
		docs = append(docs, d)
	}
	return docs
}

// readTargets reads pairs of an article's ID and its target's.
func readTargets(t *testing.T, path string) (pairs [][]string) {
	t.Helper()
	for line := range strings.Lines(string(mustRead(t, path))) {
		pairs = append(pairs, strings.Fields(line))
	}
	return pairs
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// compare tells how a file differs from text, or writes it anew.
func compare(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, _ := os.ReadFile(path) // a missing file differs from any text
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(text, "\n")); diff != "" {
		t.Errorf("%s changed; look at it, then run go test ./related -run Golden -update (-golden +now):\n%s", path, diff)
	}
}
