package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A folder normalises spelling that does not change a word: width and
// ligatures (NFKC), case (full Unicode case folding), and the optional marks of
// Arabic and Hebrew. Forms are shown to readers, so a word of Greek keeps the
// sigma that it ends in.
type folder struct{ caser cases.Caser }

func newFolder() folder { return folder{cases.Fold()} }

func (f folder) String(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	// Folding can undo the composition of what it folds, hence NFKC last.
	s = norm.NFKC.String(f.caser.String(norm.NFKC.String(s)))
	if strings.ContainsFunc(s, isOptionalMark) {
		s = strings.Map(func(r rune) rune {
			if isOptionalMark(r) {
				return -1
			}
			return r
		}, s)
	}
	return finalSigma(s)
}

// finalSigma undoes what case folding does to the last letter of a Greek word:
// all sigmas become σ, but at the end of a word it is written ς. Every form
// that ends so is treated alike, so they still match.
func finalSigma(s string) string {
	rest, ok := strings.CutSuffix(s, "σ")
	if before, _ := utf8.DecodeLastRuneInString(rest); ok && unicode.IsLetter(before) {
		return rest + "ς"
	}
	return s
}

// isOptionalMark reports whether r is a vowel point of Hebrew or Arabic, or the
// tatweel that stretches an Arabic word: most texts leave them out.
func isOptionalMark(r rune) bool {
	switch {
	case r < 0x0591 || r > 0x0670:
		return false
	case r <= 0x05C7:
		return unicode.Is(unicode.Mn, r)
	}
	return r == 0x0640 || r >= 0x064B && r <= 0x0652 || r == 0x0670
}

// withoutDiacritics takes the accents off Latin and Greek letters, and the dots
// off the Russian ё: whoever writes a tag often leaves them out. The marks of
// other scripts are letters of their own.
func withoutDiacritics(s string) string {
	if isASCII(s) {
		return s
	}
	var base rune
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r < 0x0300 || r > 0x036F:
			base = r
		case unicode.In(base, unicode.Latin, unicode.Greek), base == 'е' && r == 0x0308:
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
