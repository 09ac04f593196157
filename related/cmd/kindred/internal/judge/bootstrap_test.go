package judge

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pairsOfScores returns scores of n queries of which the first are better by
// the shift on average, and vary by the noise.
func pairsOfScores(random *rand.Rand, n int, shift, noise float64) (a, b []float64) {
	for range n {
		base := random.Float64()
		a = append(a, base+shift+noise*random.NormFloat64())
		b = append(b, base)
	}
	return a, b
}

func TestBootstrapOfTheSameIsNoDifference(t *testing.T) {
	a := []float64{.1, .5, 0, 1}
	if diff := cmp.Diff(Difference{OtherSign: 1, Ties: 4}, PairedBootstrap(a, a)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Difference{OtherSign: 1}, PairedBootstrap(nil, nil)); diff != "" {
		t.Error(diff)
	}
}

func TestBootstrapSeesWhatIsClear(t *testing.T) {
	a, b := pairsOfScores(rand.New(rand.NewPCG(1, 2)), 100, .1, .1)
	d := PairedBootstrap(a, b)
	if d.Low <= 0 || d.Low >= d.Mean || d.Mean >= d.High || d.OtherSign != 0 {
		t.Errorf("clearly better: %+v", d)
	}
	if d.Wins+d.Ties+d.Losses != 100 || d.Wins <= d.Losses {
		t.Errorf("queries: %+v", d)
	}
	near(t, "the mean", d.Mean, mean(a)-mean(b))
}

func TestBootstrapDoubtsWhatIsNot(t *testing.T) {
	a, b := pairsOfScores(rand.New(rand.NewPCG(3, 4)), 100, 0, .1)
	if d := PairedBootstrap(a, b); d.Low >= 0 || d.High <= 0 || d.OtherSign < .025 {
		t.Errorf("no better: %+v", d)
	}
	// As much for as against: it looks like nothing, and nothing is what it is.
	d := PairedBootstrap([]float64{.5, 0, .3}, []float64{0, .5, .3})
	if d.Mean != 0 || d.OtherSign != 1 || d.Low != -d.High || d.Wins != 1 || d.Ties != 1 || d.Losses != 1 {
		t.Errorf("even: %+v", d)
	}
}

func TestBootstrapIsSymmetric(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 10 {
		a, b := pairsOfScores(random, 1+random.IntN(50), .02, .1)
		ab, ba := PairedBootstrap(a, b), PairedBootstrap(b, a)
		want := Difference{-ab.Mean, -ab.High, -ab.Low, ab.OtherSign, ab.Losses, ab.Ties, ab.Wins}
		if diff := cmp.Diff(want, ba); diff != "" {
			t.Error(diff)
		}
	}
}

// TestBootstrapIgnoresRounding: .1+.2 is not .3, but no ranking is better for it.
func TestBootstrapIgnoresRounding(t *testing.T) {
	x, y := .1, .2
	if d := PairedBootstrap([]float64{x + y}, []float64{.3}); d.Ties != 1 {
		t.Errorf("%+v", d)
	}
}

// TestBootstrapAgreesWithAllSamples: of six queries there are 6^6 samples, few
// enough to look at each. The share drawn is the same on every platform and
// with every version of Go, so it is held to its last digit as well.
func TestBootstrapAgreesWithAllSamples(t *testing.T) {
	differences := []float64{.25, 0, .5, -.125, .25, .5}
	var other, all float64
	var visit func(picked int, sum float64)
	visit = func(picked int, sum float64) {
		if picked < len(differences) {
			for _, d := range differences {
				visit(picked+1, sum+d)
			}
			return
		}
		all++
		if sum <= 0 {
			other++
		}
	}
	visit(0, 0)

	got := PairedBootstrap(differences, make([]float64, len(differences)))
	if exact := other / all; math.Abs(got.OtherSign-exact) > .003 {
		t.Errorf("other sign in %.4f of the samples drawn, in %.4f of all", got.OtherSign, exact)
	}
	near(t, "other sign", got.OtherSign, .0113)
	near(t, "low", got.Low, .125/3)
	near(t, "high", got.High, 1.25/3)
}

// TestBootstrapCovers draws samples of queries from a population whose mean
// difference is known and skewed, as those of rankings are: most queries tie.
// The interval must hold the truth about 95 times in 100.
func TestBootstrapCovers(t *testing.T) {
	const experiments, queries = 400, 60
	const truth = .5*0 + .35*.10 + .15*-.05 // what draw is on average
	random := rand.New(rand.NewPCG(7, 8))
	draw := func() float64 {
		switch u := random.Float64(); {
		case u < .5:
			return 0
		case u < .85:
			return .2 * random.Float64()
		}
		return -.1 * random.Float64()
	}
	covered := 0
	for range experiments {
		a := make([]float64, queries)
		for i := range a {
			a[i] = draw()
		}
		if d := PairedBootstrap(a, make([]float64, queries)); d.Low <= truth && truth <= d.High {
			covered++
		}
	}
	if share := float64(covered) / experiments; share < .92 || share > .98 {
		t.Errorf("the 95%% interval holds the truth in %.1f%% of %d experiments", 100*share, experiments)
	}
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}
