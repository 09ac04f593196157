package main

// coinWords returns n different words that can be pronounced, shorter ones first,
// as frequent words are in any language. Every syllable is consonants and a vowel,
// so that no two rows of syllables read the same.
func coinWords(n int) []string {
	var syllables []string
	for _, vowel := range []string{"a", "e", "i", "o", "u", "ea", "ou", "io"} {
		for _, consonants := range []string{
			"b", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w",
			"st", "ch", "br", "tr", "pl", "th", "gr", "sh",
		} {
			syllables = append(syllables, consonants+vowel)
		}
	}
	// Of each number of syllables a part is used, in a scattered order: the step
	// and the numbers of syllables have no common divisor.
	const step = 7_919
	words := make([]string, 0, n)
	for length, all := 1, len(syllables); len(words) < n; length, all = length+1, all*len(syllables) {
		used := all / 2
		if length > 2 {
			used = all
		}
		for i := 0; i < used && len(words) < n; i++ {
			code := i * step % all
			var word []byte
			for range length {
				word = append(word, syllables[code%len(syllables)]...)
				code /= len(syllables)
			}
			if i%3 > 0 {
				word = append(word, "nrstl"[i%5]) // a closing consonant
			}
			words = append(words, string(word))
		}
	}
	return words
}
