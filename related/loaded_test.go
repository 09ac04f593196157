package related

import "testing"

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
