package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A dateToken is a number or a word of a date, in lower case and without
// diacritics.
type dateToken struct {
	text   string
	num    bool
	before byte // the separator before it: '-', '/', '.', ':', '+', ',', ' ', or 0 if there is none
	spaced bool // there is a space, too
	loose  bool // it is after the separator
	aside  bool // it stands in parentheses
}

// dateTokens takes a date apart.
func dateTokens(s string) []dateToken {
	var tokens []dateToken
	t := dateToken{}
	depth := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case isDigit(c):
			n := digitLen(s[i:])
			t.text, t.num = s[i:i+n], true
			i += n
		case isLetterAt(s[i:]):
			n := wordLen(s[i:])
			for t.before == '/' && i+n < len(s) && s[i+n] == '_' { // America/New_York
				n++
				n += wordLen(s[i+n:])
			}
			t.text = strings.ReplaceAll(s[i:i+n], ".", "")
			i += n
		default:
			switch c {
			case '(':
				depth++
			case ')':
				depth = max(0, depth-1)
			case ' ', '_':
				t.spaced = true
				t.loose = t.before != 0
			default:
				t.before, t.loose = c, false
			}
			i++
			continue
		}
		t.aside = depth > 0
		if t.before == 0 && t.spaced {
			t.before = ' '
		}
		tokens = append(tokens, t)
		t = dateToken{}
	}
	return tokens
}

// isLetterAt reports whether s starts with a letter or a mark: after
// plainDate everything that is not ASCII is one.
func isLetterAt(s string) bool { return s[0] >= 'a' && s[0] <= 'z' || s[0] >= utf8.RuneSelf }

// wordLen returns the length of the word at the start of s. The dots of an
// abbreviation are part of it.
func wordLen(s string) int {
	n := 0
	for n < len(s) && (isLetterAt(s[n:]) || s[n] == '.' && n+1 < len(s) && isLetterAt(s[n+1:])) {
		n++
	}
	return n
}

// plainDate writes a date in lower case, without diacritics, with the digits and
// signs of ASCII, and with "-", "h" and ":" for the signs that East Asia writes
// after the parts of a date.
func plainDate(s string) string {
	s = strings.ToLower(s)
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.Map(plainSign, s)
	}
	s = norm.NFC.String(strings.Map(plainSign, norm.NFD.String(s)))
	return arabicMonths.Replace(eastAsian(s))
}

// plainSign maps a character of a date to the one of ASCII that means the same,
// if there is one. A negative number means nothing.
func plainSign(r rune) rune {
	switch {
	case r <= ' ', r == ';', r == '|':
		return ' '
	case r < utf8.RuneSelf:
		return r
	case unicode.Is(unicode.Nd, r):
		return digitOf(r)
	case r >= 0x300 && r < 0x370, r >= 0x64b && r <= 0x655, r == 0x93c, unicode.Is(unicode.Cf, r):
		return -1 // diacritics, marks of direction
	case r >= 0xff01 && r <= 0xff5e: // full-width ASCII
		return r - 0xff01 + '!'
	case r == '−', r >= '‐' && r <= '―':
		return '-'
	case unicode.IsLetter(r), unicode.IsMark(r):
		if plain, ok := plainLetters[r]; ok {
			return plain
		}
		return r
	}
	return ' '
}

// plainLetters are letters that no diacritics make.
var plainLetters = map[rune]rune{'ł': 'l', 'ø': 'o', 'ı': 'i', 'đ': 'd', 'ة': 'ه', 'ی': 'ي'}

// digitOf returns the ASCII digit for a digit of another script. Unicode has
// them in runs of ten.
func digitOf(r rune) rune {
	zero := r
	for r-zero < 9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	return '0' + r - zero
}

// arabicMonths joins the months of the Levant that have two words.
var arabicMonths = strings.NewReplacer("كانون الثاني", "كانونالثاني", "كانون الاول", "كانونالاول",
	"تشرين الثاني", "تشرينالثاني", "تشرين الاول", "تشرينالاول")

// eastAsian writes 2025年5月12日 10時30分 as 2025-5-12 10h30: signs after a number,
// and the spaces after them.
func eastAsian(s string) string {
	var b strings.Builder
	number, join := false, false
	for _, r := range s {
		if r == ' ' && join {
			continue
		}
		join = false
		if number {
			switch r {
			case '年', '년', '月', '월':
				r, join = '-', true
			case '日', '일', '号', '號':
				r = ' '
			case '時', '时', '點', '点', '시':
				r, join = 'h', true
			case '分', '분':
				r, join = ':', true
			case '秒', '초':
				r = ' '
			}
		}
		b.WriteRune(r)
		number = r >= '0' && r <= '9'
	}
	return b.String()
}
