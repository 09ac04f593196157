package widget

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"time"
)

// labels.json has the words of each language. Dates are as browsers write them:
// TestDatesAreThoseOfIntl holds the two together.
//
//go:embed labels.json
var labels []byte

// words are what the block says in one language. What a tag leaves out, it has from
// the tag without its last part: "en-GB" has the heading of "en".
type words struct {
	Heading string     `json:"heading"`
	Also    []string   `json:"also"`   // other tags that have the same words
	Date    string     `json:"date"`   // with {d}, or {dd} for two digits, {m} and {y}
	Months  [12]string `json:"months"` // as {m}: short names, or numbers
	Digits  string     `json:"digits"` // the ten digits, if they are others than 0123456789
}

// languages has the words by language tag, in lower case.
var languages = sync.OnceValue(func() map[string]*words {
	var table map[string]*words
	if err := json.Unmarshal(labels, &table); err != nil {
		panic("widget: labels.json: " + err.Error()) // a test reads the same bytes
	}
	all := make(map[string]*words, 2*len(table))
	for tag, w := range table {
		if parent := table[cutSubtag(tag)]; parent != nil {
			w.inherit(parent)
		}
		all[strings.ToLower(tag)] = w
		for _, other := range w.Also {
			all[strings.ToLower(other)] = w
		}
	}
	return all
})

func (w *words) inherit(parent *words) {
	setDefault(&w.Heading, parent.Heading)
	setDefault(&w.Date, parent.Date)
	setDefault(&w.Months, parent.Months)
	setDefault(&w.Digits, parent.Digits)
}

// wordsFor returns the words of the first tag that has any, else those of English.
func wordsFor(tags ...string) *words {
	all := languages()
	for _, tag := range tags {
		for tag = strings.ToLower(languageTag(tag)); tag != ""; tag = cutSubtag(tag) {
			if w := all[tag]; w != nil {
				return w
			}
		}
	}
	return all["en"]
}

// cutSubtag returns a tag without its last part: "zh-hant" for "zh-hant-hk".
func cutSubtag(tag string) string {
	return tag[:max(0, strings.LastIndexByte(tag, '-'))]
}

// Heading returns the block's heading in a language, given as a BCP 47 tag: "Mehr zum
// Thema" for "de" and "de-CH". It is "More like this" for a language that is not known.
func Heading(lang string) string { return wordsFor(lang).Heading }

// date writes a day in full numbers and a short month: "Oct 7, 2026".
func date(w *words, t time.Time) string {
	var b strings.Builder
	number := func(n int) {
		for _, c := range strconv.Itoa(n) {
			if w.Digits != "" {
				c = []rune(w.Digits)[c-'0']
			}
			b.WriteRune(c)
		}
	}
	for part := range strings.SplitSeq(w.Date, "{") {
		field, literal, ok := strings.Cut(part, "}")
		if !ok {
			b.WriteString(part) // before the first field
			continue
		}
		switch field {
		case "y":
			number(t.Year())
		case "m":
			b.WriteString(w.Months[t.Month()-1])
		case "dd":
			if t.Day() < 10 {
				number(0)
			}
			number(t.Day())
		case "d":
			number(t.Day())
		}
		b.WriteString(literal)
	}
	return b.String()
}
