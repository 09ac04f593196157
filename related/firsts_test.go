package related

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown counts in how many lists' first entries each document is.
func shown(t *testing.T, x *Index, q Query) map[string]int {
	t.Helper()
	counts := make(map[string]int)
	for list, err := range x.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list.Related {
			counts[m.ID]++
		}
	}
	return counts
}

// No document is an orphan that is related to any other, and none is in more
// lists than it may be.
func TestNoOrphans(t *testing.T) {
	for seed := range uint64(4) {
		docs := generated(700, rand.New(rand.NewPCG(seed, 11)))
		for i := range docs[:300] { // a crowd that is a little like everything
			docs[i].Content += " harbour ferry island strike"
		}
		for i := range 30 {
			docs[i].Content = "The harbour, the ferry, the island and the strike: all that there is to know."
		}
		x := mustNew(t, docs, &Options{KeepNearCopies: true})
		alone := mustNew(t, docs, &Options{KeepNearCopies: true, LeaveOrphans: true})
		counts, before := shown(t, x, Query{}), shown(t, alone, Query{})
		for id, n := range counts {
			if n > maxShown {
				t.Errorf("seed %d: %s is in %d lists", seed, id, n)
			}
		}
		orphans := 0
		for i := range x.docs {
			id := x.docs[i].ID
			if counts[id] > 0 {
				continue
			}
			for j := range x.docs {
				if e, err := x.Explain(x.docs[j].ID, id, Query{}); err == nil && e.Score >= defaultMinScore && e.Excluded == "" {
					orphans++
					break
				}
			}
		}
		if orphans > 3 || len(counts) <= len(before) {
			t.Errorf("seed %d: %d related documents are in no list; %d are in some, without placing %d", seed, orphans, len(counts), len(before))
		}
		t.Logf("seed %d: %d of %d shown, without placing %d (at most %d and %d times)", seed, len(counts), len(docs), len(before),
			slices.Max(values2(counts)), slices.Max(values2(before)))
	}
}

func values2(m map[string]int) (v []int) {
	for _, n := range m {
		v = append(v, n)
	}
	return v
}

// A document that a hundred others have nothing but in common with is in the
// lists of those with which it has most, and leaves the rest empty.
func TestHubOfAStar(t *testing.T) {
	docs := []Document{{ID: "hub", Title: "All of it"}}
	for i := range 100 {
		ray := fmt.Sprintf("ray%d beam%d glow%d ", i, i, i)
		docs[0].Content += ray
		docs = append(docs, Document{ID: fmt.Sprintf("%03d", i), Title: fmt.Sprintf("Only %d", i), Content: strings.Repeat(ray, 4) + fmt.Sprintf("own%d", i)})
	}
	for _, q := range []Query{{}, {MinScore: 0.01}, {MinScore: -1}} {
		x := mustNew(t, docs, nil)
		if n := shown(t, x, q)["hub"]; n == 0 || n > maxShown {
			t.Errorf("with a floor of %v the hub is in %d lists", q.MinScore, n)
		}
		e, err := x.Explain("099", "hub", q)
		if err != nil {
			t.Fatal(err)
		}
		if (e.Excluded == "crowded") != (e.Rank == 0) {
			t.Errorf("%+v", e)
		}
	}
}

// Explain tells of what stands last in a list only because no other shows it.
func TestExplainPlaced(t *testing.T) {
	docs := generated(700, rand.New(rand.NewPCG(1, 11)))
	x := mustNew(t, docs, nil)
	placed := 0
	for p := range x.firsts.placed {
		e, err := x.Explain(x.docs[p.list].ID, x.docs[p.doc].ID, Query{})
		if err != nil {
			t.Fatal(err)
		}
		if e.Placed {
			placed++
		}
		if e.Rank > defaultLimit || e.Placed != (e.Rank == defaultLimit) {
			t.Errorf("%s was placed: %+v", e.To, e)
		}
	}
	if placed == 0 {
		t.Error("nothing was placed")
	}
}

// An earlier list gives way only to what is better by the margin.
func TestPrevious(t *testing.T) {
	docs := generated(200, rand.New(rand.NewPCG(4, 4)))
	first := mustNew(t, docs, nil)
	previous := make(map[string][]string)
	for list, err := range first.All(t.Context(), Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		previous[list.ID] = ids(list.Related)
	}
	more := append(slices.Clone(docs), generated(201, rand.New(rand.NewPCG(4, 4)))[200])
	changed := func(opts *Options) (n int) {
		for list, err := range mustNew(t, more, opts).All(t.Context(), Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			if list.ID != more[200].ID && !slices.Contains(ids(list.Related), more[200].ID) && !slices.Equal(ids(list.Related), previous[list.ID]) {
				n++
			}
		}
		return n
	}
	with, without := changed(&Options{Previous: previous}), changed(nil)
	if with > without/2 {
		t.Errorf("one more document changes %d lists that it is not in, %d without the earlier ones", with, without)
	}
	x := mustNew(t, docs, &Options{Previous: previous})
	for list, err := range x.All(t.Context(), Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(previous[list.ID], ids(list.Related)); diff != "" {
			t.Errorf("with nothing new the list of %s changed:\n%s", list.ID, diff)
		}
	}
}
