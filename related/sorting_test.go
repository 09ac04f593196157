package related

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A radixSorter sorts as the library does, whatever the size of the numbers, and does not
// look at the lowest bits.
func TestRadixSorter(t *testing.T) {
	const lowest = 8
	r := rand.New(rand.NewPCG(3, 3))
	var s radixSorter // keeps its scratch
	for _, n := range []int{0, 1, 2, 300, 5} {
		for _, bits := range []int{4, 8, 9, 16, 31, 56} {
			s.values = s.values[:0]
			for range n {
				s.values = append(s.values, r.Uint64()>>(64-lowest-bits))
			}
			want := slices.Clone(s.values)
			slices.SortStableFunc(want, func(a, b uint64) int { return int(a>>lowest) - int(b>>lowest) })
			if diff := cmp.Diff(want, s.sorted(lowest), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%d numbers of %d bits (-want +got):\n%s", n, bits, diff)
			}
		}
	}
}
