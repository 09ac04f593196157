package text

import (
	"strings"
	"unicode"
)

// Language returns the base subtag of a BCP 47 tag: "pt" of "pt-BR", "" of "und".
func Language(tag string) string {
	tag = strings.TrimSpace(tag)
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	tag = strings.ToLower(tag)
	if len(tag) < 2 || len(tag) > 3 || tag == "und" || tag == "mul" || tag == "zxx" {
		return ""
	}
	return tag
}

// A detection counts only with this many function words, and this many times
// as many as the runner-up's: a wrong language costs more than an unknown one.
const (
	minStopWords = 4
	detectMargin = 1.4
)

// Detect guesses the language of a text from its script and, within a script
// that several languages share, from its function words. It returns "" where
// the guess is not safe.
func Detect(s string) string {
	switch mostScript(s) {
	case unicode.Han:
		return "zh"
	case unicode.Hiragana:
		return "ja"
	case unicode.Hangul:
		return "ko"
	case unicode.Thai:
		return "th"
	case unicode.Hebrew:
		return "he"
	case unicode.Greek:
		return "el"
	case unicode.Tamil:
		return "ta"
	case unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Devanagari:
		return byStopWords(s)
	}
	return ""
}

var scripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Han, unicode.Hiragana, unicode.Hangul, unicode.Arabic,
	unicode.Hebrew, unicode.Greek, unicode.Thai, unicode.Devanagari, unicode.Tamil,
}

// mostScript returns the script of most of the letters of s, nil if there are none.
// A tenth of kana makes a text Japanese, whatever the share of Han.
func mostScript(s string) *unicode.RangeTable {
	counts := make([]int, len(scripts))
	total := 0
	for _, r := range s {
		if r < 0x80 {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				counts[0]++
				total++
			}
			continue
		}
		for i, table := range scripts {
			if unicode.Is(table, r) || table == unicode.Hiragana && unicode.Is(unicode.Katakana, r) {
				counts[i]++
				total++
				break
			}
		}
	}
	best := -1
	for i, n := range counts {
		if scripts[i] == unicode.Hiragana && n > 0 && n*10 >= total {
			return unicode.Hiragana
		}
		if n > 0 && (best < 0 || n > counts[best]) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return scripts[best]
}

func byStopWords(s string) string {
	hits := make(map[string]int)
	fold := newFolder()
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		for _, language := range stopLanguages()[fold.String(word)] {
			hits[language]++
		}
	}
	best, first, second := "", 0, 0
	for language, n := range hits {
		switch {
		case n > first || n == first && language < best:
			best, first, second = language, n, first
		case n > second:
			second = n
		}
	}
	if first < minStopWords || float64(first) < detectMargin*float64(second) {
		return ""
	}
	return best
}
