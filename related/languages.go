package related

import (
	"context"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/related/internal/text"
)

// detectBytes is how much of a text is read to detect its language.
const detectBytes = 512

// findLanguages finds each document's language, "" where it is unknown, and returns the
// main language, in which documents of unknown language are analysed: that of
// at least four fifths of the others, or else the one of all texts together.
func (an *analysis) findLanguages(ctx context.Context, c *census) (main string, err error) {
	err = inBlocks(ctx, len(an.docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				if !an.read[i] {
					an.languages[i] = languageOf(an.docs[i])
				}
			}
		}
	})
	known := countedOf(c, an.languages)
	main = mainLanguage(known)
	if main == "" && !slices.ContainsFunc(known, func(language string) bool { return language != "" }) {
		main = text.Detect(beginning(an.docs, c, 16*detectBytes))
	}
	return main, err
}

// mainLanguage returns the language of at least four fifths of those that are
// known, "" if there is none.
func mainLanguage(languages []string) (main string) {
	counts := make(map[string]int)
	known := 0
	for _, language := range languages {
		if language != "" {
			counts[language]++
			known++
		}
	}
	for language, n := range counts {
		if 5*n >= 4*known {
			main = language
		}
	}
	return main
}

// languageOf returns the language that a document declares, or else the one it
// seems to be in.
func languageOf(d *Document) string {
	if language := text.Language(d.Language); language != "" {
		return language
	}
	s := d.Title + "\n" + d.Summary
	if len(s) < detectBytes {
		s += "\n" + d.Content[:min(len(d.Content), detectBytes)]
	}
	return text.Detect(s[:min(len(s), detectBytes)])
}

// beginning returns texts of the first documents, n bytes or a little more.
func beginning(docs []*Document, c *census, n int) string {
	var b strings.Builder
	for i := range docs {
		if b.Len() >= n {
			break
		}
		if !c.has(i) {
			continue
		}
		d := docs[i]
		for _, s := range [...]string{d.Title, d.Summary, d.Content} {
			b.WriteString(s[:min(len(s), detectBytes)])
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Language returns the language of the document with the given ID as the index
// took it: what the document declares, or else what was detected, as a base
// subtag such as "pt". It is "" where neither is known.
func (x *Index) Language(id string) string {
	if i, ok := x.at(id); ok {
		return x.ids.languages.name(x.ids.of[i].language)
	}
	return ""
}

// languageTag returns a document's language as it declares it, region and all,
// or else what was detected.
func (x *Index) languageTag(i int) string {
	language := x.ids.languages.name(x.ids.of[i].language)
	if text.Language(x.docs[i].Language) == "" {
		return language
	}
	return x.docs[i].Language
}
