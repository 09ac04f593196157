package text

import (
	_ "embed"
	"strings"
	"sync"
)

// stopWordFile has a line a language: its tag, a colon, its function words.
//
//go:embed stopwords.txt
var stopWordFile string

var stopWordSets = sync.OnceValue(func() map[string]map[string]bool {
	fold := newFolder()
	sets := make(map[string]map[string]bool)
	for line := range strings.Lines(stopWordFile) {
		if language, list, ok := strings.Cut(line, ":"); ok {
			set := make(map[string]bool)
			for word := range strings.FieldsSeq(list) {
				set[fold.String(word)] = true
			}
			sets[language] = set
		}
	}
	return sets
})

// stopLanguages maps a word to the languages that it is a function word of.
var stopLanguages = sync.OnceValue(func() map[string][]string {
	languages := make(map[string][]string)
	for language, set := range stopWordSets() {
		for word := range set {
			languages[word] = append(languages[word], language)
		}
	}
	return languages
})

// stopWords returns the function words of a language; nil if they are not known.
func stopWords(language string) map[string]bool {
	switch language {
	case "nb", "nn":
		language = "no"
	}
	return stopWordSets()[language]
}
