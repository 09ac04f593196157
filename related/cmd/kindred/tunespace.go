package main

import (
	"slices"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/cmd/kindred/internal/tune"
)

// A tuneSpace is what tune searches: the settings in force, and what can be
// another value in them.
type tuneSpace struct {
	inForce    settings
	dimensions []tune.Setting
	set        []func(s *settings, value int) // by dimension
}

// tunedWeights are the weights that tune searches. Text stays what it is: only
// proportions matter. A weight that is heavy by default comes first, since the
// others are found beside it.
var tunedWeights = []string{"neighbours", "title", "tags", "links", "hub"}

// weightFactors are what the default of a weight is multiplied by.
var weightFactors = []float64{.5, 1, 2, 4}

var recencyValues = []related.Recency{related.RecencyAuto, related.RecencyNews, related.RecencyBlog, related.RecencyEvergreen}

// newTuneSpace leaves out what no document has, as that can make no difference.
func newTuneSpace(docs []related.Document, inForce *settings) *tuneSpace {
	space := &tuneSpace{inForce: *inForce}
	has := func(what func(*related.Document) bool) bool {
		for i := range docs {
			if what(&docs[i]) {
				return true
			}
		}
		return false
	}
	defaults := related.DefaultWeights()
	for _, signal := range tunedWeights {
		switch {
		case signal == "tags" && !has(func(d *related.Document) bool { return len(d.Tags) > 0 }):
		case signal == "links" && !has(func(d *related.Document) bool { return len(d.Links) > 0 }):
		default:
			space.addWeight(signal, *weightOf(&defaults, signal))
		}
	}
	if has(func(d *related.Document) bool { return !d.Published.IsZero() }) {
		space.addRecency()
	}
	return space
}

func (space *tuneSpace) addWeight(signal string, byDefault float64) {
	values := []float64{-1} // off
	for _, factor := range weightFactors {
		values = append(values, factor*byDefault)
	}
	inForce := *weightOf(&space.inForce.weights, signal)
	if inForce == 0 {
		inForce = byDefault
	}
	if !slices.Contains(values, inForce) {
		values = append(values, inForce)
		slices.Sort(values)
	}
	d := tune.Setting{Name: signal, InForce: slices.Index(values, inForce), Default: slices.Index(values, byDefault), Ordered: true}
	for _, v := range values {
		d.Values = append(d.Values, formatWeight(v))
	}
	space.dimensions = append(space.dimensions, d)
	space.set = append(space.set, func(s *settings, value int) {
		weight := values[value]
		if weight == byDefault {
			weight = 0 // or a config would tell the default
		}
		*weightOf(&s.weights, signal) = weight
	})
}

func (space *tuneSpace) addRecency() {
	d := tune.Setting{Name: "recency"}
	for i, v := range recencyValues {
		d.Values = append(d.Values, string(v))
		if string(v) == space.inForce.recency {
			d.InForce = i
		}
	}
	space.dimensions = append(space.dimensions, d)
	space.set = append(space.set, func(s *settings, value int) { s.recency = d.Values[value] })
}

// settings are those in force, but for the point's values.
func (space *tuneSpace) settings(at tune.Point) *settings {
	s := space.inForce
	for i, value := range at {
		space.set[i](&s, value)
	}
	return &s
}

// likelyPoints is about how many points a search with its folds looks at. Two
// steps each way for a weight, and as many again where the folds go other ways.
func (space *tuneSpace) likelyPoints() int {
	n := 1
	for _, d := range space.dimensions {
		n += len(d.Values) - 1
	}
	return 2 * n
}
