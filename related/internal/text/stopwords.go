package text

import (
	_ "embed"
	"strings"
	"sync"
)

// Two files have a line a language: its tag, a colon, words as they are
// written. By the first, languages are told apart as well. The second has what
// says as little about a subject and would mislead there, because neighbours
// share it, or titles consist of it: numbers, modal verbs, pronouns. Its words of
// scripts without spaces are pairs of characters, as an [Analyzer] makes them.
var (
	//go:embed stopwords.txt
	stopWordFile string
	//go:embed fillers.txt
	fillerFile string
)

var (
	stopWordSets = sync.OnceValue(func() map[string]map[string]bool { return readSets(stopWordFile) })
	fillerSets   = sync.OnceValue(func() map[string]map[string]bool { return readSets(fillerFile) })
)

func readSets(file string) map[string]map[string]bool {
	fold := newFolder()
	sets := make(map[string]map[string]bool)
	for line := range strings.Lines(file) {
		if language, list, ok := strings.Cut(line, ":"); ok {
			set := make(map[string]bool)
			for word := range strings.FieldsSeq(list) {
				set[fold.String(word)] = true
			}
			sets[language] = set
		}
	}
	return sets
}

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

// isStopWord reports whether a form is a function word of a language.
func isStopWord(form, language string) bool {
	switch language {
	case "nb", "nn":
		language = "no"
	}
	return stopWordSets()[language][form] || fillerSets()[language][form] || isKana(form)
}
