package related

// A signal is one reason for which two documents may be related.
type signal int

const (
	textSignal  signal = iota // cosine of the two texts
	titleSignal               // how much of either title the other's text mentions
	tagSignal                 // cosine of the tags
	hubSignal                 // what the candidate has in common with everything; counts against it
	numSignals
)

var signalName = [numSignals]string{"text", "title", "tags", "hub"}

// values are the signals of a pair, each from 0 to 1.
type values [numSignals]float64

// signalWeight is how much each signal counts. Ten parts are the text's, one
// the title's, one the tags', so that the positive weights add up to 1; what two
// texts have in common with all others is taken off the text's share in full.
var signalWeight = values{textSignal: 10. / 12, titleSignal: 1. / 12, tagSignal: 1. / 12, hubSignal: -10. / 12}

// shares returns what each signal adds to the score of a pair.
func (v values) shares() (shares values) {
	for s, value := range v {
		if value != 0 { // or a hub that is none would count -0
			shares[s] = float64(signalWeight[s] * value)
		}
	}
	return shares
}

// score returns the score of a pair: the sum of the shares, or 0 if it has less
// in common than any two documents.
func (v values) score() float64 {
	score := 0.0
	for _, share := range v.shares() {
		score += share
	}
	return max(score, 0)
}
