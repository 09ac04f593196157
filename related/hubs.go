package related

// newHubs returns each document's mean similarity to all documents, itself
// included: the dot product with the mean of all vectors. What is a little like
// everything would otherwise stand in many lists. (Radovanović et al., Hubs in
// space, 2010, section 6.)
func newHubs(v *vectors, features int) []float64 {
	n := len(v.start) - 1
	sum := make([]uint64, features)
	for i, f := range v.feature {
		sum[f] += uint64(v.weight[i])
	}
	hubs := make([]float64, n)
	for i := range n {
		d := v.of(i)
		dot := uint64(0)
		for at, f := range d.feature {
			dot += (sum[f] - uint64(d.weight[at])) * uint64(d.weight[at])
		}
		hubs[i] = float64(dot) / (one * one) / float64(max(n-1, 1))
	}
	return hubs
}
