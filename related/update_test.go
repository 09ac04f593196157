package related

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Whatever comes and goes: the neighbours are those that a search for every document
// finds, every list that differs is reported, no list shows what has gone, and the
// index that was updated stays as it was. Once enough has changed, the index is the
// one that New makes.
func TestUpdate(t *testing.T) {
	for name, opts := range map[string]*Options{
		"default":  {},
		"one each": {LeaveOrphans: true, CrossLanguage: true, Recency: RecencyNews, Margin: -1},
		"filled":   {Fill: true, Diversity: 0.1},
		"arranged": {},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "default" {
				t.Skip("one of them does, when it is to be short")
			}
			if name == "arranged" {
				arrangeAll(t)
			}
			r := rand.New(rand.NewPCG(5, 11))
			pool := byDate(480, 80, r)
			r.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
			docs, pool := pool[:400:400], pool[400:]
			x := mustNew(t, docs, opts)
			rebuilt := 0
			for step := range 8 {
				added, removed := change(&docs, &pool, r)
				before := allJSON(t, x, Query{Limit: 10})
				y, changed, err := x.Update(added, removed)
				if err != nil {
					t.Fatal(err)
				}
				if after := allJSON(t, x, Query{Limit: 10}); before != after {
					t.Fatal("the index that was updated has changed")
				}
				differing := differing(t, x, y)
				if diff := cmp.Diff(differing, slices.DeleteFunc(slices.Clone(changed), func(id string) bool { return !slices.Contains(differing, id) })); diff != "" && !opts.Fill {
					t.Fatalf("step %d: changed lists (-they are +reported):\n%s", step, diff)
				}
				if y.lag > 0 && len(changed) > len(differing)*2 {
					t.Errorf("%d lists reported, of which %d have changed", len(changed), len(differing))
				}
				if y.lag == 0 {
					rebuilt++
					if allJSON(t, y, Query{}) != allJSON(t, mustNew(t, docs, opts), Query{}) {
						t.Error("an index that was built anew by itself is not the one that New makes")
					}
				}
				checkNeighbours(t, y)
				checkShown(t, y, docs)
				checkFirsts(t, y)
				x = y
			}
			if rebuilt == 0 || rebuilt > 4 {
				t.Errorf("built anew %d times of 8, want 1 to 4 times", rebuilt)
			}
		})
	}
}

// change changes some documents, takes new ones from the pool, and some away.
func change(docs, pool *[]Document, r *rand.Rand) (added []Document, removed []string) {
	all := slices.Clone(*docs)
	for range r.IntN(3) {
		at := r.IntN(len(all))
		all[at].Content += " changed" + strconv.Itoa(r.IntN(9))
		all[at].Title = "Changed " + all[at].Title
		if !slices.ContainsFunc(added, func(d Document) bool { return d.ID == all[at].ID }) {
			added = append(added, all[at])
		}
	}
	for range r.IntN(2) {
		at := r.IntN(len(all))
		if !slices.ContainsFunc(added, func(d Document) bool { return d.ID == all[at].ID }) {
			removed = append(removed, all[at].ID)
			*pool = append(*pool, all[at])
			all = slices.Delete(all, at, at+1)
		}
	}
	for range 1 + r.IntN(3) {
		added = append(added, (*pool)[0])
		all = append(all, (*pool)[0])
		*pool = (*pool)[1:]
	}
	for i := range all {
		if at := slices.IndexFunc(added, func(d Document) bool { return d.ID == all[i].ID }); at >= 0 {
			all[i] = added[at]
		}
	}
	*docs = all
	return added, removed
}

// differing returns the IDs of the documents whose lists differ.
func differing(t *testing.T, x, y *Index) (ids []string) {
	q := Query{Limit: maxLimit, MinScore: -1, Excerpt: -1}
	for list, err := range y.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		before, err := x.Related(list.ID, q)
		d, _ := x.Document(list.ID)
		e, _ := y.Document(list.ID)
		if err != nil || d.print() != e.print() || !slices.EqualFunc(before, list.Related, func(a, b Match) bool {
			f, _ := x.Document(a.ID)
			g, _ := y.Document(b.ID)
			return a.ID == b.ID && a.Score == b.Score && a.Reason == b.Reason && f.print() == g.print()
		}) {
			ids = append(ids, list.ID)
		}
	}
	return ids
}

func checkNeighbours(t *testing.T, x *Index) {
	t.Helper()
	r := newRanker(x)
	q := x.request(Query{})
	for i := range x.inOrder() {
		found := r.neighbours(nil, x.subject(i), q)
		if !slices.Equal(found, x.neighbours[i]) || r.bar != x.bars[i] {
			t.Fatalf("neighbours of %s, bar %d, want %d (-found +kept):\n%s", x.docs[i].ID, x.bars[i], r.bar,
				cmp.Diff(found, x.neighbours[i], cmp.AllowUnexported(neighbour{})))
		}
	}
}

