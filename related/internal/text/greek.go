package text

import "strings"

// Greek has no stemmer in the library. stemGreek is a light one, for nouns and
// adjectives only (after the manner of Savoy, Light stemming approaches for the
// French, Portuguese, German and Hungarian languages, 2006): it takes off the
// accent, which moves (τάβλι, ταβλιού) and is not written on capitals, and the
// ending of the case.
func stemGreek(form string) string {
	stem, _ := cutEnding(greekAccents.Replace(form), greekEndings, 3)
	return stem
}

var greekAccents = strings.NewReplacer("ά", "α", "έ", "ε", "ή", "η", "ί", "ι", "ϊ", "ι", "ΐ", "ι", "ό", "ο", "ύ", "υ", "ϋ", "υ", "ΰ", "υ", "ώ", "ω")

// greekEndings are those of the declensions, the longest first.
var greekEndings = byLength(`ιαδες ιαδων ματος ματα ματων μα αδες αδων εδες εδων
	εις εως εων ιους ιου ιων ιοι ιον ιος ιας ιες ιο ια ι
	ους ου ος οι ον ων ας ες ης ις α ε η ο υ`)
