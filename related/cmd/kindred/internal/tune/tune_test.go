package tune

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fifths holds out every fifth query in turn.
func fifths(queries int) [][]int {
	folds := make([][]int, 5)
	for q := range queries {
		folds[q%5] = append(folds[q%5], q)
	}
	return folds
}

func all(x []float64) float64 { return mean(x, numbers(len(x))) }

func TestRunSaysWhatTuningIsWorth(t *testing.T) {
	best := Point{2, 4, 1, 3}
	r, err := Run(space(), peak(best, 100, .02, 1), fifths(100))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(best, r.Tuned); diff != "" {
		t.Error(diff)
	}
	// Four steps of a hundredth away from the best.
	if gain := all(r.ScoresHeldOut) - all(r.ScoresInForce); math.Abs(gain-.04) > .01 {
		t.Errorf("held out, tuning gains %.4f, want about .04", gain)
	}
	if !r.Pays {
		t.Errorf("a clear gain is doubted: %+v", r.Gain)
	}
	for _, f := range r.Folds {
		if diff := cmp.Diff(best, f.Tuned); diff != "" {
			t.Error(diff)
		}
	}
}

// TestRunIsNotFooledByNoise tunes where there is nothing to gain: how good a
// point is for a query is chance. On the queries that it was tuned by it must
// look like a gain, or the test would show nothing; held out it must not.
func TestRunIsNotFooledByNoise(t *testing.T) {
	const experiments, queries = 200, 60
	var seen, unseen, squares float64
	recommended := 0
	for seed := range uint64(experiments) {
		flat := func(at Point) ([]float64, error) {
			random := rand.New(rand.NewPCG(seed, hash(fmt.Sprint(at))))
			scores := make([]float64, queries)
			for q := range scores {
				scores[q] = .5 + .1*random.NormFloat64()
			}
			return scores, nil
		}
		r, err := Run(space(), flat, fifths(queries))
		if err != nil {
			t.Fatal(err)
		}
		seen += all(r.ScoresTuned) - all(r.ScoresInForce)
		unseen += r.Gain.Mean
		squares += r.Gain.Mean * r.Gain.Mean
		if r.Pays {
			recommended++
		}
	}
	mean := unseen / experiments
	deviation := math.Sqrt((squares/experiments - mean*mean) / experiments)
	if seen/experiments < .01 {
		t.Errorf("seen, tuning gains %.4f: too little to be fooled by", seen/experiments)
	}
	if math.Abs(mean) > 3*deviation {
		t.Errorf("held out, tuning gains %.4f by chance", mean)
	}
	if share := float64(recommended) / experiments; share > .05 {
		t.Errorf("recommends what is chance in %.1f%% of %d experiments", 100*share, experiments)
	}
}

// TestRunAsksForFewPoints: each costs an index of the whole site.
func TestRunAsksForFewPoints(t *testing.T) {
	for seed := range uint64(20) {
		asked := map[string]int{}
		inner := peak(Point{2, 2, 2, 0}, 50, .05, seed)
		r, err := Run(space(), func(at Point) ([]float64, error) {
			asked[fmt.Sprint(at)]++
			return inner(at)
		}, fifths(50))
		if err != nil {
			t.Fatal(err)
		}
		for point, times := range asked {
			if times > 1 {
				t.Errorf("asks for %s %d times", point, times)
			}
		}
		if r.Points != len(asked) || r.Points > 60 {
			t.Errorf("%d points, %d asked for", r.Points, len(asked))
		}
	}
}

func TestRunIsDeterministic(t *testing.T) {
	run := func() *Result {
		r, err := Run(space(), peak(Point{1, 2, 3, 1}, 60, .05, 7), fifths(60))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if diff := cmp.Diff(run(), run()); diff != "" {
		t.Error(diff)
	}
}

func TestRunWithoutFoldsHoldsNothingOut(t *testing.T) {
	r, err := Run(space(), peak(Point{4, 4, 4, 1}, 10, 0, 1), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.ScoresInForce, r.ScoresHeldOut); diff != "" {
		t.Error(diff)
	}
}
