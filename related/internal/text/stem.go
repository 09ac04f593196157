package text

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	snowball "github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// A stemmer returns the stem of a folded form of at least three bytes.
type stemmer func(form string) string

func newStemmer(language string) stemmer {
	if stem := snowballStemmer(language); stem != nil {
		envs := sync.Pool{New: func() any { return snowball.NewEnv("") }}
		return func(form string) string {
			if language == "ar" {
				form = trimArabic(form)
			}
			env := envs.Get().(*snowball.Env)
			env.SetCurrent(form)
			stem(env)
			stemmed := env.Current()
			envs.Put(env) // not if the stemmer panics
			return stemmed
		}
	}
	switch language {
	case "el":
		return stemGreek
	case "he":
		return stemHebrew
	case "hi":
		return stemHindi
	case "ja":
		return stemJapanese
	}
	return nil
}

// snowballStemmer returns nil for a language for which Snowball has none.
func snowballStemmer(language string) func(*snowball.Env) bool {
	switch language {
	case "ar":
		return arabic.Stem
	case "da":
		return danish.Stem
	case "de":
		return german.Stem
	case "en":
		return english.Stem
	case "es":
		return spanish.Stem
	case "fi":
		return finnish.Stem
	case "fr":
		return french.Stem
	case "ga":
		return irish.Stem
	case "hu":
		return hungarian.Stem
	case "it":
		return italian.Stem
	case "nb", "nn", "no":
		return norwegian.Stem
	case "nl":
		return dutch.Stem
	case "pt":
		return portuguese.Stem
	case "ro":
		return romanian.Stem
	case "ru":
		return russian.Stem
	case "sv":
		return swedish.Stem
	case "ta":
		return tamil.Stem
	case "tr":
		return turkish.Stem
	}
	return nil
}

// stem returns the stem of a folded form. A generated stemmer that trips over
// odd input costs a word its stem, never the index.
func (s stemmer) stem(form string) (stem string) {
	if s == nil || len(form) < 3 {
		return form
	}
	defer func() {
		if recover() != nil {
			stem = form
		}
	}()
	if stem = s(form); stem == "" {
		return form
	}
	return stem
}

// byLength returns the words of a list of endings or prefixes, the longest first.
func byLength(list string) []string {
	words := strings.Fields(list)
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// cutEnding takes the first of the endings that fits off a word, if at least
// that many letters are left.
func cutEnding(word string, endings []string, left int) (string, bool) {
	for _, ending := range endings {
		if rest, ok := strings.CutSuffix(word, ending); ok && utf8.RuneCountInString(rest) >= left {
			return rest, true
		}
	}
	return word, false
}