// checkFirsts compares what is noted of all lists with what counting and ranking finds.
func checkFirsts(t *testing.T, x *Index) {
	t.Helper()
	counted := firsts{all: x.firsts.all}
	counted.count()
	if diff := cmp.Diff(counted.shown, x.firsts.shown); diff != "" {
		t.Fatalf("in how many lists documents are (-counted +noted):\n%s", diff)
	}
	r := newRanker(x)
	q := x.request(Query{})
	for i := range x.inOrder() {
		s := x.subject(i)
		r.rank(s, q)
		if last := r.lastScore(); last != x.firsts.last[i] {
			t.Fatalf("the last of the ranking of %s scores %x, noted is %x", x.docs[i].ID, last, x.firsts.last[i])
		}
		if top, known := x.firsts.top(i); known {
			var noted []ranked
			for _, standing := range top {
				noted = append(noted, standing.ranked())
			}
			if diff := cmp.Diff(r.ranking[:min(keptTops, len(r.ranking))], noted, cmp.AllowUnexported(ranked{}), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("the top of the ranking of %s (-ranked +noted):\n%s", x.docs[i].ID, diff)
			}
		}
		r.leave(s)
	}
}

func checkShown(t *testing.T, x *Index, docs []Document) {
	t.Helper()
	if x.Len() != len(docs) {
		t.Fatalf("%d documents, want %d", x.Len(), len(docs))
	}
	has := make(map[string]bool)
	for i := range docs {
		has[docs[i].ID] = true
		if d, ok := x.Document(docs[i].ID); !ok || d.print() != docs[i].print() {
			t.Fatalf("document %s is not the one that was handed in last", docs[i].ID)
		}
	}
	most := 0
	for id, n := range shown(t, x, Query{}) {
		most = max(most, n)
		if n > 0 && !has[id] {
			t.Errorf("%s is in a list and not in the index", id)
		}
	}
	if most > maxShown+defaultLimit && !x.options.LeaveOrphans && !x.options.Fill { // parts of series and pins come on top
		t.Errorf("a document is in %d lists", most)
	}
}

func TestUpdateErrors(t *testing.T) {
	docs := []Document{{ID: "a", Title: "Bees in the garden"}, {ID: "b", Title: "Bees in winter"}}
	x := mustNew(t, docs, nil)
	for _, test := range []struct {
		name    string
		added   []Document
		removed []string
		want    error
	}{
		{"no ID", []Document{{Title: "Bees"}}, nil, ErrNoID},
		{"one ID twice", []Document{{ID: "c"}, {ID: "c"}}, nil, ErrDuplicateID},
		{"unknown", nil, []string{"c"}, ErrNotFound},
	} {
		if y, changed, err := x.Update(test.added, test.removed); !errors.Is(err, test.want) || y != nil || changed != nil {
			t.Errorf("%s: %v, %v, %v, want %v", test.name, y, changed, err, test.want)
		}
	}
	y, changed, err := x.Update(nil, nil)
	if y != x || changed != nil || err != nil {
		t.Errorf("nothing changed: %v, %v", changed, err)
	}
	if y, _, err = x.Update(nil, []string{"a", "b"}); err != nil || y.Len() != 0 {
		t.Errorf("all removed: %v, %v", y, err)
	}
}

// Two updates of one index do not disturb each other.
func TestUpdateTwice(t *testing.T) {
	docs := generated(400, rand.New(rand.NewPCG(4, 4)))
	x := mustNew(t, docs, nil)
	more := func(n int) []Document {
		return []Document{{ID: fmt.Sprint("more ", n), Title: docs[n].Title, Content: docs[n].Content + fmt.Sprintf(" more%d", n)}}
	}
	want := make([]string, 4)
	for n := range want {
		y, _, err := mustNew(t, docs, nil).Update(more(n), nil)
		if err != nil {
			t.Fatal(err)
		}
		want[n] = allJSON(t, y, Query{})
	}
	got := make(chan error)
	for n := range want {
		go func() {
			y, _, err := x.Update(more(n), nil)
			if err == nil && allJSON(t, y, Query{}) != want[n] {
				err = fmt.Errorf("update %d is not what it is alone", n)
			}
			got <- err
		}()
	}
	for range want {
		if err := <-got; err != nil {
			t.Error(err)
		}
	}
}

// Two thirds of a story, from its beginning and from its end, are kept apart as long as
// the whole story is there.
func TestUpdateCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	story := make([]string, 200)
	for i := range story {
		story[i] = fmt.Sprintf("story%d", i)
	}
	text := func(words []string) string { return strings.Join(words, " ") }
	docs := append(generated(80, r),
		Document{ID: "beginning", Title: "The first part", Content: text(story[:130])},
		Document{ID: "end", Title: "The last part", Content: text(story[70:])})
	whole := Document{ID: "whole", Title: "All of it", Content: text(story)}
	x := mustNew(t, append(docs, whole), nil)
	has := func(x *Index, id string) bool { return slices.Contains(listed(t, x, "beginning", Query{}), id) }
	if has(x, "end") {
		t.Fatal("the two parts are not kept apart to begin with")
	}
	x, _, err := x.Update(nil, []string{"whole"})
	if err != nil || x.order == nil || !has(x, "end") {
		t.Errorf("without the whole story the two parts are not in each other's lists: %v", err)
	}
	if x, _, err = x.Update([]Document{whole}, nil); err != nil || x.order == nil || has(x, "end") || has(x, "whole") {
		t.Errorf("with the whole story again they are not kept apart: %v", err)
	}
}
