package related

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// What the first stage leaves out is hardly ever missed, even where only four others
// are on the same story and the rest of the list must come from the whole topic.
func TestListsAreNearlyThoseOfAnExactRun(t *testing.T) {
	const least = .99
	got, lists, err := exactOverlap(t.Context(), mustNew(t, magazine(1200, 5, 2), nil), 400)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%.4f in %d lists", got, lists)
	if got < least || lists < 400 {
		t.Errorf("the top tens are %.4f those of an exact run, in %d lists; want %.2f in all 400", got, lists, least)
	}
}

// magazine returns n articles of about 150 words in stories of so many, on ten topics. So many
// words of twenty are of the story alone.
func magazine(n, perStory, ofStory int) []Document {
	r := rand.New(rand.NewPCG(3, 4))
	common, inTopic := rand.NewZipf(r, 1.1, 8, 20_000), rand.NewZipf(r, 1.05, 20, 400)
	docs := make([]Document, n)
	for i := range docs {
		story := i / perStory
		words := func(n int) string {
			var b []byte
			for range n {
				switch k := r.IntN(20); {
				case k < 12:
					b = strconv.AppendUint(append(b, 'w'), common.Uint64(), 36)
				case k < 20-ofStory:
					b = strconv.AppendUint(fmt.Appendf(b, "t%c", 'a'+story%10), inTopic.Uint64(), 36)
				default:
					b = fmt.Appendf(b, "s%dx%d", story, r.IntN(30))
				}
				b = append(b, ' ')
			}
			return string(b)
		}
		docs[i] = Document{ID: strconv.Itoa(i), Title: words(7), Content: words(100 + r.IntN(100)), Language: "en", Published: day(r.IntN(2000))}
	}
	return docs
}

// exactOverlap returns how much of an exact run's top ten the index's own has, on the
// mean of so many documents, spread evenly, or of all; and of how many of them the exact
// run's is not empty. The exact run weighs the same signals, but of every document that may
// be in the list, instead of those alone that the first stage finds.
func exactOverlap(ctx context.Context, x *Index, most int) (mean float64, lists int, err error) {
	n := min(most, len(x.docs))
	overlaps := make([]float64, n)
	q := x.request(Query{})
	err = inBlocksOf(ctx, 1, n, func() func(lo, hi int) {
		r := newRanker(x)
		return func(at, _ int) {
			found, exact := r.bothTops(x.subject(at*len(x.docs)/n), q)
			overlaps[at] = shareOf(exact, found)
		}
	})
	sum := 0.0
	for _, overlap := range overlaps {
		if overlap >= 0 {
			sum += overlap
			lists++
		}
	}
	return sum / float64(max(lists, 1)), lists, err
}

// bothTops returns the subject's ten best among its neighbours, and among all documents.
func (r *ranker) bothTops(s *subject, q *request) (found, exact []int) {
	r.approach(s, q)
	defer r.leave(s)
	found = topTen(r.standings(s))
	r.load(s)
	r.near = r.near[:0]
	var similarities []uint16
	for doc := range r.x.docs {
		if r.x.excluded(s, doc, q) == "" {
			n := r.compare(uint32(doc))
			r.near, r.text[doc] = append(r.near, n), n.text
			similarities = append(similarities, n.text)
		}
	}
	r.background = 0
	if len(similarities) >= backgroundRank {
		r.background = nthGreatest(similarities, backgroundRank)
	}
	return found, topTen(r.standings(s))
}

func topTen(all []standing) (top []int) {
	for _, standing := range all[:min(10, len(all))] {
		if m := standing.ranked(); m.score >= defaultMinScore {
			top = append(top, m.doc)
		}
	}
	return top
}

// shareOf returns which share of the wanted documents was found, -1 if none is wanted.
func shareOf(wanted, found []int) float64 {
	if len(wanted) == 0 {
		return -1
	}
	n := 0
	for _, doc := range wanted {
		if slices.Contains(found, doc) {
			n++
		}
	}
	return float64(n) / float64(len(wanted))
}
