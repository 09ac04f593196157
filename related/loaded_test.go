package related

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// A bag in either form is compared with a subject as the sum of products says, rare features
// and those of the title included, also after another subject was loaded.
func TestLoadedDot(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const features = 4 * narrowFeatures
	w := &weigher{class: make([]uint16, features), classes: []class{newClass(soleKind, 3)}}
	randomBag := func(n int) (b bag) {
		all := make([]uint32, n)
		for i := range all {
			all[i] = random.Uint32N(features)
			if i%3 > 0 {
				all[i] %= 600 // many in common
			}
		}
		slices.Sort(all)
		for _, f := range slices.Compact(all) {
			if f < narrowFeatures {
				b.narrow = append(b.narrow, uint16(f))
			} else {
				b.wide = append(b.wide, f)
			}
			b.count = append(b.count, uint8(1+random.IntN(255)))
		}
		return b
	}
	r := &ranker{x: &Index{weigher: w}, query: &loadedQuery{}}
	for _, n := range []int{1, 100, 5000, 40_000, 300} {
		s := &subject{bag: randomBag(n)}
		others := &packedBags{start: []uint32{0}}
		weight, inTitle := make(map[uint32]uint64), make(map[uint32]uint32)
		for i, count := range s.bag.count {
			f := s.bag.feature(i)
			weight[f] = uint64(w.of(f).square) * uint64(rootOf[count])
			if i%(1+n/8) == 0 {
				inTitle[f] = 1 + random.Uint32N(one)
				s.title.feature, s.title.weight = append(s.title.feature, f), append(s.title.weight, uint16(inTitle[f]))
			}
		}
		r.load(s)
		for at, b := range []bag{s.bag, randomBag(100), randomBag(3000), {}} {
			others.add(b)
			dot, title := uint64(0), uint32(0)
			for i, count := range b.count {
				f := b.feature(i)
				dot += weight[f] * uint64(rootOf[count])
				title += inTitle[f]
			}
			if gotDot, gotTitle := r.query.dot(b); gotDot != dot || gotTitle != title {
				t.Errorf("%d features, bag %d: %d and %d, want %d and %d", n, at, gotDot, gotTitle, dot, title)
			}
			if gotDot, gotTitle := others.dot(r.query, at); gotDot != dot || gotTitle != title {
				t.Errorf("%d features, packed bag %d: %d and %d, want %d and %d", n, at, gotDot, gotTitle, dot, title)
			}
		}
		r.unload(s)
	}
}

// However many features a subject has, and whatever they have in common, each is found
// again and no other is, also after another subject was loaded.
func TestPaginate(t *testing.T) {
	every := func(step int) (features []uint16) {
		for f := 0; f < narrowFeatures; f += step {
			features = append(features, uint16(f))
		}
		return features
	}
	q := &loadedQuery{}
	for name, features := range map[string][]uint16{
		"none": nil, "few": every(1000), "like their low bits": every(maxPages / 2), "odd": every(3), "all": every(1),
	} {
		q.paginate(features)
		has := make(map[uint16]bool)
		for _, f := range features {
			has[f] = true
			*q.narrow(f) = queryFeature(f) + 1
		}
		for f := range narrowFeatures {
			want := queryFeature(0)
			if has[uint16(f)] {
				want = queryFeature(f) + 1
			}
			if got := q.of(uint32(f)); got != want {
				t.Fatalf("%s: feature %d is %d, want %d", name, f, got, want)
			}
		}
		q.empty(features)
	}
}
