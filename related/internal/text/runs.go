package text

import (
	"unicode"
	"unicode/utf8"
)

// A script is one whose words are not parted by spaces.
type script uint8

const (
	spaced   script = iota // all the others
	syllabic               // Thai, Lao, Burmese and Khmer: read in clusters, see cluster.go
	han
	hiragana
	hangul // has spaces, but its words carry their particles with them
)

// scriptOf returns the script of the first letter of a token. Katakana is not
// among them: a run of it is a word. Nor are digits and the signs that repeat a
// word (ๆ), which part words.
func scriptOf(r rune) script {
	switch {
	case r < 0x0E00:
		return spaced
	case r < 0x0F00, 0x1000 <= r && r < 0x10A0, 0x1780 <= r && r < 0x1800, 0xA9E0 <= r && r < 0xAA80:
		if r == 'ๆ' || r == 'ໆ' || r == 'ៗ' || !unicode.In(r, unicode.L, unicode.M) || !unicode.In(r, unicode.Thai, unicode.Lao, unicode.Myanmar, unicode.Khmer) {
			return spaced
		}
		return syllabic
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Hangul, r):
		return hangul
	}
	return spaced
}

// appendRun appends the words of a run of text in scripts that do not put
// spaces between words. Pairs of neighbouring characters stand in for them:
// they find what a dictionary would, need none, and never cut a name wrongly.
func (a *Analyzer) appendRun(dst []uint32, v *vocabulary) []uint32 {
	if len(a.runes) == 0 {
		return dst
	}
	return a.appendRunOf(dst, v, a.runes)
}

func (a *Analyzer) appendRunOf(dst []uint32, v *vocabulary, run []rune) []uint32 {
	for start := 0; start < len(run); {
		s := scriptOf(run[start])
		end := start + 1
		for end < len(run) && (scriptOf(run[end]) == s || unicode.IsMark(run[end])) {
			end++
		}
		switch {
		case s == han && v.language == "zh":
			dst = a.appendChinese(dst, v, run[start:end])
		case s == syllabic:
			dst = a.appendThai(dst, v, run[start:end])
		case s == han && end == start+1 && end < len(run) && isOkurigana(run[end]):
			dst = a.appendRunes(dst, v, run[start:end+1])
		default:
			dst = a.appendPairs(dst, v, run[start:end])
		}
		start = end
	}
	a.runes = a.runes[:0]
	return dst
}

// appendPairs appends every two neighbouring clusters of a run, or the only
// one, and the syllables of Thai and Lao that are words by themselves.
func (a *Analyzer) appendPairs(dst []uint32, v *vocabulary, run []rune) []uint32 {
	before, start := -1, 0 // where the last two clusters begin
	for i := 1; i <= len(run); i++ {
		if i < len(run) && !beginsCluster(run, start, i) {
			continue
		}
		if before >= 0 {
			dst = a.appendRunes(dst, v, run[before:i])
		}
		if i == len(run) && before < 0 || isSyllable(run, start, i) {
			dst = a.appendRunes(dst, v, run[start:i])
		}
		before, start = start, i
	}
	return dst
}

// appendRunes appends the word that these characters are.
func (a *Analyzer) appendRunes(dst []uint32, v *vocabulary, runes []rune) []uint32 {
	a.bytes = a.bytes[:0]
	for _, r := range runes {
		a.bytes = utf8.AppendRune(a.bytes, r)
	}
	n, ok := v.written.find(string(a.bytes)) // no copy: find does not keep it
	if !ok {
		spelling := string(a.bytes)
		n = noWord
		if form := a.fold.String(spelling); form != "" {
			n = a.number(v, form)
		}
		a.dictionary.note(v, spelling, n)
	}
	if n == noWord {
		return dst
	}
	return append(dst, n)
}

// Join puts two neighbouring words side by side, as a reader expects them.
// Where words are pairs of characters, neighbours overlap.
func Join(first, second string) string {
	a, b := []rune(first), []rune(second)
	if len(a) == 0 || scriptOf(a[0]) == spaced || scriptOf(a[0]) == hiragana {
		return first + " " + second
	}
	last := 0 // where the last cluster of the first begins
	for i := 1; i < len(a); i++ {
		if beginsCluster(a, last, i) {
			last = i
		}
	}
	n := 1 // where the first cluster of the second ends
	for n < len(b) && !beginsCluster(b, 0, n) {
		n++
	}
	if last > 0 && n < len(b) && string(a[last:]) == string(b[:n]) {
		return first + string(b[n:])
	}
	return first + " " + second
}
