package tune

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// named returns the folds with the queries' IDs, in an order that does not
// depend on the queries'.
func named(queries []string, folds [][]int) [][]string {
	var names [][]string
	for _, f := range folds {
		var ids []string
		for _, q := range f {
			ids = append(ids, queries[q])
		}
		slices.Sort(ids)
		names = append(names, ids)
	}
	slices.SortFunc(names, slices.Compare)
	return names
}

func TestFoldsKeepTogetherWhatPairsConnect(t *testing.T) {
	queries := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	pairs := [][2]string{
		{"a", "e"}, {"e", "a"}, // in both directions
		{"b", "x"}, {"f", "x"}, // by a document that is no query
		{"c", "d"}, {"g", "h"}, {"h", "g"},
	}
	got := named(queries, Folds(queries, pairs, 4))
	want := [][]string{{"a", "e"}, {"b", "f"}, {"c", "d"}, {"g", "h"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Parted(queries, pairs, Folds(queries, pairs, 4)); got != 0 {
		t.Errorf("%.2f of the pairs are parted", got)
	}
}

func TestFoldsOfFewQueries(t *testing.T) {
	if got := Folds(nil, nil, 5); len(got) != 0 {
		t.Errorf("folds of nothing: %v", got)
	}
	if diff := cmp.Diff([][]string{{"a"}, {"b"}}, named([]string{"a", "b"}, Folds([]string{"a", "b"}, [][2]string{{"a", "b"}}, 5))); diff != "" {
		t.Error(diff)
	}
}

// TestFolds draws collections of many shapes: from hardly a pair to all queries
// connected, where a fold can't hold what belongs together.
func TestFolds(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		queries := make([]string, 25+random.IntN(200))
		for i := range queries {
			queries[i] = fmt.Sprint("q", i)
		}
		var pairs [][2]string
		for range random.IntN(2 * len(queries)) {
			// Mostly neighbours, as articles on one topic are.
			i := random.IntN(len(queries))
			j := (i + 1 + random.IntN(3)) % len(queries)
			pairs = append(pairs, [2]string{queries[i], queries[j]})
		}
		folds := Folds(queries, pairs, 5)

		seen := map[int]bool{}
		for _, f := range folds {
			if !slices.IsSorted(f) {
				t.Errorf("fold out of order: %v", f)
			}
			if len(f) > len(queries)/2 {
				t.Errorf("a fold has %d of %d queries", len(f), len(queries))
			}
			for _, q := range f {
				if seen[q] {
					t.Errorf("query %d is in two folds", q)
				}
				seen[q] = true
			}
		}
		if len(seen) != len(queries) || len(folds) != 5 {
			t.Errorf("%d of %d queries in %d folds", len(seen), len(queries), len(folds))
		}
		// By chance it would be .8.
		if parted := Parted(queries, pairs, folds); parted > .4 {
			t.Errorf("%.2f of %d pairs of %d queries are parted", parted, len(pairs), len(queries))
		}

		// Another order of the same changes nothing, nor does the other direction.
		other, turned := slices.Clone(queries), slices.Clone(pairs)
		random.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		for i, p := range turned {
			turned[i] = [2]string{p[1], p[0]}
		}
		slices.Reverse(turned)
		if diff := cmp.Diff(named(queries, folds), named(other, Folds(other, turned, 5))); diff != "" {
			t.Error(diff)
		}
	}
}
