package related

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// prose returns n random words of a vocabulary of 3,000.
func prose(r *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("word%d", r.IntN(3000))
	}
	return words
}

// Every copy of every kind is found, and nothing that is merely similar.
func TestNearCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, length := range []int{80, 120, 400, 1500} {
		var docs []Document
		var want [][2]string
		for i := range 40 {
			words := prose(r, length)
			text := func(w []string) string { return strings.Join(w, " ") }
			add := func(kind, content string) string {
				id := fmt.Sprintf("%02d %s", i, kind)
				docs = append(docs, Document{ID: id, Title: kind + text(prose(r, 5)), Content: content})
				return id
			}
			group := []string{
				add("original", text(words)),
				add("other headline", "By Our Correspondent\n"+text(words)),
				add("shortened by a third", text(words[:length*2/3])),
				add("two paragraphs added", text(words)+"\n"+text(prose(r, length/8))+"\n"+text(prose(r, length/8))),
			}
			slices.Sort(group)
			for a, first := range group {
				for _, second := range group[a+1:] {
					want = append(want, [2]string{first, second})
				}
			}
			// Not copies: half of the text is new, and a quotation in a long text.
			add("similar", text(words[:length/2])+" "+text(prose(r, length/2)))
			add("quotation", text(prose(r, 2*length))+" "+text(words[:length/3]))
		}
		got := mustNew(t, docs, nil).NearCopies()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d words: pairs (-want +got):\n%s", length, diff)
		}
	}
}

// On a wire's worth of copies no list shows a copy of its own article, nor two
// copies of one story, and what is merely similar is in the lists.
func TestListsHoldNoCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var docs []Document
	for topic := range 12 {
		vocabulary := prose(r, 60)
		about := func(n int) string {
			words := prose(r, n)
			for i := range words {
				if r.IntN(2) == 0 {
					words[i] = fmt.Sprint("topic", topic, vocabulary[r.IntN(len(vocabulary))])
				}
			}
			return strings.Join(words, " ")
		}
		for story := range 8 {
			text := about(150)
			add := func(kind, content string) {
				docs = append(docs, Document{ID: fmt.Sprintf("%02d/%d/%s", topic, story, kind), Title: about(6), Content: content})
			}
			add("original", text)
			add("headline", "By Our Correspondent\n"+text)
			add("short", text[:len(text)*2/3])
			add("cut", text[:len(text)/3]+text[len(text)*2/3:]) // a near-copy of the whole, but not of the short one
			add("long", text+"\n"+about(20)+"\n"+about(20))
			words := strings.Fields(text)
			add("similar", strings.Join(words[:75], " ")+" "+about(75))
		}
	}
	story := func(id string) string {
		if strings.HasSuffix(id, "similar") {
			return id // a story of its own
		}
		return id[:len("00/0")]
	}
	similar := 0
	for list, err := range mustNew(t, docs, nil).All(t.Context(), Query{Limit: 10}) {
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]string{story(list.ID): list.ID}
		for _, m := range list.Related {
			if other, ok := seen[story(m.ID)]; ok {
				t.Errorf("list of %s: %s is a copy of %s", list.ID, m.ID, other)
			}
			seen[story(m.ID)] = m.ID
			if m.ID == list.ID[:len("00/0/")]+"similar" {
				similar++
			}
		}
	}
	if want := 12 * 8 * 5; similar < want*9/10 {
		t.Errorf("%d of %d lists show the similar story", similar, want)
	}
}

