package overlap

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// inTwo runs both halves at the same time.
func inTwo(n int, newWorker func() func(lo, hi int)) error {
	var wg sync.WaitGroup
	wg.Go(func() { newWorker()(0, n/2) })
	wg.Go(func() { newWorker()(n/2, n) })
	wg.Wait()
	return nil
}

// random returns n sets of least to most out of so many members, numbered by
// falling frequency. If skewed, some members are in many sets and others in few.
func random(r *rand.Rand, n, members, least, most int, skewed bool) (start, member []uint32) {
	start = []uint32{0}
	frequency := make([]int, members)
	for range n {
		size := min(least+r.IntN(most-least+1), members)
		set := member[len(member):]
		for len(set) < size {
			m := uint32(r.IntN(members))
			if skewed && r.IntN(2) == 0 {
				m = uint32(r.IntN(1 + r.IntN(1+int(m))))
			}
			if !slices.Contains(set, m) {
				set = append(set, m)
				frequency[m]++
			}
		}
		member = append(member, set...)
		start = append(start, uint32(len(member)))
	}
	byFrequency := make([]uint32, members)
	for i := range byFrequency {
		byFrequency[i] = uint32(i)
	}
	slices.SortStableFunc(byFrequency, func(a, b uint32) int { return cmp.Compare(frequency[b], frequency[a]) })
	number := make([]uint32, members)
	for at, m := range byFrequency {
		number[m] = uint32(at)
	}
	for i := range member {
		member[i] = number[member[i]]
	}
	for i := range n {
		slices.Sort(member[start[i]:start[i+1]])
	}
	return start, member
}

func mustNew(t testing.TB, start, member []uint32, members int, listed []bool) *Sets {
	t.Helper()
	s, err := New(start, member, members, listed, inTwo)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func allListed(n int) []bool { return slices.Repeat([]bool{true}, n) }

// plain finds set i's list as anybody would.
func plain(s *Sets, i, limit, least int, allowed func(int) bool) []Hit {
	wanted := make([]bool, s.members)
	for _, m := range s.of(i) {
		wanted[m] = true
	}
	var hits []Hit
	for j := range s.Len() {
		shared := 0
		for _, m := range s.of(j) {
			if wanted[m] {
				shared++
			}
		}
		if j != i && shared >= least && s.listed[j] && (allowed == nil || allowed(j)) {
			hits = append(hits, newHit(shared, uint32(j)))
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Compare(b, a) })
	return hits[:min(limit, len(hits))]
}

func TestSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, shape := range []struct {
		name                       string
		times, sets, members, most int
	}{
		{"few tags", 60, 200, 100, maxSubset},
		{"many tags", 40, 200, 100, 30},
		{"nearly all tags", 5, 200, 100, 100},
		{"many sets with many tags", 3, 1500, 60, 20},
		{"many different tags", 10, 700, 3000, 12},
		{"very many tags each", 5, 700, 3000, 120},
		{"few of many different tags", 10, 700, 1000, maxSubset},
	} {
		t.Run(shape.name, func(t *testing.T) {
			for range shape.times {
				n, members, least := 1+r.IntN(shape.sets), 1+r.IntN(shape.members), r.IntN(4)
				most := least + r.IntN(shape.most-least+1)
				start, member := random(r, n, members, least, most, r.IntN(2) == 0)
				listed := make([]bool, n)
				for i := range listed {
					listed[i] = r.IntN(10) > 0
				}
				limit := 1 + r.IntN(40)
				if r.IntN(2) == 0 {
					limit = 1 + r.IntN(maxListed)
				}
				s := mustNew(t, start, member, members, listed)
				s.test(t, r, fmt.Sprintf("%d sets of %d to %d out of %d", n, least, most, members), limit)
			}
		})
	}
}

// Most lists of the shapes that are meant for it are found all at once.
func TestAllAnswers(t *testing.T) {
	for _, test := range []struct{ sets, members, least, most, want int }{
		{20_000, 28, 4, 5, 19_000},
		{1000, 100, 30, 30, 1000},
		{1000, 100, 1, maxPaired, 1000},
		{1000, 100, 1, 60, 500},
		{1000, maxRow - 1, 30, 30, 1000},
		{1000, maxRow, 30, 30, 0},
	} {
		start, member := random(rand.New(rand.NewPCG(5, 5)), test.sets, test.members, test.least, test.most, false)
		s := mustNew(t, start, member, test.members, allListed(test.sets))
		found, err := s.All(5, nil, inTwo)
		if err != nil {
			t.Fatal(err)
		}
		answered := 0
		for i := range s.Len() {
			if _, ok := found.Of(i); ok {
				answered++
			}
		}
		if answered < test.want || test.want == 0 && answered > 0 {
			t.Errorf("%+v: %d lists are found at once", test, answered)
		}
	}
}

