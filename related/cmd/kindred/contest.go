package main

import (
	"fmt"
	"slices"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/judge"
)

// A contest is what eval --against adds to the verdict on A: that on B, and
// what the queries can say of the difference.
type contest struct {
	Against    opponent                   `json:"against"`
	Difference map[string]judgeDifference `json:"difference"` // A - B, by measure
	Conclusion string                     `json:"conclusion"`
}

type opponent struct {
	Config string `json:"config"`
	verdict
}

// A judgeDifference is a judge.Difference as JSON.
type judgeDifference struct {
	Mean      float64 `json:"mean"`
	Low       float64 `json:"low"` // of the 95% interval
	High      float64 `json:"high"`
	OtherSign float64 `json:"other_sign"`
	Wins      int     `json:"wins"`
	Ties      int     `json:"ties"`
	Losses    int     `json:"losses"`
}

func newJudgeDifference(d judge.Difference) judgeDifference {
	return judgeDifference{round4(d.Mean), round4(d.Low), round4(d.High), round4(d.OtherSign), d.Wins, d.Ties, d.Losses}
}

// contestMeasures are those that a contest is about, the first of which the
// conclusion is drawn from: with more to choose from, one would be above chance
// by chance.
var contestMeasures = []struct {
	key, label string
	of         func(judge.Scores) float64
}{
	{"ndcg@10", "nDCG@10", func(s judge.Scores) float64 { return s.NDCG10 }},
	{"map", "MAP", func(s judge.Scores) float64 { return s.MAP }},
	{"mrr", "MRR", func(s judge.Scores) float64 { return s.MRR }},
}

func newContest(config string, a, b *evaluation) *contest {
	c := &contest{Against: opponent{config, b.verdict}, Difference: map[string]judgeDifference{}}
	for _, m := range contestMeasures {
		c.Difference[m.key] = newJudgeDifference(judge.PairedBootstrap(measured(a, m.of), measured(b, m.of)))
	}
	c.Conclusion = conclusion(c.Difference[contestMeasures[0].key], sameLists(a, b))
	return c
}

func measured(e *evaluation, of func(judge.Scores) float64) []float64 {
	x := make([]float64, len(e.scores))
	for i, s := range e.scores {
		x[i] = of(s)
	}
	return x
}

func sameLists(a, b *evaluation) bool {
	for i := range a.judged {
		if !slices.Equal(matchIDs(a.judged[i]), matchIDs(b.judged[i])) {
			return false
		}
	}
	return true
}

// fewQueries is the least that Buckley and Voorhees (Evaluating evaluation
// measure stability, SIGIR 2000) would compare two systems on; they prefer 50.
const fewQueries = 25

// conclusion says in a sentence what the queries can tell of A and B.
func conclusion(d judgeDifference, sameLists bool) string {
	queries := d.Wins + d.Ties + d.Losses
	these := "these " + plural(queries, "query")
	switch {
	case sameLists:
		return "A and B give every query the same list."
	case queries < fewQueries:
		return fmt.Sprintf("%s can't tell A from B: %d are the least to go by, 50 are better.", plural(queries, "query"), fewQueries)
	case d.Wins+d.Losses == 0:
		return fmt.Sprintf("The lists differ, but not in what %s count as related.", these)
	case d.Low > 0:
		return fmt.Sprintf("A is better than B as far as %s can tell: by %.4f to %.4f in nDCG@10, with 95%% confidence.", these, d.Low, d.High)
	case d.High < 0:
		return fmt.Sprintf("B is better than A as far as %s can tell: by %.4f to %.4f in nDCG@10, with 95%% confidence.", these, -d.High, -d.Low)
	}
	return fmt.Sprintf("No difference that %s could show: in nDCG@10, A may be anything from %.4f worse to %.4f better than B.", these, 0-d.Low, d.High) // not -d.Low: that could be -0
}
