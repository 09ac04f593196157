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
// Arabic and Hebrew.
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

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
