package text

import (
	_ "embed"
	"slices"
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

// list returns the words that a file has for a language.
func list(file, language string) (words string, ok bool) {
	_, rest, ok := strings.Cut("\n"+file, "\n"+language+":")
	words, _, _ = strings.Cut(rest, "\n")
	return words, ok
}

var (
	stopSetsLock sync.Mutex
	stopSets     = make(map[string]map[string]bool) // by language, of those that were asked for
)

// stopWords returns the function words of a language, in both files. Few sites have
// more languages than one, and to read all takes longer than to read the site.
func stopWords(language string) map[string]bool {
	switch language {
	case "nb", "nn":
		language = "no"
	}
	stopSetsLock.Lock()
	defer stopSetsLock.Unlock()
	if set, ok := stopSets[language]; ok {
		return set
	}
	fold := newFolder()
	set := make(map[string]bool)
	for _, file := range []string{stopWordFile, fillerFile} {
		words, _ := list(file, language)
		for word := range strings.FieldsSeq(words) {
			set[fold.String(word)] = true
		}
	}
	if len(set) > 0 { // of other languages there is no end
		stopSets[language] = set
	}
	return set
}

// stopLanguages maps a word of the first file to the languages that it is a function
// word of.
var stopLanguages = sync.OnceValue(func() map[string][]string {
	fold := newFolder()
	languages := make(map[string][]string)
	for line := range strings.Lines(stopWordFile) {
		language, words, _ := strings.Cut(line, ":")
		for word := range strings.FieldsSeq(words) {
			if word = fold.String(word); !slices.Contains(languages[word], language) {
				languages[word] = append(languages[word], language)
			}
		}
	}
	return languages
})
