package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Japanese writes grammar in hiragana and most of what a text is about in kanji
// and katakana. So runs are cut where the script changes, and
//   - pairs of hiragana are function words (Namazu, the search engine, has an
//     option to leave such words out);
//   - two kanji and more are a noun, in pairs, and what follows is a particle or
//     する;
//   - a kanji alone is a word: a noun (雨), or with its okurigana a verb or an
//     adjective (直す), whose inflections share the kanji.
//
// A pair of hiragana and kanji crosses the border of two words, and is no word.

// isOkurigana reports whether a hiragana after a lone kanji is the ending of
// its word, and not a particle or a form of だ. Where it could be either, as in
// 上がる and 雨が, the kanji alone stands for the word.
func isOkurigana(r rune) bool {
	return unicode.Is(unicode.Hiragana, r) && !strings.ContainsRune("をはがのにへとでもやかだな", r)
}

// isKana reports whether a form is written in hiragana only.
func isKana(form string) bool {
	for _, r := range form {
		if !unicode.Is(unicode.Hiragana, r) && !unicode.IsMark(r) {
			return false
		}
	}
	return true
}

// stemJapanese takes off the okurigana.
func stemJapanese(form string) string {
	first, n := utf8.DecodeRuneInString(form)
	if unicode.Is(unicode.Han, first) && n < len(form) && isKana(form[n:]) {
		return form[:n]
	}
	return form
}
