package related

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// Documents come in the order of their IDs, whatever those begin with.
func TestByID(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for range 300 {
		n, letters, length := r.IntN(60), 1+r.IntN(4), 1+r.IntN(20)
		common := strings.Repeat("https://x.example/", r.IntN(2))
		docs := make([]Document, n)
		seen := make(map[string]bool)
		wantUnique := true
		for i := range docs {
			id := []byte(common)
			for range r.IntN(length + 1) {
				id = append(id, "\x00a\xffz"[r.IntN(letters)])
			}
			docs[i].ID = string(id)
			wantUnique = wantUnique && docs[i].ID != "" && !seen[docs[i].ID]
			seen[docs[i].ID] = true
		}
		order, unique := byID(pointersTo(docs))
		if unique != wantUnique {
			t.Fatalf("unique is %t, want %t", unique, wantUnique)
		}
		var got, want []string
		for _, i := range order {
			got = append(got, docs[i].ID)
		}
		for i := range docs {
			want = append(want, docs[i].ID)
		}
		slices.Sort(want)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
}
