package charset

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mend reads every byte that is not part of valid UTF-8 as one of another charset.
// In others than windows-1252, what looks like an accident is none of UTF-8.
func mend(b []byte, strays *charmap.Charmap) []byte {
	out := make([]byte, 0, len(b)+len(b)/8)
	before := ' '
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if n > 1 && (isTypography(r) || strays != charmap.Windows1252 && islandCost(before, r, b[n:]) == costForeign) {
			r, n = utf8.RuneError, 1
		}
		before = r
		if r == utf8.RuneError && n == 1 {
			r = strays.DecodeByte(b[0])
		}
		out = utf8.AppendRune(out, r)
		b = b[n:]
	}
	return out
}

// countUTF8 returns how many bytes are in characters of UTF-8 that are not
// ASCII, and how many are in none.
func countUTF8(b []byte) (good, bad int) {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good += n
		}
		b = b[n:]
	}
	return good, bad
}

// withoutCut leaves out the first bytes of a character of UTF-8 that was cut off
// at the end. One that is rather a small letter of windows-1252 stays.
func withoutCut(b []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		start := len(b) - n
		if !utf8.RuneStart(b[start]) {
			continue
		}
		if n == 1 && start > 0 && isASCIILetter(rune(b[start-1])) && b[start] >= 0xe0 && b[start] != 0xe2 { // – and ’ have this
			return b
		}
		if utf8.FullRune(b[start:]) {
			return b
		}
		return b[:start]
	}
	return b
}

// guessMixed takes the words for UTF-8 with bytes of another charset in it, as
// when comments are put into a page, and returns that charset, windows-1252 unless
// that is unlikely, and what it costs. Other charsets have sequences of UTF-8 by
// accident, so there must be one that can hardly be an accident.
func (g *guesser) guessMixed(words []byte) (*reading, int) {
	rest := make([]byte, 0, len(words))
	sum, proven, before := costMixture, false, ' '
	for len(words) > 0 {
		r, n := utf8.DecodeRune(words)
		if n > 1 {
			cost := islandCost(before, r, words[n:])
			if cost == costForeign {
				r, n = utf8.RuneError, 1
			} else {
				sum += cost
				proven = proven || cost == costIsland
			}
		}
		if n == 1 {
			rest = append(rest, words[0])
		} else {
			rest = append(rest, ' ')
		}
		before, words = r, words[n:]
	}
	if !proven {
		return nil, costNever
	}
	r, c := g.guess(rest, bytewise)
	if west := g.cost(&readings[0], rest); west <= c+costStrays {
		r, c = &readings[0], west
	}
	return &reading{name: r.name, enc: r.enc, mixed: true}, sum + c
}

// islandCost says what a character of UTF-8 costs where other bytes are not in
// it: costForeign if it is an accident, costIsland if it can't be one. Accidents
// stand within words, beside bytes that are no UTF-8, or alone.
func islandCost(before, r rune, text []byte) int {
	after, _ := utf8.DecodeRune(text)
	kin := func(other rune) bool { return other >= utf8.RuneSelf && other>>7 == r>>7 }
	switch {
	case !written(r), isTypography(r):
		return costForeign
	case r >= 0x1e00 && !unicode.IsLetter(r):
		return costIsland // a sign that takes three bytes
	case before == utf8.RuneError || after == utf8.RuneError && len(text) > 0:
		return costForeign
	case r >= 0x2e80:
		return costIsland // an ideograph or a syllable
	case alone(r) && unicode.IsLetter(r) && (isASCIILetter(before) || isASCIILetter(after)):
		return costIsland
	case !alone(r) && (kin(before) || kin(after)):
		return costIsland
	case alone(r): // an à, a quotation mark
		return costDoubtful
	}
	return costForeign
}

// isTypography reports whether the bytes of an ideograph are, in windows-1252, the
// last letter of a word with what French puts behind it, as in "doué »".
func isTypography(r rune) bool {
	b := utf8.AppendRune(nil, r)
	return len(b) == 3 && b[0] != 0xe2 && typographic[b[1]] && typographic[b[2]]
}

// typographic are the no-break space, guillemets, quotation marks, dashes and the
// ellipsis of windows-1252.
var typographic = [256]bool{0xa0: true, 0xab: true, 0xbb: true, 0x85: true, 0x91: true, 0x92: true, 0x93: true, 0x94: true, 0x96: true, 0x97: true}

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }
