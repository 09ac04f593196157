package text

import (
	"strings"
	"unicode/utf8"
)

// trimArabic takes "and" and "so" off an Arabic word that has the article
// (والكتاب): Snowball takes off the article with other prefixes but not with
// these, as light10 does (Larkey and others, Light stemming for Arabic
// information retrieval, 2007). The father (والد) and his kin keep their first letter.
func trimArabic(form string) string {
	for _, prefix := range []string{"و", "ف"} {
		rest, ok := strings.CutPrefix(form, prefix)
		if ok && strings.HasPrefix(rest, "ال") && !strings.HasPrefix(form, "والد") && utf8.RuneCountInString(rest) >= 5 {
			return rest
		}
	}
	return form
}
