package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Korean puts spaces between phrases: a noun with its particles, a verb with
// its endings. What is left without them becomes pairs of syllables, because
// nouns are compounds (남문시장, 시장); after Lee and Ahn, Using n-grams for
// Korean text retrieval, 1996.

// What comes off, the longest first.
var (
	// koreanCases are what no noun of two or three syllables ends in.
	koreanCases = byLength(`
		를 에 에는 에도 에만 에서 에서는 에서도 에서의 에게 에게는 에게도 에게서 한테 한테서 께서
		으로 으로는 으로도 으로서 으로써 으로의 까지 까지는 까지도 까지의 부터 부터는 부터의 처럼 만큼 마다`)
	// koreanEndings are the last syllables of nouns as well (도로, 결과), so two
	// have to be left before them: particles, and the forms of 이다, 하다 and 되다.
	koreanEndings = byLength(`
		은 는 이 가 을 의 도 로 와 과 만 들 보다 보다는 조차 마저 밖에 이나 이라도 라도 이란 이라는 라는 이라고 라고
		이라면 하고 와는 과는 와의 과의 와도 과도 만의 만을 만이 만은
		이다 이고 이며 이지만 이었다 였다 이에요 예요 입니다 이었습니다 였습니다 인데
		하다 하는 하며 하면 하여 하게 하기 하지 하던 해서 해도 했다 했던 했고 했지만 한다 합니다 했습니다
		되다 되는 되고 되며 되면 되어 되지 됐다 됐던 된다 됩니다 됐습니다 되었다 되었습니다`)
	// koreanInner are what another particle follows: 사람들이.
	koreanInner = []string{"에서", "에게", "한테", "으로", "까지", "부터", "들"}
)

// trimParticles takes the particles or the ending off a Korean word.
func trimParticles(word string) string {
	rest, ok := cutEnding(word, koreanCases, 1)
	if !ok {
		rest, ok = cutEnding(word, koreanEndings, 2)
	}
	if ok {
		rest, _ = cutEnding(rest, koreanInner, 2)
	}
	return rest
}

// trimForeign takes the particles off a word of another script (AI가, 3월에).
// After a digit they are units: 3도 is three degrees, 5만 fifty thousand.
func trimForeign(form string) string {
	if last, _ := utf8.DecodeLastRuneInString(form); !unicode.Is(unicode.Hangul, last) {
		return form
	}
	rest := trimParticles(form)
	if last, _ := utf8.DecodeLastRuneInString(rest); unicode.IsDigit(last) {
		return form
	}
	return rest
}

// appendKorean appends the pairs of syllables of a Korean word. Which they are
// is looked up as the word is written.
func (a *Analyzer) appendKorean(dst []uint32, v *vocabulary, token string) []uint32 {
	if numbers, ok := v.korean[token]; ok {
		return append(dst, numbers...)
	}
	start := len(dst)
	dst = a.appendPairs(dst, v, []rune(trimParticles(a.fold.String(token))))
	if len(token) <= maxWord {
		v.korean[strings.Clone(token)] = slices.Clone(dst[start:])
	}
	return dst
}
