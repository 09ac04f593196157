package judge

import (
	"strings"
	"testing"
)

func TestOverlapAndRBO(t *testing.T) {
	for _, c := range []struct {
		a, b         string
		overlap, rbo float64
	}{
		{"", "", 1, 1},
		{"", "a", 0, 0},
		{"a b c d", "a b c d", 1, 1},
		{"a b", "c d", 0, 0},
		// Agreements 1, 1/2, 2/3: .1(1 + .9/2 + .81·2/3) + .9³·2/3.
		{"a b c", "a c d", 2. / 3, .685},
		// Agreements 0, 1, and 1 for ever after: all but the first depth.
		{"a b", "b a", 1, .9},
		// What comes last matters less than what comes first.
		{"a b c d", "a b c x", 3. / 4, .1*(1+.9+.81) + .729*3./4},
		{"a b c d", "x b c d", 3. / 4, .1*(.9/2+.81*2/3) + .729*3./4},
		// Cut short is not otherwise; only the overlap counts it.
		{"a b", "a b c d", 1. / 2, 1},
		// The short list agrees by half; it is taken to go on like that, and
		// in c one more is found: (1 + 1 + 1/2)/3 = 5/6, (2 + 1)/4.
		{"a c", "a b c d", 1. / 2, .1*(1+.9/2+.81*5/6) + .729*3./4},
	} {
		a, b := strings.Fields(c.a), strings.Fields(c.b)
		for range 2 { // both ways round
			near(t, "overlap of "+c.a+" and "+c.b, Overlap(a, b), c.overlap)
			near(t, "RBO of "+c.a+" and "+c.b, RBO(a, b, .9), c.rbo)
			a, b = b, a
		}
	}
}
