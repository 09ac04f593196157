package report

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

// makeReport reports on documents whose lists are given by ID, or else the engine's.
func makeReport(t *testing.T, docs []related.Document, options related.Options, lists map[string][]string) *Report {
	t.Helper()
	index, err := related.New(docs, &options)
	if err != nil {
		t.Fatal(err)
	}
	c := Collection{Index: index, Options: options, Query: related.Query{Excerpt: -1}}
	for list, err := range index.All(t.Context(), c.Query) {
		if err != nil {
			t.Fatal(err)
		}
		if lists != nil {
			list.Related = nil
			for _, id := range lists[list.ID] {
				list.Related = append(list.Related, related.Match{ID: id, Score: .25})
			}
		}
		c.Lists = append(c.Lists, list)
	}
	r, err := Make(c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func day(d int) time.Time { return time.Date(2025, 3, d, 8, 0, 0, 0, time.UTC) }

func letters(n int) []related.Document {
	docs := make([]related.Document, n)
	for i := range docs {
		docs[i].ID = string(rune('a' + i))
	}
	return docs
}

func ids(articles []Article) (all []string) {
	for _, a := range articles {
		all = append(all, a.ID)
	}
	return all
}

func TestNothing(t *testing.T) {
	r := makeReport(t, nil, related.Options{}, nil)
	got, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	// No null, so that a script can go through everything without asking.
	want := `{"summary":{"articles":0,"list_length":4,"full_lists":0,"coverage":0,"max_in_degree":0,"mean_in_degree":0,"mean_score":0},` +
		`"unseen":[],"crowded":[],"short_lists":[],"near_copies":[],` +
		`"tags":{"distinct":0,"common":[],"single":[],"together":[],"spellings":[]},` +
		`"languages":{"mix":[],"unknown":[],"mistaken":[]},"series":[],` +
		`"thin":{"undated":[],"untagged":[],"no_text":[],"brief":[]},` +
		`"distributions":{"in_degrees":[],"list_lengths":[],"scores":[],"dates":[]}}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSummary(t *testing.T) {
	docs := letters(3)
	docs[1].Published, docs[2].Published = day(9), day(2)
	r := makeReport(t, docs, related.Options{}, map[string][]string{"a": {"b", "c"}, "c": {"b"}})
	want := Summary{
		Articles: 3, First: day(2), Last: day(9), ListLength: 4, Coverage: .6667,
		MaxInDegree: 2, MostShown: &Article{ID: "b", Date: day(9)}, MeanInDegree: 1, MeanScore: .25,
	}
	if diff := cmp.Diff(want, r.Summary); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	short := []Short{{Article{ID: "b", Date: day(9)}, 0}, {Article{ID: "c", Date: day(2)}, 1}, {Article{ID: "a"}, 2}}
	if diff := cmp.Diff(short, r.Short); diff != "" {
		t.Errorf("short (-want +got):\n%s", diff)
	}
}

func TestCrowded(t *testing.T) {
	lists := map[string][]string{}
	for _, d := range letters(10) {
		if d.ID != "a" {
			lists[d.ID] = []string{"a"}
		}
	}
	lists["b"] = append(lists["b"], "c", "d", "e")
	want := []Crowded{{Article{ID: "a"}, 9}}
	if diff := cmp.Diff(want, makeReport(t, letters(10), related.Options{}, lists).Crowded); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

const (
	ferry = "The ferry crosses the harbour every quarter of an hour and carries commuters from the island while the bridge is shut and the council pays for it."
	bread = "Sourdough wants flour, water, salt and patience: knead the dough, let it rise over night and bake the loaf in the hottest oven that you can find."
	queso = "El queso de la isla es el mejor de la costa, y los vecinos que lo hacen no lo venden en la ciudad porque no hay bastante leche para todos."
)

func TestUnseen(t *testing.T) {
	docs := []related.Document{
		{ID: "ferry-1", Title: "The ferry", Content: ferry, Language: "en"},
		{ID: "ferry-2", Title: "The harbour ferry", Content: "Commuters queue for the ferry. " + ferry[:90], Language: "en"},
		{ID: "ferry-3", Title: "Draft on the ferry", Content: ferry + " Nobody knows for how long.", Language: "en", Hidden: true},
		{ID: "bread", Title: "Sourdough", Content: bread, Language: "en"},
		{ID: "queso", Title: "El queso", Content: queso, Language: "es"},
		{ID: "zwieback", Title: "Zwieback", Language: "en"},
		{ID: "advert", Title: "Ferry tickets", Content: "Buy a ticket for the ferry across the harbour. " + ferry[:60], Language: "en", Tags: []string{"Sponsored"}},
	}
	got := map[string]Reason{}
	for _, u := range makeReport(t, docs, related.Options{NeverTags: []string{"sponsored"}}, nil).Unseen {
		got[u.ID] = u.Reason
	}
	want := map[string]Reason{"ferry-3": Hidden, "bread": Unlike, "queso": Language, "zwieback": NoText, "advert": Tagged}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What others outrank names the list that it comes nearest to.
func TestOutranked(t *testing.T) {
	docs := []related.Document{
		{ID: "a", Title: "The harbour ferry", Content: ferry},
		{ID: "b", Title: "Ferry and bridge", Content: "The bridge is shut, the council says, and the ferry carries commuters across the harbour."},
		{ID: "c", Title: "Commuters", Content: "Commuters from the island wait for a ferry in the harbour."},
	}
	r := makeReport(t, docs, related.Options{}, map[string][]string{"a": {"b"}, "b": {"a"}, "c": {"a", "b"}})
	if len(r.Unseen) != 1 || r.Unseen[0].Reason != Outranked || r.Unseen[0].Closest == nil || r.Unseen[0].Closest.Place == 0 {
		t.Errorf("%+v", r.Unseen)
	}
}

func TestCopies(t *testing.T) {
	long := ferry + " " + bread + " " + queso
	docs := []related.Document{
		{ID: "a", Title: "One", Content: long, Published: day(3)},
		{ID: "b", Title: "Another", Content: bread},
		{ID: "c", Title: "Two", Content: long + " More to come.", Published: day(1)},
		{ID: "d", Title: "Three", Content: "By our agency. " + long, Published: day(2)},
	}
	copies := makeReport(t, docs, related.Options{}, nil).Copies
	if len(copies) != 1 || copies[0].Pairs != 3 {
		t.Fatalf("%+v", copies)
	}
	if diff := cmp.Diff([]string{"c", "d", "a"}, ids(copies[0].Articles)); diff != "" {
		t.Errorf("oldest first (-want +got):\n%s", diff)
	}
}

func TestTags(t *testing.T) {
	docs := letters(6)
	for i, tags := range [][]string{
		{"news", "Slug", "ferry", "boats"}, {"News", "slugs", "ferry", "boats"}, {"news", "Slug", "boats", "ferry"},
		{"news", "C++", " "}, {"C#"}, {},
	} {
		docs[i].Tags, docs[i].Language = tags, "en"
	}
	want := Tags{
		Distinct:  6,
		Common:    []TagCount{{"news", 4}},
		Single:    []string{"C#", "C++"},
		Together:  []Together{{[]string{"boats", "ferry", "Slug"}, 3}},
		Spellings: []Spelling{{[]TagCount{{"news", 3}, {"News", 1}}}, {[]TagCount{{"Slug", 2}, {"slugs", 1}}}},
	}
	r := makeReport(t, docs, related.Options{}, nil)
	if diff := cmp.Diff(want, r.Tags); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"f"}, ids(r.Thin.Untagged)); diff != "" {
		t.Errorf("untagged (-want +got):\n%s", diff)
	}
}

func TestThin(t *testing.T) {
	docs := []related.Document{
		{ID: "a", Title: "Nothing", Published: day(1)},
		{ID: "b", Title: "Little", Summary: "Three words only.", Published: day(1)},
		{ID: "c", Title: "Enough", Content: ferry + " " + bread},
	}
	got := makeReport(t, docs, related.Options{}, nil).Thin
	if diff := cmp.Diff([][]string{{"c"}, {"a"}}, [][]string{ids(got.Undated), ids(got.NoText)}); diff != "" {
		t.Errorf("undated and without text (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Brief{{Article{ID: "b", Title: "Little", Date: day(1)}, 3}}, got.Brief); diff != "" {
		t.Errorf("brief (-want +got):\n%s", diff)
	}
}

func TestLanguages(t *testing.T) {
	spanish := queso + " " + queso + " " + queso
	docs := []related.Document{
		{ID: "declared", Title: "The ferry", Content: ferry, Language: "en-GB"},
		{ID: "detected", Title: "The loaf", Content: ferry},
		{ID: "unknown", Title: "Zwieback"},
		{ID: "wrong", Title: "El queso", Content: spanish, Language: "en"},
		{ID: "rare", Title: "O queixo", Content: spanish, Language: "gl"}, // detection knows no Galician
	}
	want := Languages{
		Mix:      []LanguageCount{{"en", 3, 2}, {"gl", 1, 1}},
		Unknown:  []Article{{ID: "unknown", Title: "Zwieback"}},
		Mistaken: []Mistaken{{Article{ID: "wrong", Title: "El queso"}, "en", "es"}},
	}
	if diff := cmp.Diff(want, makeReport(t, docs, related.Options{}, nil).Languages); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSeries(t *testing.T) {
	docs := letters(4)
	for i, title := range []string{"Garlic, part 1", "Garlic, part 2", "Garlic, part 4", "Zwieback"} {
		docs[i].Title, docs[i].Published = title, day(i+1)
	}
	got := makeReport(t, docs, related.Options{}, nil).Series
	if len(got) != 1 {
		t.Fatalf("%+v", got)
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, ids(got[0].Articles)); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{3}, got[0].Missing); diff != "" || got[0].Name != "Garlic, part" {
		t.Errorf("name %q, missing (-want +got):\n%s", got[0].Name, diff)
	}
}

func TestMissingParts(t *testing.T) {
	for _, c := range []struct {
		titles []string
		want   []int
	}{
		{[]string{"Day 1", "Day 2"}, nil},
		{[]string{"Day 2 (Monday)", "Day 4 (Wednesday)"}, []int{1, 3}},
		{[]string{"Report #5", "Report #6 and 7", "Report #8"}, nil}, // a column: what came before is not missed
		{[]string{"Report #1", "Report #2 and 3", "Report #4"}, nil},
		{[]string{"Herring fair 2025", "Herring fair 2026"}, nil},
		{[]string{"Part one", "Part two"}, nil},
		{[]string{"Part 1 of 3", "Part 3 of 3"}, []int{2}},
		{[]string{"Part 1"}, nil},
	} {
		if diff := cmp.Diff(c.want, missingParts(c.titles)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.titles, diff)
		}
	}
}
