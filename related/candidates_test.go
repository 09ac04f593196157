package related

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// The first stage finds what adding everything up and sorting it would, whatever
// subject it had before.
func TestCandidatesAreTheBest(t *testing.T) {
	for _, recency := range []Recency{RecencyEvergreen, RecencyNews} {
		r := rand.New(rand.NewPCG(7, 7))
		docs := generated(900, r)
		for i := range docs {
			docs[i].Published = time.Date(2026, 1, 1+r.IntN(400), 0, 0, 0, 0, time.UTC)
			docs[i].Hidden = i%17 == 0
		}
		for i := range docs[:40] {
			docs[i].Links = []string{docs[40+i].URL}
		}
		x := mustNew(t, docs, &Options{Recency: recency})
		ranker := newRanker(x)
		q := x.request(Query{})
		for _, i := range r.Perm(len(docs))[:300] {
			s := x.subject(i)
			want := sumsOf(x, s, q)
			got := slices.Clone(ranker.candidates(s, q))
			slices.Sort(got)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Fatalf("%s, document %d (-all +found):\n%s", recency, i, diff)
			}
			if n := slices.IndexFunc(ranker.scores, func(score uint16) bool { return score != 0 }); n >= 0 {
				t.Fatalf("document %d: a score was left at %d", i, n)
			}
		}
	}
}

// sumsOf returns the best candidates by adding up all postings.
func sumsOf(x *Index, s *subject, q *request) []uint32 {
	sums := make([]uint16, len(x.docs))
	p := x.postings
	for f, weight := range x.weigher.strongest(x.bags.read(s.at, new(bag)), s.scale, s.least, &x.postings.breadth) {
		for _, posting := range p.of(f) {
			impact, doc := uint64(posting)>>p.documentBits, posting&(1<<p.documentBits-1)
			half := uint64(1) << (32 - p.documentBits) / 2
			sums[doc] += uint16((uint64(weight)*fullScore/one*impact + half) >> (32 - p.documentBits))
		}
	}
	perLink := x.weights[linkSignal] / x.weights[textSignal]
	for _, l := range s.linked {
		sums[l.doc] = uint16(min(float64(sums[l.doc])+float64(int(min(perLink*l.value, 1)*fullScore)), one))
	}
	var all []uint32
	for doc, sum := range sums {
		if sum > 0 && x.excluded(s, doc, q) == "" {
			all = append(all, uint32(doc))
		}
	}
	value := func(doc uint32) uint32 { return x.calendar.dampen(uint32(sums[doc]), s.day, doc) }
	slices.SortFunc(all, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(value(b), value(a)), cmp.Compare(x.docs[a].ID, x.docs[b].ID))
	})
	counted := slices.Clone(all)
	counted = slices.DeleteFunc(counted, func(doc uint32) bool { return !x.census.has(int(doc)) })
	if len(counted) >= x.postings.fewest {
		bar := min(value(counted[tenth-1])/2, value(counted[x.postings.fewest-1]))
		if len(counted) >= x.postings.candidates {
			bar = max(bar, value(counted[x.postings.candidates-1]))
			counted = counted[:x.postings.candidates]
		}
		all = slices.DeleteFunc(all, func(doc uint32) bool {
			return value(doc) < bar || x.census.has(int(doc)) && !slices.Contains(counted, doc)
		})
	}
	slices.Sort(all)
	return all
}

func TestLeastWithout(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	for range 2000 {
		values := make([]uint32, 1+r.IntN(300))
		square := func(v uint32) uint64 { return uint64(v&one) * uint64(v&one) }
		sum := uint64(0)
		for i := range values {
			values[i] = r.Uint32() >> r.IntN(16) & (r.Uint32() | 0xff<<24)
			sum += square(values[i])
		}
		if sum == 0 {
			continue
		}
		rest := r.Uint64N(sum)
		sorted := slices.Sorted(slices.Values(values))
		want, left := 0, rest
		for ; square(sorted[want]) <= left; want++ {
			left -= square(sorted[want])
		}
		if got := leastWithout(slices.Clone(values), rest); got != uint16(sorted[want]>>16) {
			t.Fatalf("without %d of %x it is %x, want that of %x", rest, sorted, got, sorted[want])
		}
	}
}

// Two documents that are each other's neighbours are as similar from one side as from
// the other.
func TestNeighboursOfEachOther(t *testing.T) {
	x := mustNew(t, generated(900, rand.New(rand.NewPCG(3, 9))), nil)
	mutual := 0
	for i, near := range x.neighbours {
		for _, n := range near {
			at := slices.IndexFunc(x.neighbours[n.doc], func(back neighbour) bool { return int(back.doc) == i })
			if at < 0 {
				continue
			}
			mutual++
			back := x.neighbours[n.doc][at]
			if off := int(n.text) - int(back.text); off < -1 || off > 1 || n.title != back.title {
				t.Errorf("%s and %s: %v, the other way round %v", x.docs[i].ID, x.docs[n.doc].ID, n, back)
			}
		}
	}
	if mutual < 1000 {
		t.Errorf("%d pairs are each other's neighbours", mutual)
	}
}
