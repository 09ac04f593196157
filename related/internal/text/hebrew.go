package text

import (
	"strings"
	"unicode/utf8"
)

// Hebrew writes the article, prepositions and "and" together with the word that
// follows: ספרייה, הספרייה, בספרייה. stemHebrew takes them off where four
// letters are left: the article, in and to, alone or after and or that. From (מ)
// and as (כ) stay, because too many nouns begin with these letters themselves.
func stemHebrew(form string) string {
	for _, prefix := range hebrewPrefixes {
		if rest, ok := strings.CutPrefix(form, prefix); ok && utf8.RuneCountInString(rest) >= 4 {
			return rest
		}
	}
	return form
}

var hebrewPrefixes = byLength(`ושה כשה שה וה וב ול ה ב ל ו`)
