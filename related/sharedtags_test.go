package related

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// scored returns a list as "ID score".
func scored(matches []Match) []string {
	list := []string{}
	for _, m := range matches {
		list = append(list, fmt.Sprint(m.ID, " ", m.Score))
	}
	return list
}

func TestTagsOnly(t *testing.T) {
	site := func() []Document {
		return []Document{
			{ID: "z", URL: "https://x.example/z", Title: "Salt", Tags: []string{"Sea", "Food", "Trade", "History"}, Language: "en"},
			{ID: "y", URL: "https://x.example/news/y", Title: "Pepper", Tags: []string{"food", " TRADE "}, Published: day(3), Language: "en"},
			{ID: "c", URL: "https://x.example/news/c", Title: "Herring", Tags: []string{"Sea", "Foods"}, Language: "en"},
			{ID: "b", URL: "https://x.example/b", Title: "Amber", Tags: []string{"sea", "sea", "", "history", "trade"}, Language: "de"},
			{ID: "a", URL: "https://x.example/a", Title: "Bells", Content: "Salt from the sea was food for trade through history.", Language: "en-GB"},
			{ID: "d", URL: "https://x.example/d", Title: "Toll", Tags: []string{"Trade"}, Language: "en"},
		}
	}
	for _, test := range []struct {
		name   string
		change func(docs []Document)
		opts   Options
		query  Query
		want   []string
	}{
		{"most tags first, then the first in the input", nil, Options{}, Query{}, []string{"b 0.75", "y 0.5", "c 0.5", "d 0.25"}},
		{"no more than asked for", nil, Options{}, Query{Limit: 2}, []string{"b 0.75", "y 0.5"}},
		{"a floor", nil, Options{}, Query{MinScore: 0.5}, []string{"b 0.75", "y 0.5", "c 0.5"}},
		{"an order of the input", func(docs []Document) { docs[1], docs[2] = docs[2], docs[1] }, Options{}, Query{}, []string{"b 0.75", "c 0.5", "y 0.5", "d 0.25"}},
		{"a hidden document", func(docs []Document) { docs[1].Hidden = true }, Options{}, Query{}, []string{"b 0.75", "c 0.5", "d 0.25"}},
		{"a hidden document's own list", func(docs []Document) { docs[0].Hidden = true }, Options{}, Query{}, []string{"b 0.75", "y 0.5", "c 0.5", "d 0.25"}},
		{"the same article", func(docs []Document) { docs[3].URL = "http://www.x.example/z/#top" }, Options{}, Query{}, []string{"y 0.5", "c 0.5", "d 0.25"}},
		{"the same title and day", func(docs []Document) { docs[0].Title, docs[0].Published = "pepper", day(3) }, Options{}, Query{}, []string{"b 0.75", "c 0.5", "d 0.25"}},
		{"what is excluded", nil, Options{}, Query{Exclude: []string{"https://x.example/b", "c"}}, []string{"y 0.5", "d 0.25"}},
		{"a filter", nil, Options{}, Query{Filter: func(d *Document) bool { return d.ID > "b" }}, []string{"y 0.5", "c 0.5", "d 0.25"}},
		{"never a tag", nil, Options{NeverTags: []string{"histories"}}, Query{}, []string{"y 0.5", "c 0.5", "d 0.25"}},
		{"one section", func(docs []Document) { docs[0].Section = "News" }, Options{SameSection: true}, Query{}, []string{"y 0.5", "c 0.5"}},
		{"nothing else counts", func(docs []Document) { docs[0].Pins, docs[5].Boost = []string{"a"}, 10 }, Options{Fill: true, Diversity: 1}, Query{Limit: 40}, []string{"b 0.75", "y 0.5", "c 0.5", "d 0.25"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			docs := site()
			if test.change != nil {
				test.change(docs)
			}
			test.opts.TagsOnly = true
			x := mustNew(t, docs, &test.opts)
			matches, err := x.Related("z", test.query)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(test.want, scored(matches)); diff != "" {
				t.Errorf("list of z (-want +got):\n%s", diff)
			}
			for _, m := range matches {
				if m.Reason != ReasonTag {
					t.Errorf("%s is listed for its %s", m.ID, m.Reason)
				}
			}
			all := everyList(t, x, test.query)
			if diff := gocmp.Diff(test.want, scored(all["z"])); diff != "" {
				t.Errorf("list of z among all (-want +got):\n%s", diff)
			}
			for _, d := range docs {
				m, err := x.Related(d.ID, test.query)
				if err != nil {
					t.Fatal(err)
				}
				if diff := gocmp.Diff(m, all[d.ID]); diff != "" {
					t.Errorf("All gives another list of %s (-alone +all):\n%s", d.ID, diff)
				}
			}
		})
	}
}

