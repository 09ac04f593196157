package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// urlized spells a path as Hugo does.
func urlized(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), "-") {
		if unicode.In(r, unicode.L, unicode.N, unicode.M) || strings.ContainsRune("/._-#+~@", r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

var latin = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "þ", "th", "ð", "d", "ı", "i")

// slugged spells a path in letters without marks, digits and single hyphens.
func slugged(s string) string {
	segments := strings.Split(s, "/")
	for i, segment := range segments {
		var b strings.Builder
		hyphen := false
		for _, r := range norm.NFD.String(latin.Replace(strings.ToLower(segment))) {
			switch {
			case unicode.Is(unicode.Mn, r):
			case unicode.IsLetter(r) || unicode.IsNumber(r):
				if hyphen && b.Len() > 0 {
					b.WriteByte('-')
				}
				hyphen = false
				b.WriteRune(r)
			default:
				hyphen = true
			}
		}
		segments[i] = b.String()
	}
	return strings.Join(segments, "/")
}
