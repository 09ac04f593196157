package related

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// arrangeAll has documents arranged for the rest of a test, however few there are.
func arrangeAll(t *testing.T) {
	t.Helper()
	before := arrangedFrom
	arrangedFrom = 0
	t.Cleanup(func() { arrangedFrom = before })
}

// Arranged documents have the same lists as others, down to the last bit.
func TestArranged(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 4))
	docs := generated(903, r) // of which not all are counted
	for i := range docs[:40] {
		docs[i].Language = []string{"en", "de"}[i%2]
		docs[i].Series = []string{"", "Boats"}[i%7/6]
		docs[i].URL = docs[i%36].URL
		docs[i].Authors, docs[i].Published = []string{"Ann Lee"}, day(3)
	}
	q := Query{Limit: 40, MinScore: -1, Terms: 3, Exclude: []string{docs[0].URL}} // the address of two
	type answers struct {
		Lists, Short string
		Outside      []Match
		Series       [][]string
		Copies       [][2]string
		Explained    Explanation
	}
	ask := func(opts *Options) (*Index, answers) {
		x := mustNew(t, docs, opts)
		e, err := x.Explain(docs[5].ID, docs[60].ID, q)
		if err != nil {
			t.Fatal(err)
		}
		outside := docs[5]
		outside.ID, outside.URL, outside.Title = "", "", "Another"
		return x, answers{allJSON(t, x, q), allJSON(t, x, Query{}), x.RelatedTo(outside, q), x.Series(), x.NearCopies(), e}
	}
	opts := &Options{Fill: true, Diversity: 0.1}
	_, want := ask(opts)
	arrangeAll(t)
	x, got := ask(opts)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-as they were +arranged)\n%s", diff)
	}
	if slices.IsSorted(x.order) {
		t.Error("the documents are in the order of their IDs")
	}
}

// Similar documents lie close together.
func TestArrangedByWhatIsSimilar(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	docs := make([]Document, 2000)
	for i := range docs {
		topic, text := r.IntN(10), ""
		for range 60 {
			text += fmt.Sprintf("common%d topic%dword%d ", r.IntN(400), topic, r.IntN(80))
		}
		docs[i] = Document{ID: strconv.Itoa(i), Content: text}
	}
	distance := func() (sum int) {
		x := mustNew(t, docs, nil)
		for i := range docs {
			for _, n := range x.neighbours[i][:8] {
				sum += max(i-int(n.doc), int(n.doc)-i)
			}
		}
		return sum / (8 * len(docs))
	}
	before := distance()
	arrangeAll(t)
	if now := distance(); now > before/3 {
		t.Errorf("the closest neighbours are %d places away, and %d in the order of their IDs", now, before)
	}
}
