package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

// listsOf makes lists from lines such as "a: b c".
func listsOf(text string) *side {
	s := &side{name: "x"}
	for line := range strings.Lines(text) {
		id, entries, _ := strings.Cut(strings.TrimSpace(line), ":")
		l := related.List{ID: id, Title: "Title of " + id, Related: []related.Match{}}
		for entry := range strings.FieldsSeq(entries) {
			l.Related = append(l.Related, related.Match{ID: entry})
		}
		s.lists = append(s.lists, l)
	}
	return s
}

func TestCompareLists(t *testing.T) {
	a := listsOf(`same: b c
		swapped: b c
		replaced: b c d
		emptied: b
		none:
		left: b`)
	b := listsOf(`same: b c
		came: b
		swapped: c b
		replaced: b d e
		emptied:
		none:`)
	entry := func(id string, c change, was int) comparedEntry { return comparedEntry{article{ID: id}, c, was} }
	named := func(id string) article { return article{ID: id, Title: "Title of " + id} }
	want := &comparison{
		// Named are nine and ten articles, of which the lists show b, c, d and e.
		A:        sideFigures{Name: "x", Lists: 6, Entries: 8, Coverage: .3333, MaxInDegree: 5},
		B:        sideFigures{Name: "x", Lists: 6, Entries: 7, Coverage: .4, MaxInDegree: 4},
		Compared: 5, Changed: 3, Gone: 2, New: 1, Moved: 3,
		Overlap: .7333, // of 1, 1, 2/3, 0 and 1
		RBO:     .717,  // of 1, .9, .685, 0 and 1
		OnlyA:   []article{named("left")},
		OnlyB:   []article{named("came")},
		Lists: []changedList{
			{named("emptied"), 0, 0, []comparedEntry{entry("b", changeGone, 0)}, []comparedEntry{}},
			{named("replaced"), .6667, .685,
				[]comparedEntry{entry("b", "", 0), entry("c", changeGone, 0), entry("d", "", 0)},
				[]comparedEntry{entry("b", "", 0), entry("d", changeMoved, 3), entry("e", changeNew, 0)}},
			{named("swapped"), 1, .9,
				[]comparedEntry{entry("b", "", 0), entry("c", "", 0)},
				[]comparedEntry{entry("c", changeMoved, 2), entry("b", changeMoved, 1)}},
		},
	}
	if diff := cmp.Diff(want, compareLists(a, b), cmp.AllowUnexported(changedList{}, comparedEntry{})); diff != "" {
		t.Error(diff)
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    string
	}{
		{"Harbour", 7, "Harbour"},
		{"Harbour bridge", 9, "Harbour…"},
		{"Harbour bridge", 10, "Harbour b…"},
		{"统计学的领域", 6, "统计…"},
		{"👩‍👩‍👧 family", 4, "👩‍👩‍👧…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
	} {
		if got := fit(c.text, c.columns); got != c.want {
			t.Errorf("fit(%q, %d) = %q, want %q", c.text, c.columns, got, c.want)
		}
	}
}