// everyList returns all lists, and checks that they come in the order of the IDs.
func everyList(t *testing.T, x *Index, q Query) map[string][]Match {
	t.Helper()
	lists := make(map[string][]Match)
	last := ""
	for list, err := range x.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		if list.ID <= last {
			t.Errorf("the list of %s comes after that of %s", list.ID, last)
		}
		if list.Related == nil {
			t.Errorf("the list of %s is nil", list.ID)
		}
		last, lists[list.ID] = list.ID, list.Related
	}
	if len(lists) != x.Len() {
		t.Errorf("%d lists of %d documents", len(lists), x.Len())
	}
	return lists
}

func TestTagsOnlyExplains(t *testing.T) {
	x := mustNew(t, []Document{
		{ID: "a", Tags: []string{"Sea", "Food", "Trade", "Salt"}, URL: "https://x.example/a"},
		{ID: "b", Tags: []string{"SEA", "trade"}, Language: "de-AT"},
		{ID: "c", Tags: []string{"Sea"}, Hidden: true},
		{ID: "d", Tags: []string{"Wine"}},
		{ID: "e", Tags: []string{"Sea"}, URL: "https://x.example/a"},
		{ID: "f"},
	}, &Options{TagsOnly: true})
	explain := func(from, to string, q Query) Explanation {
		e, err := x.Explain(from, to, q)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	want := Explanation{
		From: "a", To: "b", Rank: 1, Score: 0.5, Reason: ReasonTag,
		Signals: []Signal{{"tags", 0.5, 1, 0.5}},
		Terms:   []Term{{"Trade", "tag", 0.25}, {"Sea", "tag", 0.25}},
	}
	if diff := gocmp.Diff(want, explain("a", "b", Query{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, test := range []struct {
		from, to string
		q        Query
		want     string
	}{
		{"a", "c", Query{}, "hidden"},
		{"a", "d", Query{}, "score"},
		{"a", "e", Query{}, "same article"},
		{"a", "a", Query{}, "same article"},
		{"a", "f", Query{}, "score"},
		{"f", "a", Query{}, "score"},
		{"a", "b", Query{MinScore: 0.6}, "score"},
		{"a", "b", Query{Exclude: []string{"b"}}, "excluded"},
	} {
		if e := explain(test.from, test.to, test.q); e.Excluded != test.want || e.Rank != 0 {
			t.Errorf("%s in the list of %s: rank %d, excluded for %q, want %q", test.to, test.from, e.Rank, e.Excluded, test.want)
		}
	}
	matches, err := x.Related("a", Query{Terms: 1})
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff([]Match{{ID: "b", Score: 0.5, Language: "de-AT", Reason: ReasonTag, Terms: want.Terms[:1]}}, matches); diff != "" {
		t.Errorf("list of a (-want +got):\n%s", diff)
	}
	draft := x.RelatedTo(Document{Tags: []string{"trades", "sea", "nobody has this"}, Language: "en"}, Query{})
	if diff := gocmp.Diff([]string{"a 0.6667", "b 0.6667", "e 0.3333"}, scored(draft)); diff != "" {
		t.Errorf("list of a draft (-want +got):\n%s", diff)
	}
	if _, err := x.Related("nobody", Query{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("Related reports %v", err)
	}
	if d, ok := x.Document("d"); !ok || d.ID != "d" || x.Language("b") != "de" || len(x.Series())+len(x.NearCopies()) > 0 {
		t.Errorf("Document gives %v, Language %q, Series %v, NearCopies %v", d, x.Language("b"), x.Series(), x.NearCopies())
	}
}

func TestTagsOnlyErrors(t *testing.T) {
	docs := []Document{{ID: "b"}, {Title: "no ID"}, {ID: "a"}, {ID: "b"}}
	opts := &Options{TagsOnly: true}
	_, err := New(docs, opts)
	_, want := New(docs, nil)
	if err == nil || err.Error() != want.Error() {
		t.Errorf("New reports\n%v, want\n%v", err, want)
	}
	if x := mustNew(t, nil, opts); x.Len() != 0 || len(everyList(t, x, Query{})) != 0 {
		t.Error("no documents have lists")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Collect(ctx, slicesSeq2([]Document{{ID: "a"}}), opts); err != context.Canceled {
		t.Errorf("Collect reports %v, want that it was cancelled", err)
	}
	for _, err := range mustNew(t, docs[2:], opts).All(ctx, Query{}) {
		if err != context.Canceled {
			t.Errorf("All reports %v, want that it was cancelled", err)
		}
	}
}

// Any collection gets the lists that counting gives, on any number of CPUs.
func TestTagsOnlyCounts(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	r := rand.New(rand.NewPCG(3, 14))
	for range 60 {
		vocabulary, most := 1+r.IntN(100), r.IntN(31)
		if r.IntN(2) == 0 {
			most = r.IntN(7)
		}
		docs := tagged(r, 1+r.IntN(400), vocabulary, min(most, r.IntN(5)), most)
		for i := range docs {
			docs[i].Hidden = r.IntN(12) == 0
			if r.IntN(30) == 0 {
				docs[i].URL = fmt.Sprint("https://x.example/", r.IntN(3))
			}
		}
		q := Query{Limit: 1 + r.IntN(40)}
		if r.IntN(3) == 0 {
			q.MinScore = float64(r.IntN(5)) / 5
		}
		if r.IntN(3) == 0 {
			q.Filter = func(d *Document) bool { return d.ID > "c" }
		}
		runtime.GOMAXPROCS(1 + r.IntN(4))
		x := mustNew(t, docs, &Options{TagsOnly: true})
		lists := everyList(t, x, q)
		for i := range docs {
			if diff := gocmp.Diff(counted(docs, i, q), scored(lists[docs[i].ID])); diff != "" {
				t.Fatalf("%d documents with up to %d of %d tags, %d listed of number %d (-want +got):\n%s", len(docs), most, vocabulary, q.Limit, i, diff)
			}
		}
	}
}

// counted returns the list of document i as anybody would find it.
func counted(docs []Document, i int, q Query) []string {
	type hit struct{ doc, shared int }
	var hits []hit
	d := &docs[i]
	for j := range docs {
		shared := 0
		for _, tag := range docs[j].Tags {
			if slices.Contains(d.Tags, tag) {
				shared++
			}
		}
		sameArticle := i == j || d.URL != "" && d.URL == docs[j].URL
		if shared > 0 && float64(shared)/float64(len(d.Tags)) >= q.MinScore && !sameArticle && !docs[j].Hidden && (q.Filter == nil || q.Filter(&docs[j])) {
			hits = append(hits, hit{j, shared})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.shared, a.shared) })
	var matches []Match
	for _, h := range hits[:min(len(hits), q.Limit)] {
		matches = append(matches, Match{ID: docs[h.doc].ID, Score: round4(float64(h.shared) / float64(len(d.Tags)))})
	}
	return scored(matches)
}
