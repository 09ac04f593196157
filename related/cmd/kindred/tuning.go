package main

import (
	"fmt"
	"slices"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/tune"
)

// A tuneReport is what tune prints. With too few queries there is nothing to
// tell of but the settings in force.
type tuneReport struct {
	Queries        int              `json:"queries"`
	Documents      int              `json:"documents"`
	InForce        tunePoint        `json:"in_force"`
	Tuned          *tunePoint       `json:"tuned,omitempty"` // its figure is of the queries that it was tuned by
	HeldOut        *heldOut         `json:"held_out,omitempty"`
	Difference     *judgeDifference `json:"difference,omitempty"` // held out - in force
	Configurations int              `json:"configurations"`       // how many were ranked
	Path           []tuneStep       `json:"path,omitempty"`       // of the search on all queries
	Recommended    bool             `json:"recommended"`
	Conclusion     string           `json:"conclusion"`
	Config         string           `json:"config,omitempty"`

	keep string // what to go on with unless the config is recommended
}

// A tunePoint is a configuration, as far as tune sets it, and how it did.
type tunePoint struct {
	NDCG10  float64 `json:"ndcg@10"`
	Weights string  `json:"weights"` // those that are not the default
	Recency string  `json:"recency"`
}

type heldOut struct {
	NDCG10      float64    `json:"ndcg@10"`
	PairsParted float64    `json:"pairs_parted"` // the share whose two queries are in different folds
	Folds       []tuneFold `json:"folds"`
}

// A tuneFold is what a search found that could not see the fold's queries, and
// how it did on these.
type tuneFold struct {
	Queries int `json:"queries"`
	tunePoint
	InForce float64 `json:"ndcg@10_in_force"` // on the same queries
}

type tuneStep struct {
	Pass    int         `json:"pass"`
	Setting string      `json:"setting"`
	From    string      `json:"from"`
	To      string      `json:"to"`
	Tried   []tuneTrial `json:"tried"`
}

type tuneTrial struct {
	Value  string  `json:"value"`
	NDCG10 float64 `json:"ndcg@10"`
}

func newTunePoint(s *settings, ndcg10 float64) tunePoint {
	return tunePoint{round4(ndcg10), formatWeights(s.weights), firstOf(s.recency, string(related.RecencyAuto))}
}

// is reports whether two configurations are the same, however they did.
func (p tunePoint) is(q tunePoint) bool { return p.Weights == q.Weights && p.Recency == q.Recency }

func newTuneReport(space *tuneSpace, r *tune.Result) *tuneReport {
	report := &tuneReport{Queries: len(r.ScoresInForce), Configurations: r.Points, keep: keeping(&space.inForce)}
	inForce := newTunePoint(space.settings(r.InForce), average(r.ScoresInForce))
	tuned := newTunePoint(space.settings(r.Tuned), average(r.ScoresTuned))
	report.InForce, report.Tuned = inForce, &tuned
	report.HeldOut = &heldOut{NDCG10: round4(average(r.ScoresHeldOut))}
	for _, f := range r.Folds {
		report.HeldOut.Folds = append(report.HeldOut.Folds, tuneFold{
			Queries:   len(f.Held),
			tunePoint: newTunePoint(space.settings(f.Tuned), f.MeanHeldOut),
			InForce:   round4(f.MeanInForce),
		})
	}
	d := newJudgeDifference(r.Gain)
	report.Difference = &d
	for _, s := range r.Steps {
		report.Path = append(report.Path, newTuneStep(space, s))
	}
	changes := !slices.Equal(r.Tuned, r.InForce)
	report.Recommended = r.Pays
	report.Conclusion = report.conclude(changes)
	if changes {
		report.Config = report.config()
	}
	return report
}

func newTuneStep(space *tuneSpace, s tune.Step) tuneStep {
	d := space.dimensions[s.Setting]
	step := tuneStep{Pass: s.Pass, Setting: d.Name, From: d.Values[s.Tried[0].Value], To: d.Values[s.Taken]}
	for _, t := range s.Tried {
		step.Tried = append(step.Tried, tuneTrial{d.Values[t.Value], round4(t.Mean)})
	}
	return step
}

// tooFew reports that there is nothing to tune by. A search would find settings
// all the same, and somebody would use them.
func tooFew(inForce *settings, documents int, scores []float64) *tuneReport {
	return &tuneReport{
		Queries:        len(scores),
		Documents:      documents,
		InForce:        newTunePoint(inForce, average(scores)),
		Configurations: 1,
		Conclusion: fmt.Sprintf("Too few to tune by: %s, where %d are the least to go by and 50 are better. Keep %s.",
			plural(len(scores), "query"), fewQueries, keeping(inForce)),
	}
}

// keeping names the settings in force as somebody would who is told to keep
// them.
func keeping(inForce *settings) string {
	if newTunePoint(inForce, 0).is(newTunePoint(&settings{}, 0)) {
		return "the defaults"
	}
	return "the settings in force"
}

// conclude says in a sentence what tuning is worth.
func (r *tuneReport) conclude(changes bool) string {
	d := r.Difference
	switch {
	case !changes:
		return fmt.Sprintf("Nothing else does clearly better on these %s: keep %s.", plural(r.Queries, "query"), r.keep)
	case r.Recommended:
		return fmt.Sprintf("Tuning pays as far as these %s can tell: on queries that it has not seen, by %.4f to %.4f in nDCG@10, with 95%% confidence. Use this config.",
			plural(r.Queries, "query"), d.Low, d.High)
	case d.Mean <= 0:
		return fmt.Sprintf("Tuning gains nothing on queries that it has not seen (%+.4f in nDCG@10): keep %s.", d.Mean, r.keep)
	}
	return fmt.Sprintf("What tuning gains on queries that it has not seen (%+.4f in nDCG@10) may be chance: keep %s.", d.Mean, r.keep)
}

func average(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(len(x), 1))
}
