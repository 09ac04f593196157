package main

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// keywordsEach is how many words of an article systems that can only be searched
// are asked for.
const keywordsEach = 25

// keywords returns the words of every article with the highest TF-IDF, best first.
// Words of one article alone find nothing and are left out.
func keywords(articles []article) [][]string {
	counts := make([]map[string]int, len(articles))
	spread := map[string]int{} // articles that have the word
	for i := range articles {
		counts[i] = map[string]int{}
		for word := range strings.FieldsFuncSeq(strings.ToLower(articles[i].all()), notInWord) {
			counts[i][word]++
		}
		for word := range counts[i] {
			spread[word]++
		}
	}
	best := make([][]string, len(articles))
	for i, count := range counts {
		weigh := func(word string) float64 {
			return float64(count[word]) * math.Log(float64(len(articles))/float64(spread[word]))
		}
		words := []string{}
		for word := range count {
			if spread[word] > 1 {
				words = append(words, word)
			}
		}
		slices.SortFunc(words, func(a, b string) int {
			return cmp.Or(cmp.Compare(weigh(b), weigh(a)), cmp.Compare(a, b))
		})
		best[i] = slices.Clone(words[:min(len(words), keywordsEach)])
	}
	return best
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