// A table keeps what it holds when it grows, and full lists stay as they are.
func TestTableGrows(t *testing.T) {
	for _, all := range []rank{1 << 40, 2000} {
		table := newTable(500, all, 2, 1, 1)
		for set := range uint32(3) {
			for r := range rank(1000) {
				table.enter(2*r+1, set)
			}
		}
		for r := range rank(1000) {
			if diff := gocmp.Diff([]uint32{0, 1}, table.list(2*r+1)); diff != "" {
				t.Fatalf("list of rank %d of %d (-want +got):\n%s", 2*r+1, all, diff)
			}
		}
	}
}

// Every subset of a size has a rank of its own, and there is none between them.
func TestRanks(t *testing.T) {
	const members = 9
	b := newBinomials(members)
	for k := 1; k <= maxSubset; k++ {
		seen := make([]int, b.ways(members, k))
		for mask := range 1 << members {
			var set []uint32
			for m := range uint32(members) {
				if mask>>m&1 != 0 {
					set = append(set, m)
				}
			}
			if len(set) == k {
				for _, r := range b.appendRanks(nil, set, k) {
					seen[r]++
				}
			}
		}
		if diff := gocmp.Diff(slices.Repeat([]int{1}, len(seen)), seen); diff != "" {
			t.Errorf("subsets of size %d with each rank (-want +got):\n%s", k, diff)
		}
	}
}

func (s *Sets) test(t *testing.T, r *rand.Rand, name string, limit int) {
	t.Helper()
	search := s.NewSearcher()
	forbidden, atLeast := r.IntN(10), 1+r.IntN(2)
	skipped := func(i int) bool { return i%7 == 0 }
	found, err := s.All(limit, skipped, inTwo)
	if err != nil {
		t.Fatal(err)
	}
	paired := &pairs{Sets: s, Found: newFound(s.Len(), limit), waiting: make([]bool, s.Len())}
	for i := range paired.waiting {
		paired.waiting[i] = !skipped(i)
	}
	inRows := s.members < maxRow
	if inRows { // whether it pays or not
		if err := paired.find(inTwo); err != nil {
			t.Fatal(err)
		}
	}
	for i := range s.Len() {
		want := plain(s, i, limit, 1, nil)
		if got, ok := paired.Of(i); ok {
			if diff := gocmp.Diff(want, got, sameIfEmpty); diff != "" {
				t.Fatalf("%s, list %d from pairs (-want +got):\n%s", name, i, diff)
			}
		} else if inRows && !skipped(i) && s.listed[i] && s.size(i) <= maxPaired {
			t.Errorf("%s: list %d is not from pairs", name, i)
		}
		if diff := gocmp.Diff(want, slices.Clone(search.Like(i, limit, 1, nil)), sameIfEmpty); diff != "" {
			t.Fatalf("%s, list %d (-want +got):\n%s", name, i, diff)
		}
		if got, ok := found.Of(i); ok {
			if diff := gocmp.Diff(want, got, sameIfEmpty); diff != "" {
				t.Fatalf("%s, list %d of all (-want +got):\n%s", name, i, diff)
			}
			if skipped(i) {
				t.Errorf("%s: list %d was not asked for", name, i)
			}
		}
		allowed := func(j int) bool { return j%10 != forbidden }
		if diff := gocmp.Diff(plain(s, i, limit, atLeast, allowed), slices.Clone(search.Like(i, limit, atLeast, allowed)), sameIfEmpty); diff != "" {
			t.Fatalf("%s, list %d of what is allowed (-want +got):\n%s", name, i, diff)
		}
	}
}

var sameIfEmpty = gocmp.Transformer("hits", func(hits []Hit) (all [][2]int) {
	for _, h := range hits {
		all = append(all, [2]int{h.Shared(), h.Set()})
	}
	return all
})

var shapes = []struct {
	name                 string
	members, least, most int
}{
	{"28of4to5", 28, 4, 5},
	{"28of1to5", 28, 1, 5},
	{"100of1to5", 100, 1, 5},
	{"28of1to10", 28, 1, 10},
	{"100of1to10", 100, 1, 10},
	{"100of1to30", 100, 1, 30},
	{"100of10", 100, 10, 10},
	{"100of30", 100, 30, 30},
	{"1000of4to5", 1000, 4, 5},
	{"1000of15", 1000, 15, 15},
	{"10000of4to5", 10000, 4, 5},
}

// BenchmarkAll60000 is the search alone, from numbers to numbers.
func BenchmarkAll60000(b *testing.B) {
	const n = 60_000
	for _, shape := range shapes {
		start, member := random(rand.New(rand.NewPCG(5, 5)), n, shape.members, shape.least, shape.most, false)
		listed := allListed(n)
		b.Run(shape.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := mustNew(b, start, member, shape.members, listed)
				found, err := s.All(5, nil, inTwo)
				if err != nil {
					b.Fatal(err)
				}
				err = inTwo(n, func() func(lo, hi int) {
					r := s.NewSearcher()
					return func(lo, hi int) {
						for i := lo; i < hi; i++ {
							if _, ok := found.Of(i); !ok {
								r.Like(i, 5, 1, nil)
							}
						}
					}
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
