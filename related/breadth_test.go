package related

import (
	"bytes"
	"slices"
	"testing"
	"time"
)

// Where stories stand out a smaller share of each vector is posted than where all articles are
// alike a little, and on either site lists are nearly those of an exact run. What was found out is
// kept when an index is renewed or stored, and is what New finds out again.
func TestBreadthSuitsTheSite(t *testing.T) {
	for _, test := range []struct {
		name    string
		ofStory int
		want    breadth
		overlap float64
	}{
		{"stories stand out", 6, narrow, .99},
		{"stories are faint", 1, wide, .98},
	} {
		t.Run(test.name, func(t *testing.T) {
			const n, more = 5200, 3
			docs := magazine(n+more, 12, test.ofStory)
			slices.SortStableFunc(docs, func(a, b Document) int { return a.Published.Compare(b.Published) })
			for i := range docs[n:] {
				docs[n+i].Published = docs[n+i].Published.Add(time.Hour) // newer than all that is counted
			}
			x := mustNew(t, docs[:n], nil)
			if x.postings.breadth != test.want {
				t.Errorf("candidates are looked for with %v, want %v", x.postings.breadth, test.want)
			}
			got, lists, err := exactOverlap(t.Context(), x, 150)
			if err != nil {
				t.Fatal(err)
			}
			if got < test.overlap || lists < 140 {
				t.Errorf("the top tens are %.4f those of an exact run, in %d lists; want %.2f", got, lists, test.overlap)
			}
			read, err := Read(bytes.NewReader(stored(t, x)))
			if err != nil {
				t.Fatal(err)
			}
			anew := mustNew(t, docs, nil)
			for name, index := range map[string]*Index{"the index": x, "a stored one": read} {
				y, err := index.Renew(t.Context(), docs)
				if err != nil {
					t.Fatal(err)
				}
				if y.Lag() != more || anew.postings.breadth != test.want {
					t.Errorf("%s: %d articles came to what was taken over, want %d; built anew it is %v", name, y.Lag(), more, anew.postings.breadth)
				}
				if allJSON(t, y, Query{}) != allJSON(t, anew, Query{}) {
					t.Errorf("%s was renewed: its lists are not those of one built anew", name)
				}
			}
		})
	}
}
