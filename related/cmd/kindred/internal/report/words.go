package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/related/internal/text"
)

// A reader reads the articles' tags and texts as the engine does.
type reader struct {
	*Collection
	analyzer *text.Analyzer
	main     string
	scratch  []uint32
}

func newReader(c *Collection) *reader {
	r := &reader{Collection: c, analyzer: text.NewAnalyzer()}
	counts, known := make(map[string]int), 0
	for _, d := range c.docs {
		if language := c.Index.Language(d.ID); language != "" {
			counts[language]++
			known++
		}
	}
	// The engine's rule for articles whose language is not known.
	for language, n := range counts {
		if 5*n >= 4*known {
			r.main = language
		}
	}
	return r
}

// key returns what the spellings of a tag share, "" for an empty tag: the
// engine's rule, by which "C++" and "C#" are two tags, and "Slug" and "slugs" one.
func (r *reader) key(tag, language string) string {
	r.scratch = r.analyzer.Append(r.scratch[:0], tag, language)
	key := r.analyzer.Key(r.scratch, language)
	if utf8.RuneCountInString(key) < 2 {
		r.scratch = r.analyzer.AppendWhole(r.scratch[:0], tag, language)
		key = r.analyzer.Key(r.scratch, language)
	}
	return key
}

// briefWords is the number of words below which an article says little about
// what it is related to.
const briefWords = 50

// A Brief is an article with very little text.
type Brief struct {
	Article
	Words int `json:"words"`
}

// Thin is what the articles lack that would make the lists better.
type Thin struct {
	Undated  []Article `json:"undated"`
	Untagged []Article `json:"untagged"`
	NoText   []Article `json:"no_text"`
	Brief    []Brief   `json:"brief"` // fewer than 50 words
}

func (r *reader) thin() Thin {
	t := Thin{[]Article{}, []Article{}, []Article{}, []Brief{}}
	for i, d := range r.docs {
		a := r.article(i)
		if a.Date.IsZero() {
			t.Undated = append(t.Undated, a)
		}
		if !slices.ContainsFunc(d.Tags, func(tag string) bool { return strings.TrimSpace(tag) != "" }) {
			t.Untagged = append(t.Untagged, a)
		}
		if isBlank(d) {
			t.NoText = append(t.NoText, a)
		} else if n := r.words(d); n < briefWords {
			t.Brief = append(t.Brief, Brief{a, n})
		}
	}
	for _, articles := range [][]Article{t.Undated, t.Untagged, t.NoText} {
		slices.SortStableFunc(articles, newestFirst)
	}
	slices.SortStableFunc(t.Brief, func(a, b Brief) int {
		return cmp.Or(cmp.Compare(a.Words, b.Words), newestFirst(a.Article, b.Article))
	})
	return t
}

// words counts the words of an article's text, as far as it takes to know that
// they are not few.
func (r *reader) words(d *related.Document) int {
	const enough = 4096 // bytes: no script needs more for so few words
	count := 0
	for _, s := range []string{d.Content, d.Summary} {
		r.scratch = r.analyzer.Append(r.scratch[:0], s[:min(len(s), enough)], "")
		count = max(count, len(r.scratch))
	}
	return count
}
