package main

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// closest returns the candidate that was most likely meant by a word that is
// none of them, or "" if no candidate is near.
func closest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, bestDistance := "", 0
	for _, c := range slices.Sorted(slices.Values(candidates)) {
		lower := strings.ToLower(c)
		d := levenshtein.ComputeDistance(word, lower)
		near := d <= max(1, len(lower)/3)
		if len(word) >= 2 && strings.HasPrefix(lower, word) {
			near, d = true, 1
		}
		if near && (best == "" || d < bestDistance) {
			best, bestDistance = c, d
		}
	}
	return best
}

// didYouMean is the closest candidate as the end of a sentence, or "".
func didYouMean(word, prefix string, candidates []string) string {
	if c := closest(word, candidates); c != "" {
		return "; did you mean " + prefix + c + "?"
	}
	return ""
}
