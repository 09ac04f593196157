// Package langtag reads language tags as feeds and pages write them.
package langtag

import (
	"strings"

	"golang.org/x/text/language"
)

// Undetermined is what an empty xml:lang means: what is said farther out does
// not hold here (XML 1.0, 2.12).
const Undetermined = "und"

// Canonical returns the language tag in its usual spelling, so "en_us" as
// "en-US", or "" if it is none, or stands for none in particular. Of what is
// wrong behind the first part, such as "en-EN", that part is right.
func Canonical(s string) string {
	const longest = 100 // that of BCP 47 is about 35
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longest || strings.HasPrefix(s, "x-") {
		return ""
	}
	t, err := language.Raw.Parse(s)
	if err != nil { // en-EN, de_DE.UTF-8
		i := strings.IndexAny(s, "-_.")
		if i < 2 {
			return ""
		}
		if t, err = language.Raw.Parse(s[:i]); err != nil {
			return ""
		}
	}
	switch base, _, _ := t.Raw(); base.String() {
	case Undetermined, "mis", "mul", "zxx":
		return ""
	}
	return t.String()
}
