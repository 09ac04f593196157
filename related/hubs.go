package related

// hubPrior is how many unlike documents each mean takes in beside the real ones:
// with a handful of documents a mean says little.
const hubPrior = 20

// hubs holds, for every document, the sum of its similarities to all others.
type hubs []float64

// newHubs adds up all similarities at once: a document's sum is its dot product
// with the sum of all vectors.
func newHubs(v *vectors, features int) hubs {
	sum := make([]uint64, features)
	for i, f := range v.feature {
		sum[f] += uint64(v.weight[i])
	}
	h := make(hubs, len(v.start)-1)
	for i := range h {
		d := v.of(i)
		dot := uint64(0)
		for at, f := range d.feature {
			dot += (sum[f] - uint64(d.weight[at])) * uint64(d.weight[at])
		}
		h[i] = float64(dot) / (one * one)
	}
	return h
}

// mean returns the document's mean similarity to all documents but itself and
// the subject, to which its similarity is the one given. What is a little like
// everything would otherwise stand in many lists. (Radovanović, Nanopoulos and
// Ivanović, Hubs in space, 2010; Hara et al., Localized centering, 2015, for
// the subtraction.)
func (h hubs) mean(doc int, s *subject, similarity float64) float64 {
	others, sum := len(h)-1, h[doc]
	if s.at >= 0 {
		others--
		sum -= similarity
	}
	return max(sum, 0) / float64(max(others, 0)+hubPrior)
}
