package related

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What an editor decides.
func TestEditor(t *testing.T) {
	site := func() []Document {
		return []Document{
			{ID: "a", URL: "https://x.example/news/a", Title: "Ferry strike", Content: ferryText, Language: "en", Authors: []string{"Ada"}, Published: day(1)},
			{ID: "b", URL: "https://x.example/news/b", Title: "Empty shops", Content: ferryText2, Language: "en", Tags: []string{"Queel"}, Published: day(2)},
			{ID: "c", URL: "https://x.example/opinion/c", Title: "Silent harbour", Content: "Nobody knows when the ferry to Queel sails: the strike goes on, the harbour is closed.", Language: "en", Tags: []string{"Comment"}, Published: day(3)},
			{ID: "d", URL: "https://x.example/news/d", Title: "Fence", Content: wolfText2, Language: "en", Authors: []string{"ada "}, Published: day(4)},
			{ID: "e", URL: "https://x.example/news/e", Title: "Chess", Content: "She learned the openings from her grandmother.", Language: "en", Published: day(5)},
			{ID: "f", URL: "https://x.example/news/f", Title: "Bell", Content: "The foundry melted it at night.", Language: "en", Published: day(6)},
		}
	}
	for _, test := range []struct {
		name    string
		change  func(docs []Document)
		opts    Options
		want    []string
		reasons []Reason
	}{
		{"as it is", nil, Options{}, []string{"c", "b"}, []Reason{"content", "content"}},
		{"a boost", func(docs []Document) { docs[1].Boost = 5 }, Options{}, []string{"b", "c"}, nil},
		{"a brake", func(docs []Document) { docs[2].Boost = 0.2 }, Options{}, []string{"b", "c"}, nil},
		{"a section by its folder", nil, Options{SameSection: true}, []string{"b"}, nil},
		{"a section by its name", func(docs []Document) { docs[0].Section, docs[2].Section = "Island", "island" }, Options{SameSection: true}, []string{"c"}, nil},
		{"a tag", nil, Options{NeverTags: []string{" comments"}}, []string{"b"}, nil},
		{"a pin before all", func(docs []Document) { docs[0].Pins = []string{"https://x.example/news/e"} }, Options{}, []string{"e", "c", "b"}, []Reason{"pin", "content", "content"}},
		{"a pin in another section", func(docs []Document) { docs[0].Pins = []string{"c"} }, Options{SameSection: true}, []string{"c", "b"}, []Reason{"pin", "content"}},
		{"a link", func(docs []Document) { docs[0].Links = []string{"https://x.example/news/f#top"} }, Options{}, []string{"c", "b", "f"}, nil},
		{"a link from there", func(docs []Document) { docs[5].Links = []string{"http://www.x.example/news/a"} }, Options{}, []string{"c", "b", "f"}, nil},
		{"links off", func(docs []Document) { docs[5].Links = []string{"https://x.example/news/a"} }, Options{Weights: Weights{Links: -1}}, []string{"c", "b"}, nil},
		{"filled", nil, Options{Fill: true}, []string{"c", "b", "d", "f"}, []Reason{"content", "content", "author", "newest"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			docs := site()
			if test.change != nil {
				test.change(docs)
			}
			matches, err := mustNew(t, docs, &test.opts).Related("a", Query{})
			if err != nil {
				t.Fatal(err)
			}
			var reasons []Reason
			for _, m := range matches {
				reasons = append(reasons, m.Reason)
			}
			if diff := cmp.Diff(test.want, ids(matches)); diff != "" {
				t.Errorf("list of a (-want +got):\n%s", diff)
			}
			if test.reasons != nil {
				if diff := cmp.Diff(test.reasons, reasons); diff != "" {
					t.Errorf("reasons (-want +got):\n%s", diff)
				}
			}
		})
	}
}

// A tag or a link that half of the site has says little, a rare one much.
func TestCommonTagsAndLinks(t *testing.T) {
	var docs []Document
	for i := range 40 {
		d := Document{ID: string(rune('a'+i/26)) + string(rune('a'+i%26)), Title: "x", Content: "y"}
		if i%2 == 0 {
			d.Tags, d.Links = []string{"News"}, []string{"https://x.example/about", "https://shop.example/"}
		}
		if i < 2 {
			d.Tags, d.Links = append(d.Tags, "Bell-founding"), append(d.Links, "https://bells.example/")
		}
		docs = append(docs, d)
	}
	x := mustNew(t, docs, nil)
	value := func(from, to, signal string) float64 {
		e, err := x.Explain(from, to, Query{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range e.Signals {
			if s.Name == signal {
				return s.Value
			}
		}
		t.Fatal("no signal " + signal)
		return 0
	}
	for _, signal := range []string{"tags", "links"} {
		if common, rare := value("ac", "ae", signal), value("aa", "ab", signal); common > 0.1 || rare < 0.5 {
			t.Errorf("%s: what half of the site has counts %.3f, what two have %.3f", signal, common, rare)
		}
	}
}

func TestDiversity(t *testing.T) {
	docs := generated(300, rand.New(rand.NewPCG(6, 6)))
	likeness := func(opts *Options) (sum float64) {
		x := mustNew(t, docs, opts)
		r := newRanker(x)
		for list, err := range x.All(t.Context(), Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			for i, m := range list.Related {
				s := x.subject(number(x, m.ID))
				r.load(s)
				for _, n := range list.Related[:i] {
					sum += float64(r.compare(uint32(number(x, n.ID))).text) / one
				}
				r.unload(s)
			}
		}
		return sum
	}
	some, none := likeness(&Options{Diversity: 0.5}), likeness(nil)
	if some >= 0.9*none {
		t.Errorf("with diversity the entries of lists have %.2f in common, without %.2f", some, none)
	}
}

func TestWeights(t *testing.T) {
	for _, test := range []struct {
		weights Weights
		want    values
	}{
		{Weights{}, values{10. / 19, 7. / 19, 1. / 19, 1. / 19, 2. / 19, -1. / 19}},
		{Weights{Text: 1, Neighbours: -1, Title: -1, Tags: 1, Links: -1, Hub: -1}, values{0.5, 0, 0, 0.5, 0, 0}},
		{Weights{Text: -1, Neighbours: -1, Title: -1, Tags: -1, Links: -1, Hub: -1}, values{}},
	} {
		got := test.weights.values()
		for s := range got {
			got[s] += 0 // -0 is 0
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", test.weights, diff)
		}
	}
}

func TestBadOptions(t *testing.T) {
	for _, opts := range []Options{{Recency: "blogs"}, {Diversity: 2}, {Diversity: -1}, {Margin: 2}, {Weights: Weights{Tags: math.Inf(1)}}, {Weights: Weights{Hub: math.NaN()}}} {
		if _, err := New(nil, &opts); !errors.Is(err, ErrOption) {
			t.Errorf("%+v: error %v", opts, err)
		}
	}
}
