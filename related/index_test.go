package related

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// day returns noon of a day of 2026, counted from January 1st.
func day(n int) time.Time { return time.Date(2026, 1, n, 12, 0, 0, 0, time.UTC) }

const (
	ferryText  = "The ferry crews of Queel went on strike at dawn, and the harbour stayed silent. No ferry sails until the owners sign."
	ferryText2 = "On Queel the shops are empty because the ferry does not sail. The strike enters its second week, the harbour master says."
	wolfText   = "A wolf crossed the sheep pasture at dusk. The shepherd filmed it and counted his sheep twice."
	wolfText2  = "The shepherd lost nine sheep to the wolf and wants a fence that the state pays for."
)

func mustNew(t testing.TB, docs []Document, opts *Options) *Index {
	t.Helper()
	x, err := New(docs, opts)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// listed returns the IDs in a document's list.
func listed(t testing.TB, x *Index, id string, q Query) []string {
	t.Helper()
	matches, err := x.Related(id, q)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{}
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

func TestListHolds(t *testing.T) {
	site := []Document{
		{ID: "a", URL: "https://x.example/a", Title: "Ferry strike", Content: ferryText, Published: day(1), Language: "en"},
		{ID: "b", URL: "https://x.example/b", Title: "Empty shops", Content: ferryText2, Published: day(2), Language: "en"},
		{ID: "w", URL: "https://x.example/w", Title: "Wolf", Content: wolfText, Published: day(3), Language: "en"},
		{ID: "v", URL: "https://x.example/v", Title: "Fence", Content: wolfText2, Published: day(4), Language: "en"},
	}
	with := func(change func(d *Document)) Document {
		d := Document{ID: "n", URL: "https://x.example/n", Title: "Silent harbour",
			Content: "Nobody knows when the ferry to Queel sails again: the strike goes on, the harbour is closed.", Published: day(5), Language: "en"}
		change(&d)
		return d
	}
	for _, test := range []struct {
		name  string
		added Document
		opts  *Options
		query Query
		want  []string // a's list
	}{
		{"a related document", with(func(d *Document) {}), nil, Query{}, []string{"n", "b"}},
		{"no more than asked for", with(func(d *Document) {}), nil, Query{Limit: 1}, []string{"n"}},
		{"nothing below the floor", with(func(d *Document) {}), nil, Query{MinScore: 0.9}, []string{}},
		{"not the same URL", with(func(d *Document) { d.URL = "http://www.x.example/a/?utm_source=feed#top" }), nil, Query{}, []string{"b"}},
		{"not the same title on the same day", with(func(d *Document) { d.Title, d.Published = "ferry  STRIKE", day(1) }), nil, Query{}, []string{"b"}},
		{"the same title on another day", with(func(d *Document) { d.Title = "Ferry strike" }), nil, Query{}, []string{"n", "b"}},
		{"the same title without a day", with(func(d *Document) { d.Title, d.Published = "Ferry strike", time.Time{} }), nil, Query{}, []string{"n", "b"}},
		{"not a hidden one", with(func(d *Document) { d.Hidden = true }), nil, Query{}, []string{"b"}},
		{"not one in another language", with(func(d *Document) { d.Language = "de-AT" }), nil, Query{}, []string{"b"}},
		{"unless languages may cross", with(func(d *Document) { d.Language = "de" }), &Options{CrossLanguage: true}, Query{}, []string{"n", "b"}},
		{"one in another dialect", with(func(d *Document) { d.Language = "en_GB" }), nil, Query{}, []string{"n", "b"}},
		{"not an excluded ID", with(func(d *Document) {}), nil, Query{Exclude: []string{"n"}}, []string{"b"}},
		{"not an excluded URL", with(func(d *Document) {}), nil, Query{Exclude: []string{"https://x.example/n/"}}, []string{"b"}},
		{"not what the filter refuses", with(func(d *Document) {}), nil, Query{Filter: func(d *Document) bool { return d.ID != "b" }}, []string{"n"}},
		{"not a near-copy", with(func(d *Document) { d.Content = ferryText }), nil, Query{}, []string{"b"}},
		{"unless copies are kept", with(func(d *Document) { d.Content = ferryText }), &Options{KeepNearCopies: true}, Query{}, []string{"n", "b"}},
		{"not two copies of one story", with(func(d *Document) { d.Content = ferryText2 }), nil, Query{}, []string{"n"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := mustNew(t, append(slices.Clone(site), test.added), test.opts)
			if diff := cmp.Diff(test.want, listed(t, x, "a", test.query)); diff != "" {
				t.Errorf("list of a (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPins(t *testing.T) {
	docs := []Document{
		{ID: "a", Title: "Ferry strike", Content: ferryText, Pins: []string{"https://x.example/w", "no such page", "a", "secret"}},
		{ID: "b", Title: "Empty shops", Content: ferryText2},
		{ID: "w", URL: "https://x.example/w/", Title: "Wolf", Content: wolfText},
		{ID: "secret", Content: wolfText2, Hidden: true},
	}
	matches, err := mustNew(t, docs, nil).Related("a", Query{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range matches {
		got = append(got, fmt.Sprint(m.ID, " ", m.Reason))
	}
	if diff := cmp.Diff([]string{"w pin", "b content"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTagsAlone(t *testing.T) {
	docs := []Document{
		{ID: "a", Tags: []string{"Machine Learning", "go"}},
		{ID: "b", Tags: []string{"machine-learning"}},
		{ID: "c", Tags: []string{"C++"}},
		{ID: "d", Tags: []string{"C#"}},
		{ID: "e", Tags: []string{"c++", "gardens"}},
	}
	x := mustNew(t, docs, nil)
	if diff := cmp.Diff([]string{"b"}, listed(t, x, "a", Query{})); diff != "" {
		t.Errorf("list of a (-want +got):\n%s", diff)
	}
	if got := listed(t, x, "c", Query{}); len(got) == 0 || got[0] != "e" {
		t.Errorf("list of c is %v, want e first", got)
	}
}

func TestErrors(t *testing.T) {
	_, err := New([]Document{{ID: "a"}, {Title: "no ID"}, {ID: "a"}, {ID: "b"}, {}}, nil)
	if !errors.Is(err, ErrNoID) || !errors.Is(err, ErrDuplicateID) {
		t.Errorf("New reports %v, want both kinds of error", err)
	}
	want := "related: document #1: document has no ID\n" +
		`related: document #2 "a": document ID is not unique` + "\n" +
		"related: document #4: document has no ID"
	if err == nil || err.Error() != want {
		t.Errorf("New reports\n%v, want\n%v", err, want)
	}
	x := mustNew(t, []Document{{ID: "a"}}, nil)
	var de *DocumentError
	if _, err := x.Related("nobody", Query{}); !errors.As(err, &de) || de.ID != "nobody" || !errors.Is(err, ErrNotFound) {
		t.Errorf("Related reports %v", err)
	}
	if _, err := x.Explain("a", "nobody", Query{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("Explain reports %v", err)
	}
	broken := errors.New("broken")
	if _, err := Collect(t.Context(), func(yield func(Document, error) bool) {
		_ = yield(Document{ID: "a"}, nil) && yield(Document{}, broken)
	}, nil); err != broken {
		t.Errorf("Collect reports %v, want the sequence's error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Collect(ctx, slicesSeq2([]Document{{ID: "a"}}), nil); err != context.Canceled {
		t.Errorf("Collect reports %v, want that it was cancelled", err)
	}
}

func slicesSeq2(docs []Document) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func TestOddDocuments(t *testing.T) {
	tags := make([]string, 10000)
	for i := range tags {
		tags[i] = fmt.Sprint("tag number ", i)
	}
	docs := []Document{
		{ID: "empty"},
		{ID: "blank", Title: " ", Content: "\n\u00a0\n", Tags: []string{"", " ", "🎉"}},
		{ID: "huge", Title: "Huge", Content: strings.Repeat(ferryText+" ", 5<<20/len(ferryText))},
		{ID: "tagged", Title: "Tagged", Content: ferryText2, Tags: tags},
		{ID: "binary", Title: "\xff\xfe", Content: strings.Repeat("\x00\xc3\x28", 1000)},
		{ID: "one word", Content: strings.Repeat("a", 1<<20)},
		{ID: "future", Content: wolfText, Published: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)},
	}
	x := mustNew(t, docs, nil)
	for list, err := range x.All(t.Context(), Query{MinScore: -1, Limit: 10, Terms: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list.Related {
			if m.Score < 0 || m.Score > 1 || m.ID == list.ID {
				t.Errorf("%s lists %s with score %v", list.ID, m.ID, m.Score)
			}
		}
	}
	if got := x.RelatedTo(Document{}, Query{}); len(got) != 0 {
		t.Errorf("an empty document is related to %v", got)
	}
}

func TestSmallSites(t *testing.T) {
	for n := range 4 {
		docs := []Document{
			{ID: "a", Title: "Ferry strike", Content: ferryText},
			{ID: "b", Title: "Empty shops", Content: ferryText2},
			{ID: "w", Title: "Wolf", Content: wolfText},
		}[:n]
		x := mustNew(t, docs, nil)
		want := map[string][]string{"a": {}, "b": {"a"}, "w": {}}
		if n > 1 {
			want["a"] = []string{"b"}
		}
		for _, d := range docs {
			if diff := cmp.Diff(want[d.ID], listed(t, x, d.ID, Query{})); diff != "" {
				t.Errorf("%d documents: list of %s (-want +got):\n%s", n, d.ID, diff)
			}
		}
	}
}

// generated returns n documents that share words in all kinds of ways.
func generated(n int, r *rand.Rand) []Document {
	docs := make([]Document, n)
	for i := range docs {
		word := func() string { return fmt.Sprintf("w%d", int(r.ExpFloat64()*float64(20+i%7*40))) }
		text := func(n int) string {
			words := make([]string, n)
			for j := range words {
				words[j] = word()
			}
			return strings.Join(words, " ")
		}
		docs[i] = Document{ID: fmt.Sprintf("id%d", r.Uint32()), Title: text(4), Content: text(r.IntN(120)), Tags: []string{word(), word()}}
		docs[i].URL = "https://x.example/" + docs[i].ID
		if i%4 > 0 {
			docs[i].Published = day(1).AddDate(0, 0, r.IntN(2000))
		}
		switch i % 7 {
		case 3:
			docs[i].Links = []string{docs[i-2].URL, "https://y.example/" + word()}
		case 4:
			docs[i].Boost = 0.5 + r.Float64()
		case 5, 6:
			docs[i].Title = fmt.Sprintf("Serial %d, part %d", i/14, i%14)
		}
		if i%10 == 9 {
			docs[i].Content = docs[i-1].Content // a copy
		}
	}
	return docs
}

func allJSON(t testing.TB, x *Index, q Query) string {
	t.Helper()
	var b []byte
	for list, err := range x.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		b = append(list.AppendJSON(b), '\n')
	}
	return string(b)
}

func TestDeterministic(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	docs := generated(500, r)
	q := Query{Limit: 10, Terms: 5}
	want := allJSON(t, mustNew(t, docs, nil), q)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, procs := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(procs)
		r.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got := allJSON(t, mustNew(t, docs, nil), q); got != want {
			t.Fatalf("with GOMAXPROCS %d and another order of documents the lists differ:\n%s", procs, cmp.Diff(want, got))
		}
	}
	x, err := Collect(t.Context(), slicesSeq2(docs), nil)
	if err != nil {
		t.Fatal(err)
	}
	if allJSON(t, x, q) != want {
		t.Error("Collect and New give different lists")
	}
}

// Every way of asking gives the same list, and a shorter one is its beginning.
func TestAgreement(t *testing.T) {
	docs := generated(300, rand.New(rand.NewPCG(2, 2)))
	x := mustNew(t, docs, nil)
	alone := mustNew(t, docs, &Options{LeaveOrphans: true}) // a list from outside is not chosen together with others
	for list, err := range x.All(t.Context(), Query{Limit: 10}) {
		if err != nil {
			t.Fatal(err)
		}
		ten, err := x.Related(list.ID, Query{Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(list.Related, ten); diff != "" {
			t.Fatalf("All and Related differ for %s:\n%s", list.ID, diff)
		}
		four, _ := x.Related(list.ID, Query{})
		if diff := cmp.Diff(ten[:min(4, len(ten))], four); diff != "" {
			t.Fatalf("the list of 4 of %s is not the beginning of that of 10:\n%s", list.ID, diff)
		}
		d, _ := x.Document(list.ID)
		outside := *d
		if len(x.copies[number(x, list.ID)]) > 0 {
			continue // a near-copy of what is outside takes a candidate's place before it is known as one
		}
		ten, _ = alone.Related(list.ID, Query{Limit: 10})
		if diff := cmp.Diff(ids(ten), ids(alone.RelatedTo(outside, Query{Limit: 10}))); diff != "" {
			t.Fatalf("Related and RelatedTo differ for %s:\n%s", list.ID, diff)
		}
	}
}

func ids(matches []Match) (ids []string) {
	for _, m := range matches {
		ids = append(ids, m.ID)
	}
	return ids
}

func TestExplainAddsUp(t *testing.T) {
	docs := generated(150, rand.New(rand.NewPCG(3, 3)))
	x := mustNew(t, docs, &Options{Recency: RecencyNews})
	for list, err := range x.All(t.Context(), Query{Limit: 10, MinScore: -1}) {
		if err != nil {
			t.Fatal(err)
		}
		for place, m := range list.Related {
			e, err := x.Explain(list.ID, m.ID, Query{MinScore: -1})
			if err != nil {
				t.Fatal(err)
			}
			shares, terms, named, factor := 0.0, 0.0, 0.0, 1.0
			for _, s := range e.Signals {
				shares += s.Share
				switch s.Name {
				case "text", "title", "tags":
					named += s.Share
				case "time":
					factor *= 1 - s.Value
				case "boost":
					factor *= 1 + s.Value
				}
			}
			for _, term := range e.Terms {
				terms += term.Share
			}
			if e.Rank != place+1 || e.Score != m.Score || e.Excluded != "" {
				t.Errorf("%s → %s: place %d, score %v, excluded %q; the list says %d, %v", e.From, e.To, e.Rank, e.Score, e.Excluded, place+1, m.Score)
			}
			if diff := max(shares, 0) - e.Score; diff > 1e-4 || diff < -1e-4 {
				t.Errorf("%s → %s: shares add up to %v, score %v", e.From, e.To, shares, e.Score)
			}
			// Each term is rounded to four decimals on its own.
			if diff := terms - named*factor; diff > 1e-3 || diff < -1e-3-1e-4*float64(len(e.Terms)) {
				t.Errorf("%s → %s: terms add up to %v, text, title and tags to %v", e.From, e.To, terms, named*factor)
			}
		}
	}
}

func TestExplainExcluded(t *testing.T) {
	docs := []Document{
		{ID: "a", URL: "https://x.example/a", Title: "Ferry strike", Content: ferryText, Language: "en"},
		{ID: "again", URL: "https://x.example/a#top", Content: ferryText2},
		{ID: "copy", Content: ferryText, Language: "en"},
		{ID: "german", Content: ferryText2 + " Streik", Language: "de"},
		{ID: "hidden", Content: ferryText2 + " Hidden.", Hidden: true},
		{ID: "fine", Content: ferryText2 + " It is fine.", Language: "en"},
		{ID: "fine2", Content: ferryText2 + " It is fine.", Language: "en"},
		{ID: "other", Content: "Nothing to see here", Language: "en"},
	}
	docs = append(docs, generated(30, rand.New(rand.NewPCG(5, 5)))...)
	x := mustNew(t, docs, nil)
	for to, want := range map[string]string{
		"a": "same article", "again": "same article", "copy": "near-copy", "german": "language", "hidden": "hidden",
		"fine": "", "fine2": "repeats another", "other": "score",
	} {
		e, err := x.Explain("a", to, Query{})
		if err != nil {
			t.Fatal(err)
		}
		if e.Excluded != want || (e.Rank > 0) != (want == "") {
			t.Errorf("a → %s: excluded %q, place %d; want %q", to, e.Excluded, e.Rank, want)
		}
	}
}

// An index answers any number of goroutines at once, whatever they ask.
func TestConcurrent(t *testing.T) {
	docs := generated(200, rand.New(rand.NewPCG(6, 6)))
	x := mustNew(t, docs, nil)
	want := allJSON(t, x, Query{Terms: 2})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range docs {
				d := docs[i]
				d.ID = "a draft"
				x.RelatedTo(d, Query{Terms: 2})
				if _, err := x.Explain(docs[i].ID, docs[0].ID, Query{}); err != nil {
					t.Error(err)
				}
				// A filter that panics must not leave anything behind for the next query.
				func() {
					defer func() { _ = recover() }()
					x.Related(docs[i].ID, Query{Filter: func(*Document) bool { panic("filter") }})
				}()
			}
			if got := allJSON(t, x, Query{Terms: 2}); got != want {
				t.Error("lists differ when others ask at the same time")
			}
		})
	}
	wg.Wait()
}

func TestAllStops(t *testing.T) {
	x := mustNew(t, generated(2000, rand.New(rand.NewPCG(4, 4))), nil)
	before := runtime.NumGoroutine()
	for range x.All(t.Context(), Query{}) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	lists, failed := 0, error(nil)
	for _, err := range x.All(ctx, Query{}) {
		if err != nil {
			failed = err
			continue
		}
		if lists++; lists == 10 {
			cancel()
		}
	}
	if failed != context.Canceled || lists != 10 {
		t.Errorf("after cancel at list 10: %d lists, error %v", lists, failed)
	}
	// A goroutine that has done its work still counts until it has gone.
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines are left behind", runtime.NumGoroutine()-before)
}

func TestTooLarge(t *testing.T) {
	for _, test := range []struct {
		documents int
		words     uint64
		want      error
	}{{1 << 24, math.MaxUint32, nil}, {1<<24 + 1, 0, ErrTooLarge}, {1, math.MaxUint32 + 1, ErrTooLarge}} {
		if err := checkSize(test.documents, test.words); err != test.want {
			t.Errorf("%d documents, %d words: %v, want %v", test.documents, test.words, err, test.want)
		}
	}
}

func number(x *Index, id string) int {
	i, _ := x.at(id)
	return i
}
