package related

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kindred-go/kindred/related/internal/text"
)

// The fields of a document, in the order in which their words stand in tokens.
type field int

const (
	titleField field = iota
	summaryField
	contentField
	headingField // repeats words of the content, so its weight comes on top
	tagField
	numFields
)

// fieldWeight is how many times a word in a field counts.
var fieldWeight = [numFields]uint32{titleField: 4, summaryField: 1, contentField: 1, headingField: 1, tagField: 3}

// gap stands between words that are not neighbours: two tags, two headings.
const gap = ^uint32(0)

// tokens are the words of a document, field after field.
type tokens struct {
	words   []uint32 // word numbers and gaps
	ends    [numFields]int
	tagKeys []string // by tag: what spellings of it share, "" for an empty tag
	stems   []string // by tag: the stems of its words
	tags    []string // the same, sorted and distinct
}

func (t *tokens) field(f field) []uint32 {
	if f == 0 {
		return t.words[:t.ends[0]]
	}
	return t.words[t.ends[f-1]:t.ends[f]]
}

// keepTitle lets go of all words but the title's, and of the memory that they take.
func (t *tokens) keepTitle() {
	t.words = slices.Clone(t.field(titleField))
	for f := range t.ends {
		t.ends[f] = len(t.words)
	}
}

func (t *tokens) renumber(numbers []uint32) {
	for j, w := range t.words {
		if w != gap {
			t.words[j] = numbers[w]
		}
	}
}

// tokenizeDocument analyses a document. The words are in scratch, which may grow.
func tokenizeDocument(a *text.Analyzer, d *Document, language string, scratch []uint32) tokens {
	var t tokens
	words := a.Append(scratch[:0], d.Title, language)
	t.ends[titleField] = len(words)
	if addsTo(d.Content, d.Summary) {
		words = a.Append(words, d.Summary, language)
	}
	t.ends[summaryField] = len(words)
	words = a.Append(words, d.Content, language)
	t.ends[contentField] = len(words)
	dropBylines(a, words[t.ends[titleField]:], d.Authors, language)
	for _, heading := range d.Headings {
		words = append(a.Append(words, heading, language), gap)
	}
	t.ends[headingField] = len(words)
	for _, tag := range d.Tags {
		start := len(words)
		var key string
		words, key = appendTag(a, words, tag, language)
		t.tagKeys = append(t.tagKeys, key)
		t.stems = append(t.stems, a.Stems(words[start:]))
		words = append(words, gap)
	}
	t.tags = slices.Clone(t.tagKeys)
	slices.Sort(t.tags)
	t.tags = slices.Compact(t.tags)
	if len(t.tags) > 0 && t.tags[0] == "" {
		t.tags = t.tags[1:]
	}
	t.ends[tagField] = len(words)
	t.words = words
	return t
}

// appendTag appends the words of a tag, and returns what spellings of it share.
func appendTag(a *text.Analyzer, words []uint32, tag, language string) ([]uint32, string) {
	start := len(words)
	words = a.Append(words, tag, language)
	key := a.Key(words[start:], language)
	if utf8.RuneCountInString(key) < 2 { // "C++" and "C#": what tells them apart is not in the words
		words = a.AppendWhole(words[:start], tag, language)
		key = a.Key(words[start:], language)
	}
	return words, key
}

// addsTo reports whether a summary says anything that the content does not
// begin with: feeds often cut the one from the other.
func addsTo(content, summary string) bool {
	summary = strings.TrimRight(strings.TrimSpace(summary), "… .[]")
	return !strings.HasPrefix(strings.TrimSpace(content), summary)
}
