package related

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestLn(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 100000 {
		x := math.Exp(r.Float64()*40 - 10)
		if got, want := ln(x), math.Log(x); math.Abs(got-want) > 4e-16*max(1, math.Abs(want)) {
			t.Fatalf("ln(%v) = %v, want %v", x, got, want)
		}
	}
	if ln(1) != 0 {
		t.Errorf("ln(1) = %v", ln(1))
	}
}
