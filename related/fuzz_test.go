package related

import (
	"strings"
	"testing"
)

// Whatever documents hold, nothing panics, scores stay in their range, and
// every way of asking agrees.
func FuzzIndex(f *testing.F) {
	f.Add("ferry strike|the ferry is on strike|ferry\nwolf|the wolf|\nferry|a strike, a ferry|Ferry")
	f.Add("統計|統計学の話|\n|\xff\xfe|+\na|a|a")
	f.Fuzz(func(t *testing.T, site string) {
		var docs []Document
		for i, line := range strings.Split(site, "\n") {
			fields := append(strings.Split(line, "|"), "", "", "")
			docs = append(docs, Document{ID: string(rune('a' + i)), Title: fields[0], Content: fields[1], Tags: strings.Split(fields[2], ",")})
			if i == 20 {
				break
			}
		}
		x, err := New(docs, nil)
		if err != nil {
			t.Fatal(err)
		}
		q := Query{MinScore: -1, Limit: 10, Terms: 3}
		for list, err := range x.All(t.Context(), q) {
			if err != nil {
				t.Fatal(err)
			}
			for place, m := range list.Related {
				if m.ID == list.ID || !(m.Score >= 0 && m.Score <= 1) {
					t.Errorf("%s lists %s with score %v", list.ID, m.ID, m.Score)
				}
				if e, err := x.Explain(list.ID, m.ID, q); err != nil || e.Rank != place+1 || e.Score != m.Score {
					t.Errorf("%s lists %+v at %d; explained as %+v, %v", list.ID, m, place+1, e, err)
				}
			}
			d, _ := x.Document(list.ID)
			x.RelatedTo(*d, q)
		}
	})
}
