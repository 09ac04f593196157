package judge

import "slices"

// Overlap says how much two lists have in common, whatever the order: the
// entries that are in both, as a share of the longer list. Two empty lists have
// all in common. Neither list may repeat an entry.
func Overlap(a, b []string) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	return float64(common(a, b)) / float64(max(len(a), len(b)))
}

// RBO is the rank-biased overlap of two lists: from 0 for nothing in common to
// 1 for the same entries in the same order, with the more weight the further up
// (Webber, Moffat and Zobel, A similarity measure for indefinite rankings, ACM
// TOIS 28:4, 2010). It is the mean agreement over all depths, where depth d has
// the weight (1-p)·p^(d-1); p = .9 gives the first ten entries 86% of it.
//
// It is extrapolated (their equation 32): below the end of a list the agreement
// is taken to go on as it was there. So a list that is another's beginning
// has 1, and cutting both does not change what is expected of it. Of two empty
// lists it is 1, of one empty list and another 0.
func RBO(a, b []string, p float64) float64 {
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	s, l := len(short), len(long)
	if l == 0 {
		return 1
	}
	if s == 0 {
		return 0
	}
	shared := float64(common(short, long[:s])) // to the end of the shorter
	var sum, agreement float64
	weight := 1 - p
	for d := 1; d <= l; d++ {
		found := float64(common(short[:min(d, s)], long[:d]))
		if d > s {
			found += shared * float64(d-s) / float64(s)
		}
		agreement = found / float64(d)
		sum += weight * agreement
		weight *= p
	}
	return sum + weight/(1-p)*agreement // p^l is left for all that is deeper
}

// common counts the entries that are in both. Lists are short.
func common(a, b []string) int {
	n := 0
	for _, id := range a {
		if slices.Contains(b, id) {
			n++
		}
	}
	return n
}
