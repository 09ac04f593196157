package related

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// byDate returns generated documents, the newest last. The last few also have words,
// tags, links and series that no other has.
func byDate(n, last int, r *rand.Rand) []Document {
	docs := generated(n, r)
	slices.SortStableFunc(docs, func(a, b Document) int { return a.Published.Compare(b.Published) })
	for i := n - last; i < n; i++ {
		d := &docs[i]
		d.Content += fmt.Sprintf(" latest%d latest%d new%d", i%3, i%5, i)
		d.Tags = append(d.Tags, "Latest", fmt.Sprintf("new %d", i%4))
		d.Links = []string{docs[i-1].URL, docs[i/2].URL, "https://new.example/"}
		d.Series = []string{"", "Serial", ""}[i%3]
		docs[i/3].Links = append(docs[i/3].Links, d.URL)
		docs[i/4].Pins = []string{d.URL}
		d.Hidden = i%11 == 5
		d.Language = []string{"", "en", "de"}[i%3]
	}
	return docs
}

func lists(t *testing.T, x *Index, q Query) (all []List) {
	for list, err := range x.All(t.Context(), q) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list)
	}
	return all
}

// An index that takes over from another gives the lists of one that was built anew.
func TestRenew(t *testing.T) {
	for name, opts := range map[string]*Options{
		"default":        {},
		"all languages":  {CrossLanguage: true, Recency: RecencyNews},
		"filled, copies": {Fill: true, KeepNearCopies: true, Recency: RecencyEvergreen},
		"diverse":        {Diversity: 0.2, LeaveOrphans: true, SameSection: true},
		"arranged":       {},
		"never a tag":    {NeverTags: []string{"w3"}, Recency: RecencyBlog, Weights: Weights{Links: 20}},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "default" {
				t.Skip("one of them does, when it is to be short")
			}
			if name == "arranged" {
				arrangeAll(t)
			}
			r := rand.New(rand.NewPCG(3, 9))
			const n, step = 640, 4
			docs := byDate(n+step-1, 12, r)
			tookOver := 0
			x := mustNew(t, docs[:n], opts)
			for range 5 {
				next := slices.Clone(docs[:n+r.IntN(step)])
				if last := len(next) - 1; r.IntN(3) == 0 && last >= n {
					next[last].Content = next[r.IntN(n)].Content + " changed"
				}
				r.Shuffle(len(next), func(i, j int) { next[i], next[j] = next[j], next[i] })
				if y, err := x.takeOver(t.Context(), pointersTo(next)); err != nil {
					t.Fatal(err)
				} else if y != nil {
					tookOver++
				}
				y, err := x.Renew(t.Context(), next)
				if err != nil {
					t.Fatal(err)
				}
				want := mustNew(t, next, opts)
				for _, q := range []Query{{Limit: 12, MinScore: -1, Terms: 2}, {Filter: func(d *Document) bool { return len(d.ID)%2 == 0 }}} {
					if allJSON(t, want, q) != allJSON(t, y, q) {
						t.Fatalf("(-new +renewed):\n%.3000s", cmp.Diff(lists(t, want, q), lists(t, y, q)))
					}
				}
				if diff := cmp.Diff(want.NearCopies(), y.NearCopies()); diff != "" {
					t.Errorf("near-copies (-new +renewed):\n%s", diff)
				}
				if diff := cmp.Diff(want.Series(), y.Series()); diff != "" {
					t.Errorf("series (-new +renewed):\n%s", diff)
				}
				checkFirsts(t, y)
				x = y
			}
			if tookOver < 2 {
				t.Errorf("took over %d times of 5, want 2 at least", tookOver)
			}
		})
	}
}

// However often the newest article is corrected, what it was before does not pile up.
func TestRenewAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	const n = 643 // some of which are not counted
	docs := byDate(n, 0, r)
	x := mustNew(t, docs, nil)
	tookOver := 0
	for i := range 30 {
		docs = slices.Clone(docs)
		docs[n-1].Content += fmt.Sprintf(" correction%d", i)
		y, err := x.Renew(t.Context(), docs)
		if err != nil {
			t.Fatal(err)
		}
		if y.Lag() > 0 {
			tookOver++
		}
		if len(y.docs) > n+n/maxLag {
			t.Fatalf("after %d corrections there are %d documents", i+1, len(y.docs))
		}
		x = y
	}
	if tookOver == 0 {
		t.Error("nothing was ever taken over")
	}
	if diff := cmp.Diff(lists(t, mustNew(t, docs, nil), Query{}), lists(t, x, Query{})); diff != "" {
		t.Errorf("corrected (-anew +again):\n%s", diff)
	}
}
