package tune

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// space has weights, which are ordered, and a choice of words, which is not.
func space() []Setting {
	weight := func(name string) Setting {
		return Setting{Name: name, Values: []string{"off", "0.5", "1", "2", "4"}, InForce: 2, Default: 2, Ordered: true}
	}
	return []Setting{weight("a"), weight("b"), weight("c"), {Name: "d", Values: []string{"auto", "x", "y", "z"}}}
}

func numbers(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// peak is an objective that is best at a point, and worse the farther from it.
// Queries vary more from each other than from point to point.
func peak(best Point, queries int, noise float64, seed uint64) Objective {
	return func(at Point) ([]float64, error) {
		random := rand.New(rand.NewPCG(seed, hash(fmt.Sprint(at))))
		away := 0.0
		for i := range at {
			switch distance := max(at[i]-best[i], best[i]-at[i]); {
			case i == 3 && distance > 0:
				away++
			default:
				away += float64(distance)
			}
		}
		scores := make([]float64, queries)
		for q := range scores {
			scores[q] = .9 - .6*float64(q)/float64(queries) - .01*away + noise*random.NormFloat64()
		}
		return scores, nil
	}
}

func TestSearchFindsTheBestPoint(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		best := Point{random.IntN(5), random.IntN(5), random.IntN(5), random.IntN(4)}
		got, _, err := newSearcher(space(), peak(best, 200, .01, 1)).search(numbers(200), maxPasses)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(best, got); diff != "" {
			t.Error(diff)
		}
	}
}

// TestSearchGoesThroughAgain: b does better only once c has changed.
func TestSearchGoesThroughAgain(t *testing.T) {
	objective := func(at Point) ([]float64, error) {
		score := .5 + .01*float64(at[2])
		if at[2] == 4 {
			score += .01 * float64(at[1])
		}
		return []float64{score, score}, nil
	}
	for passes, want := range map[int]Point{1: {2, 2, 4, 0}, 2: {2, 4, 4, 0}} {
		got, _, err := newSearcher(space(), objective).search(numbers(2), passes)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d passes: %s", passes, diff)
		}
	}
}

func TestStep(t *testing.T) {
	// Scores of 100 queries, the same for all but for a tenth that has the luck.
	type values []float64
	for name, c := range map[string]struct {
		setting Setting
		means   values
		luck    values
		tried   []int
		taken   int
	}{
		"nothing better":          {Setting{InForce: 2, Default: 2, Ordered: true}, values{.3, .4, .5, .4, .3}, nil, []int{2, 1, 3}, 2},
		"better by too little":    {Setting{InForce: 2, Default: 2, Ordered: true}, values{.4, .4, .5, .5015, .4}, nil, []int{2, 1, 3, 4}, 2},
		"better":                  {Setting{InForce: 2, Default: 2, Ordered: true}, values{.4, .4, .5, .51, .52}, nil, []int{2, 1, 3, 4}, 4},
		"no need to go so far":    {Setting{InForce: 2, Default: 2, Ordered: true}, values{.4, .4, .5, .51, .511}, nil, []int{2, 1, 3, 4}, 3},
		"back to the default":     {Setting{InForce: 4, Default: 2, Ordered: true}, values{.5, .5, .52, .521, .51}, nil, []int{4, 3, 2}, 2},
		"not back for nothing":    {Setting{InForce: 4, Default: 2, Ordered: true}, values{.5, .5, .5, .5, .5}, nil, []int{4, 3, 2, 1, 0}, 4},
		"luck on a few queries":   {Setting{InForce: 2, Default: 2, Ordered: true}, values{.4, .4, .5, .499, .4}, values{0, 0, 0, .3, 0}, []int{2, 1, 3, 4}, 2},
		"words are all tried":     {Setting{}, values{.5, .4, .3, .6}, nil, []int{0, 1, 2, 3}, 3},
		"the default among equal": {Setting{InForce: 2, Default: 0}, values{.5, .5, .4, .5}, nil, []int{2, 0, 1, 3}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c.setting.Values = make([]string, len(c.means))
			objective := func(at Point) ([]float64, error) {
				scores := make([]float64, 100)
				for q := range scores {
					scores[q] = c.means[at[0]]
				}
				if c.luck != nil { // one query wins a lot, and one loses nearly as much
					scores[0] += c.luck[at[0]]
					scores[1] -= c.luck[at[0]] / 20
				}
				return scores, nil
			}
			s := newSearcher([]Setting{c.setting}, objective)
			step, err := s.step(s.start(), 0, numbers(100))
			if err != nil {
				t.Fatal(err)
			}
			var tried []int
			for _, trial := range step.Tried {
				tried = append(tried, trial.Value)
			}
			if diff := cmp.Diff(c.tried, tried); diff != "" {
				t.Error("tried", diff)
			}
			if step.Taken != c.taken {
				t.Errorf("takes %d, want %d", step.Taken, c.taken)
			}
		})
	}
}

func TestSearchSeesOnlyItsQueries(t *testing.T) {
	// The first half of the queries wants the one end of a, the rest the other.
	objective := func(at Point) ([]float64, error) {
		scores := make([]float64, 20)
		for q := range scores {
			scores[q] = .1 * float64(at[0])
			if q < 10 {
				scores[q] = .4 - scores[q]
			}
		}
		return scores, nil
	}
	s := newSearcher(space(), objective)
	for queries, want := range map[[2]int]int{{0, 10}: 0, {10, 20}: 4} {
		got, _, err := s.search(numbers(20)[queries[0]:queries[1]], maxPasses)
		if err != nil || got[0] != want {
			t.Errorf("queries %v: %v, %v, want %d", queries, got, err, want)
		}
	}
}

func TestSearchStopsAtAnError(t *testing.T) {
	want := errors.New("interrupted")
	asked := 0
	_, err := Run(space(), func(Point) ([]float64, error) {
		if asked++; asked == 5 {
			return nil, want
		}
		return make([]float64, 40), nil
	}, [][]int{numbers(20)})
	if err != want || asked != 5 {
		t.Errorf("%v after %d points", err, asked)
	}
}
