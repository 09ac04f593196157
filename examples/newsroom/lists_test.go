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

// A change of ranking shows as a diff of the golden file.
func TestLists(t *testing.T) {
	var golden strings.Builder
	for list, err := range newsroomIndex(t, "feed.xml").All(t.Context(), related.Query{Terms: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&golden, short(list.ID))
		for _, m := range list.Related {
			var terms []string
			for _, term := range m.Terms {
				terms = append(terms, term.Term)
			}
			fmt.Fprintf(&golden, "  %.4f %s (%s)\n", m.Score, short(m.ID), strings.Join(terms, ", "))
		}
	}
	file := filepath.Join("testdata", "lists.golden")
	if *update {
		if err := os.WriteFile(file, []byte(golden.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), golden.String()); diff != "" {
		t.Errorf("lists changed; look at them, then run go test ./examples/newsroom -update (-golden +now):\n%s", diff)
	}
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
