// Package tune searches the settings that do best on judged queries, and finds
// out what that search is worth on queries that it has not seen.
package tune

import (
	"fmt"
	"math"
	"slices"
)

// A Setting is one thing that can be set, and the values of it that are tried.
type Setting struct {
	Name    string
	Values  []string
	InForce int // the number of the value where the search begins
	Default int // and of the one to prefer among equals
	// Ordered says that neighbouring values do alike, so that there is no need
	// to go on in a direction in which it gets worse.
	Ordered bool
}

// A Point is a choice of one value for every setting, by its number.
type Point []int

// An Objective says how good a point is for every query, from 0 to 1, more is
// better. It gives the same point the same scores.
type Objective func(Point) ([]float64, error)

const (
	// minGain is the least that a change must gain, on average over the
	// queries, to be taken: what is less nobody would see.
	minGain = .002
	// maxPasses is how often the settings are gone through at most.
	maxPasses = 2
	// manyPoints is for how many points the first pass of all searches may ask
	// if there is to be a second: each is a new index of the whole site.
	manyPoints = 40
)

// A Step is what a search did with one setting.
type Step struct {
	Pass    int // from 1
	Setting int
	Tried   []Trial // first the value so far
	Taken   int     // the number of the value that the search went on with
}

// A Trial is how a value did, the other settings being as they were then.
type Trial struct {
	Value int
	Mean  float64 // over the queries that the search may see
}

// A searcher looks for good points. It asks for the scores of each point once,
// whatever the queries that a search may see.
type searcher struct {
	settings  []Setting
	objective Objective
	known     map[string][]float64
}

func newSearcher(settings []Setting, objective Objective) *searcher {
	return &searcher{settings, objective, map[string][]float64{}}
}

// start is the point in force.
func (s *searcher) start() Point {
	at := make(Point, len(s.settings))
	for i := range s.settings {
		at[i] = s.settings[i].InForce
	}
	return at
}

func (s *searcher) scores(at Point) ([]float64, error) {
	key := fmt.Sprint(at)
	if known, ok := s.known[key]; ok {
		return known, nil
	}
	scores, err := s.objective(at)
	if err != nil {
		return nil, err
	}
	s.known[key] = scores
	return scores, nil
}

// search goes through the settings one by one, from those in force, and takes
// the value that does best for the queries, if that is clear enough.
func (s *searcher) search(queries []int, passes int) (Point, []Step, error) {
	at := s.start()
	var steps []Step
	for pass := 1; pass <= passes; pass++ {
		changed := false
		for i := range s.settings {
			step, err := s.step(at, i, queries)
			if err != nil {
				return nil, nil, err
			}
			step.Pass = pass
			steps = append(steps, step)
			changed = changed || step.Taken != at[i]
			at[i] = step.Taken
		}
		if !changed {
			break
		}
	}
	return at, steps, nil
}

// step tries the values of one setting.
func (s *searcher) step(at Point, setting int, queries []int) (Step, error) {
	step := Step{Setting: setting, Taken: at[setting]}
	var gains []gain // by trial
	current, err := s.scores(at)
	if err != nil {
		return step, err
	}
	try := func(value int) (gain, error) {
		point := slices.Clone(at)
		point[setting] = value
		scores, err := s.scores(point)
		if err != nil {
			return gain{}, err
		}
		g := newGain(scores, current, queries)
		step.Tried = append(step.Tried, Trial{value, mean(scores, queries)})
		gains = append(gains, g)
		return g, nil
	}
	if _, err := try(at[setting]); err != nil {
		return step, err
	}
	if s.settings[setting].Ordered {
		for _, direction := range []int{-1, 1} {
			before := gain{}
			for v := at[setting] + direction; v >= 0 && v < len(s.settings[setting].Values); v += direction {
				g, err := try(v)
				if err != nil {
					return step, err
				}
				if g.sum < before.sum {
					break
				}
				before = g
			}
		}
	} else {
		for v := range s.settings[setting].Values {
			if v == at[setting] {
				continue
			}
			if _, err := try(v); err != nil {
				return step, err
			}
		}
	}
	step.Taken = s.settings[setting].choose(step.Tried, gains)
	return step, nil
}

// choose returns the value that gains most, or one that is as good but for what
// nobody would see and nearer to the default. The first of the trials is that of
// the value so far, which stays if nothing is clearly better.
func (s *Setting) choose(tried []Trial, gains []gain) int {
	best := 0
	for i := range gains {
		if gains[i].clear() && gains[i].sum > gains[best].sum {
			best = i
		}
	}
	if best == 0 {
		return tried[0].Value
	}
	chosen := best
	for i := range gains {
		asGood := gains[i].clear() && gains[best].sum-gains[i].sum < gains[i].least()
		if asGood && s.fromDefault(tried[i].Value) < s.fromDefault(tried[chosen].Value) {
			chosen = i
		}
	}
	return tried[chosen].Value
}

func (s *Setting) fromDefault(value int) int {
	if !s.Ordered {
		return min(1, max(value-s.Default, s.Default-value))
	}
	return max(value-s.Default, s.Default-value)
}

// A gain is what one point has before another on some queries. It is counted in
// billionths, whose sums are the same in any order and on any platform.
type gain struct {
	queries int
	sum     int64
	squares float64 // of the differences
}

func newGain(scores, than []float64, queries []int) gain {
	g := gain{queries: len(queries)}
	for _, q := range queries {
		d := int64(math.Round((scores[q] - than[q]) * 1e9))
		g.sum += d
		g.squares += float64(float64(d) * float64(d))
	}
	return g
}

// least is the sum that a gain of minGain for each query comes to.
func (g gain) least() int64 { return int64(g.queries) * int64(minGain*1e9) }

// clear reports whether a gain is large enough to be seen, and larger than its
// own standard error: with few queries, most of what looks like a gain is luck.
func (g gain) clear() bool {
	if g.queries < 2 || g.sum < g.least() {
		return false
	}
	n, sum := float64(g.queries), float64(g.sum)
	variance := (g.squares - float64(sum*sum)/n) / (n - 1)
	return float64(sum*sum) > n*max(variance, 0)
}

func mean(scores []float64, queries []int) float64 {
	sum := int64(0)
	for _, q := range queries {
		sum += int64(math.Round(scores[q] * 1e9))
	}
	return float64(sum) / 1e9 / float64(max(len(queries), 1))
}
