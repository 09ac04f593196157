package related

import "math"

// A signal is one reason for which two documents may be related.
type signal int

const (
	textSignal      signal = iota // cosine of the two texts
	neighbourSignal               // how similar the subject is to the candidate's closest neighbours
	titleSignal                   // how much of either title the other's text mentions
	tagSignal                     // cosine of the tags
	linkSignal                    // links from one to the other, or from both to the same
	hubSignal                     // how similar the candidate is to its own closest neighbours; counts against it
	numSignals
)

var signalName = [numSignals]string{"text", "neighbours", "title", "tags", "links", "hub"}

// values are the signals of a pair, each from 0 to 1.
type values [numSignals]float64

// Weights say how much each signal counts, in parts: only their proportions
// matter. 0 means the default, a negative number leaves the signal out. The
// defaults were found on judged sets of many kinds, so a site seldom gains from
// others; the command kindred tune tells whether yours does.
type Weights struct {
	Text       float64 // 10 by default
	Neighbours float64 // 7
	Title      float64 // 1
	Tags       float64 // 1
	Links      float64 // 2
	Hub        float64 // 1; counts against a candidate
}

// finite reports whether all weights are numbers to reckon with.
func (w Weights) finite() bool {
	sum := 0.0
	for _, part := range [...]float64{w.Text, w.Neighbours, w.Title, w.Tags, w.Links, w.Hub} {
		sum += math.Abs(part)
	}
	return sum <= math.MaxFloat32
}

// DefaultWeights returns what the zero Weights mean.
func DefaultWeights() Weights {
	return Weights{Text: 10, Neighbours: 7, Title: 1, Tags: 1, Links: 2, Hub: 1}
}

// values returns the weights by signal. Those of text, neighbours, title and
// tags add up to 1; links, which few collections tell of, come on top.
func (w Weights) values() (v values) {
	set := func(s signal, part, byDefault float64) {
		if part == 0 {
			part = byDefault
		}
		v[s] = max(part, 0)
	}
	d := DefaultWeights()
	set(textSignal, w.Text, d.Text)
	set(neighbourSignal, w.Neighbours, d.Neighbours)
	set(titleSignal, w.Title, d.Title)
	set(tagSignal, w.Tags, d.Tags)
	set(linkSignal, w.Links, d.Links)
	set(hubSignal, w.Hub, d.Hub)
	sum := v[textSignal] + v[neighbourSignal] + v[titleSignal] + v[tagSignal]
	if sum == 0 {
		sum = 1
	}
	for s := range v {
		v[s] /= sum
	}
	v[hubSignal] = -v[hubSignal]
	return v
}

// A rating is the score of a pair, taken apart.
type rating struct {
	values values
	shares values  // what each signal adds: they add up to sum
	sum    float64 // from 0 to 1
	time   float64 // the factor for closeness in time, from 1/2 to 1
	boost  float64 // the editor's factor
}

// score returns the score of the pair, from 0 to 1.
func (r *rating) score() float64 { return min(float64(r.sum*r.time)*r.boost, 1) }

// newRating weighs the signals of a pair. What counts against it takes no more
// than the rest has added, and nothing adds beyond 1.
func newRating(v, weights *values, time, boost float64) rating {
	r := rating{values: *v, time: time, boost: boost}
	for s := range v {
		if v[s] == 0 {
			continue // or a hub that is none would count -0
		}
		share := float64(weights[s] * v[s])
		share = max(min(share, 1-r.sum), -r.sum)
		r.shares[s] = share
		r.sum += share
	}
	return r
}
