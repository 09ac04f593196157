package related

import (
	"errors"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related/internal/text"
)

// Without the texts the lists are the same.
func TestDropContent(t *testing.T) {
	docs := byDate(500, 10, rand.New(rand.NewPCG(4, 2)))
	for i := range docs {
		if i%3 == 0 {
			docs[i].Language = "en"
		}
		docs[i].Headings = []string{"Heading"}
	}
	x, err := Collect(t.Context(), slicesSeq2(docs), &Options{DropContent: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []Query{{Limit: 10, Terms: 3}, {Excerpt: 90, MinScore: -1}} {
		if allJSON(t, mustNew(t, docs, nil), q) != allJSON(t, x, q) || allJSON(t, mustNew(t, docs, &Options{DropContent: true}), q) != allJSON(t, x, q) {
			t.Error("the lists are other ones")
		}
	}
	if i := slices.IndexFunc(x.docs, func(d *Document) bool {
		return forExcerpts(d.Content) != d.Content || d.Headings != nil || d.Links != nil
	}); i >= 0 {
		t.Errorf("%s still has its text", x.docs[i].ID)
	}
	lean := func(x *Index) bool {
		return !slices.ContainsFunc(x.docs, func(d *Document) bool {
			return forExcerpts(d.Content) != d.Content || d.Headings != nil || d.Links != nil
		})
	}
	x, err = New(docs[:498], &Options{DropContent: true})
	for n := 499; err == nil && n > 497; n-- { // one comes, and goes again
		if x, err = x.takeOver(t.Context(), pointersTo(docs[:n])); x == nil || !lean(x) {
			t.Fatalf("of %d documents nothing was taken over, or their texts were kept: %v", n, err)
		}
		if allJSON(t, x, Query{}) != allJSON(t, mustNew(t, docs[:n], nil), Query{}) {
			t.Error("what was taken over gives other lists")
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	x = mustNew(t, docs, &Options{DropContent: true})
	next := Document{ID: "next", Title: docs[4].Title, Content: docs[4].Content + strings.Repeat(" more", KeptExcerpt)}
	added := []Document{next}
	y, changed, err := x.Update(added, nil)
	if err != nil || !slices.Contains(changed, "next") {
		t.Fatal(changed, err)
	}
	if d, _ := y.Document("next"); forExcerpts(d.Content) != d.Content {
		t.Error("an added document still has its text")
	}
	if diff := cmp.Diff([]Document{next}, added); diff != "" {
		t.Errorf("the caller's own is changed:\n%s", diff)
	}
	if _, _, err := y.Update(docs[:100], nil); !errors.Is(err, ErrNoText) {
		t.Errorf("building anew without texts: %v", err)
	}
	z, err := y.Renew(t.Context(), append(slices.Clone(docs), next))
	if err != nil || allJSON(t, z, Query{}) != allJSON(t, mustNew(t, append(slices.Clone(docs), next), nil), Query{}) {
		t.Errorf("renewing it does not give the lists of a new index: %v", err)
	}
}

// What is withdrawn is as if it had never been there, ID and all.
func TestCollectWithdrawals(t *testing.T) {
	docs := byDate(300, 10, rand.New(rand.NewPCG(7, 7)))
	// Every third comes twice, first with other words.
	comings := func(yield func(Document, error) bool) {
		number := 0
		for i, d := range docs {
			if i%3 == 0 {
				first := d
				first.Content = strings.Repeat("Unheard zyxwords of "+d.ID+". ", 20) + docs[(i+7)%len(docs)].Content
				if !yield(first, nil) || !yield(d, nil) || !yield(Document{}, Withdrawal(number)) {
					return
				}
				number += 2
				continue
			}
			if !yield(d, nil) {
				return
			}
			number++
		}
	}
	for _, opts := range []*Options{nil, {DropContent: true}, {TagsOnly: true}} {
		x, err := Collect(t.Context(), comings, opts)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []Query{{Limit: 10, Terms: 3}, {MinScore: -1}} {
			if allJSON(t, x, q) != allJSON(t, mustNew(t, docs, opts), q) {
				t.Errorf("%+v: the lists are other ones", opts)
			}
		}
	}
}

// What is collected takes less memory than the texts that were handed in.
func TestCollectLetsGo(t *testing.T) {
	const n, size = 2000, 1 << 15
	texts := func(yield func(Document, error) bool) {
		for _, d := range generated(n, rand.New(rand.NewPCG(1, 1))) {
			d.Content, d.Language = d.Content+strings.Repeat(" .", size/2), "en"
			if !yield(d, nil) {
				return
			}
		}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x, err := Collect(t.Context(), texts, &Options{DropContent: true})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > n*size/4 {
		t.Errorf("the index holds %d bytes a document, with texts of %d", grown/n, size)
	}
	runtime.KeepAlive(x)
}

// A text that had to wait until it was known which language most are in is let go of once it
// is analysed, and not when the whole index is made.
func TestAnalyzeLetsGo(t *testing.T) {
	long := strings.Repeat("zxq ", KeptExcerpt)
	for _, lean := range []bool{false, true} {
		an := newAnalysis([]*Document{{ID: "a", Content: long}}, text.NewDictionary())
		if lean {
			an.prints = []uint64{an.docs[0].print()}
		}
		c, err := newCensus(t.Context(), an.docs)
		if err == nil {
			err = an.analyze(t.Context(), &c)
		}
		if err != nil || len(an.toks[0].words) < KeptExcerpt {
			t.Fatal(len(an.toks[0].words), err)
		}
		if dropped := len(an.docs[0].Content) < len(long); dropped != lean {
			t.Errorf("letting go of texts %t: let go of %t", lean, dropped)
		}
	}
}