// The definition to the letter, next to its limits.
func TestNearCopyDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	words := prose(r, 400)
	join := func(w ...[]string) string { return strings.Join(slices.Concat(w...), " ") }
	short := prose(r, 30)
	for _, test := range []struct {
		name string
		a, b Document
		want bool
	}{
		{"half as long", Document{Content: join(words)}, Document{Content: join(words[:200])}, true},
		{"less than half as long", Document{Content: join(words)}, Document{Content: join(words[:199])}, false},
		{"four fifths of the shingles", Document{Content: join(words)}, Document{Content: join(words[:330], prose(r, 70))}, true},
		{"less than four fifths", Document{Content: join(words)}, Document{Content: join(words[:315], prose(r, 85))}, false},
		{"50 words", Document{Content: join(words[:50])}, Document{Content: join(words[:50], prose(r, 3))}, true},
		{"49 words and a few more", Document{Content: join(words[:49])}, Document{Content: join(words[:49], prose(r, 3))}, false},
		{"49 words, normalised", Document{Content: join(words[:49])}, Document{Content: strings.ToUpper(join(words[:49])) + "!"}, true},
		{"only summaries", Document{Summary: join(short)}, Document{Summary: join(short)}, true},
		{"a phrase under two titles", Document{Title: "Alpha", Content: "Read more here"}, Document{Title: "Beta", Content: "Read more here"}, false},
		{"a phrase under one title", Document{Title: "Alpha", Content: "Read more here"}, Document{Title: "ALPHA", Content: "Read more here"}, true},
		{"nothing", Document{Title: "Alpha"}, Document{Title: "Alpha"}, false},
	} {
		test.a.ID, test.b.ID = "a", "b"
		got := len(mustNew(t, []Document{test.a, test.b}, nil).NearCopies()) > 0
		if got != test.want {
			t.Errorf("%s: near-copies %v, want %v", test.name, got, test.want)
		}
	}
}

// A form letter that stands on every page makes no page a copy of another.
func TestFormLetter(t *testing.T) {
	var docs []Document
	for i := range 8 {
		docs = append(docs, Document{ID: fmt.Sprint(i), Title: fmt.Sprint("Page ", i), Content: "This article is for subscribers only: log in to read on, or subscribe today."})
	}
	if got := mustNew(t, docs, nil).NearCopies(); got != nil {
		t.Errorf("near-copies %v, want none", got)
	}
}

// A page from outside the index is kept apart from its copies inside.
func TestRelatedToHidesCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	words := prose(r, 200)
	docs := []Document{
		{ID: "copy", Content: strings.Join(words[:150], " ")},
		{ID: "similar", Content: strings.Join(append(prose(r, 150), words[:50]...), " ")},
		{ID: "other", Content: strings.Join(prose(r, 200), " ")},
	}
	x := mustNew(t, docs, nil)
	got := ids(x.RelatedTo(Document{Content: strings.Join(words, " ")}, Query{}))
	if slices.Contains(got, "copy") || !slices.Contains(got, "similar") {
		t.Errorf("related to a copy: %v, want similar and not copy", got)
	}
}

// Stories that are read one after the other into the same memory compare as the sets of
// what their texts hold, also where texts repeat themselves.
func TestStories(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	shingles := func(words []uint32) map[string]bool {
		set := make(map[string]bool)
		for at := range len(words) - shingleWords + 1 {
			set[fmt.Sprint(words[at:at+shingleWords])] = true
		}
		return set
	}
	var s, u story
	var copies int
	for range 2000 {
		words := make([]uint32, copyWords+r.IntN(200))
		for i := range words {
			words[i] = uint32(r.IntN(4)) // few, so that runs of them come again
		}
		others := slices.Clone(words[:max(copyWords, len(words)-r.IntN(len(words)))])
		for range r.IntN(12) {
			others[r.IntN(len(others))] = uint32(r.IntN(5))
		}
		s.read(words)
		u.read(others)
		a, b := shingles(others), shingles(words) // the others are not more
		common := 0
		for shingle := range a {
			if b[shingle] {
				common++
			}
		}
		want := float64(common) >= copyShare*float64(len(a))
		if u.isCopyOf(&s) != want {
			t.Fatalf("%d of %d shingles of %v are in %v: near-copies %v, want %v", common, len(a), others, words, !want, want)
		}
		if want {
			copies++
		}
	}
	if copies < 200 || copies > 1800 {
		t.Errorf("%d of 2,000 pairs are near-copies, which tests one answer only", copies)
	}
}
