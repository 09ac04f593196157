package tune

import (
	"slices"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

// A Result is what a search finds on all queries, and what the same search is
// worth on queries that it has not seen.
type Result struct {
	InForce, Tuned Point
	Steps          []Step // of the search on all queries
	Folds          []Fold
	Points         int // for how many the objective was asked

	// The scores of every query: with the settings in force; tuned on all
	// queries, this one among them; and tuned on the queries of other folds.
	ScoresInForce, ScoresTuned, ScoresHeldOut []float64

	// Gain is what tuning is worth: held out against the settings in force.
	Gain judge.Difference
	// Pays says that the point found is another than the one in force, and that
	// the gain is beyond what chance gives.
	Pays bool
}

// MaxChance is how probable it may be that there is no gain, for tuning to pay.
// The folds' searches share most of their queries, and so mostly find the same:
// what is luck in one of them is luck in all. Where there is nothing to gain at
// all, the bootstrap therefore falls below .025 in one search of twenty, and below
// .01 in one of forty, which is what .025 should mean.
const MaxChance = .01

// A Fold is a search that could not see some of the queries.
type Fold struct {
	Held        []int // the queries that were held out, in ascending order
	Tuned       Point
	MeanInForce float64 // over these, with the settings in force
	MeanHeldOut float64 // and with those found on the others
}

// Run searches on all queries, and then once for every fold on the queries of
// the others: the whole search, as a choice made with a look at the queries held
// out would flatter it. A point that several searches come to is asked for once.
func Run(settings []Setting, objective Objective, folds [][]int) (*Result, error) {
	s := newSearcher(settings, objective)
	for passes := 1; ; passes++ {
		// All searches have as many passes, or the one that is judged would not
		// be the one that is used.
		r, err := s.run(folds, passes)
		if err != nil || passes == maxPasses || len(s.known) > manyPoints {
			return r, err
		}
	}
}

func (s *searcher) run(folds [][]int, passes int) (*Result, error) {
	r := &Result{InForce: s.start()}
	var err error
	if r.ScoresInForce, err = s.scores(r.InForce); err != nil {
		return nil, err
	}
	all := make([]int, len(r.ScoresInForce))
	for i := range all {
		all[i] = i
	}
	if r.Tuned, r.Steps, err = s.search(all, passes); err != nil {
		return nil, err
	}
	if r.ScoresTuned, err = s.scores(r.Tuned); err != nil {
		return nil, err
	}

	// Where there is nothing to hold out, the settings in force stay.
	r.ScoresHeldOut = slices.Clone(r.ScoresInForce)
	for _, held := range folds {
		tuned, _, err := s.search(without(all, held), passes)
		if err != nil {
			return nil, err
		}
		scores, err := s.scores(tuned)
		if err != nil {
			return nil, err
		}
		for _, q := range held {
			r.ScoresHeldOut[q] = scores[q]
		}
		r.Folds = append(r.Folds, Fold{held, tuned, mean(r.ScoresInForce, held), mean(scores, held)})
	}
	r.Points = len(s.known)
	r.Gain = judge.PairedBootstrap(r.ScoresHeldOut, r.ScoresInForce)
	r.Pays = !slices.Equal(r.Tuned, r.InForce) && r.Gain.Mean > 0 && r.Gain.OtherSign <= MaxChance
	return r, nil
}

// without returns all queries but those held out, both in ascending order.
func without(all, held []int) []int {
	return slices.DeleteFunc(slices.Clone(all), func(q int) bool {
		_, out := slices.BinarySearch(held, q)
		return out
	})
}
