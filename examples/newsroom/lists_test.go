package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

var update = flag.Bool("update", false, "write the expected lists anew")

// A change of ranking shows as a diff of files: one for each article, beginning
// with the rank of the first that belongs to the same thread of the news, and one
// with figures for all.
func TestRankings(t *testing.T) {
	threads := readThreads(t)
	got := make(map[string]string)
	queries, first, four, inThread, shown := 0, 0, 0, 0, make(map[string]bool)
	for list, err := range newsroomIndex(t, "feed.xml").All(t.Context(), related.Query{Limit: 10, Terms: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		rank, b := 0, new(strings.Builder)
		for i, m := range list.Related {
			mark := ' '
			if threads[list.ID][m.ID] {
				mark = '*'
				if rank == 0 {
					rank = i + 1
				}
				if i < 4 {
					inThread++
				}
			}
			if i < 4 {
				shown[m.ID] = true
			}
			var terms []string
			for _, term := range m.Terms {
				terms = append(terms, term.Term)
			}
			fmt.Fprintf(b, "%c%2d %.4f %s  %s (%s)\n", mark, i+1, m.Score, m.Reason, m.Title, strings.Join(terms, ", "))
		}
		place := "-"
		if rank > 0 {
			place = fmt.Sprint(rank)
		}
		if threads[list.ID] != nil {
			queries++
		}
		if rank == 1 {
			first++
		}
		if 0 < rank && rank <= 4 {
			four++
		}
		got[strings.ReplaceAll(short(list.ID), "/", "-")+".txt"] = fmt.Sprintf("rank %s\nquery: %s\n%s", place, list.Title, b)
	}
	stats := new(strings.Builder)
	for _, row := range []struct {
		name string
		n    int
	}{
		{"articles", len(got)}, {"with a thread", queries}, {"with the thread in the first place", first}, {"with the thread in the first 4", four},
		{"entries of the thread in the first 4", inThread}, {"articles in some first 4", len(shown)},
	} {
		fmt.Fprintf(stats, "%-36s %3d\n", row.name, row.n)
	}
	got["stats.txt"] = stats.String()

	dir := filepath.Join("testdata", "rankings")
	files, _ := filepath.Glob(filepath.Join(dir, "*.txt")) // the only error is a bad pattern
	for _, file := range files {
		if _, ok := got[filepath.Base(file)]; !ok {
			if !*update {
				t.Errorf("%s: no article has this ranking any more", file)
			} else if err := os.Remove(file); err != nil {
				t.Error(err)
			}
		}
	}
	for name, text := range got {
		file := filepath.Join(dir, name)
		if *update {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, _ := os.ReadFile(file) // a missing file differs from any text
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(text, "\n")); diff != "" {
			t.Errorf("%s changed; look at it, then run go test ./examples/newsroom -update (-golden +now):\n%s", file, diff)
		}
	}
}

// readThreads returns, for every article, those that belong to the same thread.
func readThreads(t *testing.T) map[string]map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "threads.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	threads := make(map[string]map[string]bool)
	for line := range strings.Lines(string(text)) {
		pair := strings.Fields(line)
		if threads[pair[0]] == nil {
			threads[pair[0]] = make(map[string]bool)
		}
		threads[pair[0]][pair[1]] = true
	}
	return threads
}

// The same articles give the same lists, whatever the format of the feed.
func TestFormatsAgree(t *testing.T) {
	want := lists(t, "feed.xml")
	for _, file := range []string{"atom.xml", "feed.json"} {
		if diff := cmp.Diff(want, lists(t, file)); diff != "" {
			t.Errorf("feed.xml and %s differ:\n%s", file, diff)
		}
	}
}

func lists(t *testing.T, file string) (all []related.List) {
	t.Helper()
	for list, err := range newsroomIndex(t, file).All(t.Context(), related.Query{Limit: 10}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list)
	}
	return all
}

func newsroomIndex(t *testing.T, file string) *related.Index {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := feed.Parse(bytes.NewReader(data), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range f.Warnings {
		t.Errorf("%s: %v", file, w)
	}
	idx, err := related.New(f.Documents, nil)
	if err != nil {
		t.Fatal(err)
	}
	return idx
}

// short cuts the paper's address off an ID.
func short(id string) string {
	return strings.TrimPrefix(id, "https://www.tidewater-courier.example/")
}
