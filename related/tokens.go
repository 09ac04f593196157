package related

import (
	"context"
	"slices"
	"strings"
	"sync"
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

// tokenize analyses the documents and numbers their words. Where a document's
// language is unknown, its words are stemmed as those of the main language.
func tokenize(ctx context.Context, docs []Document, c *census, languages []string, main string) ([]tokens, *lexicon, error) {
	toks := make([]tokens, len(docs))
	analyzedBy := make([]int, len(docs))
	var analyzers []*text.Analyzer
	var counts [][]int // by analyzer and word: how often it occurs in documents that are counted
	var mu sync.Mutex
	err := inBlocks(ctx, len(docs), func() func(lo, hi int) {
		a := text.NewAnalyzer()
		var scratch []uint32
		mu.Lock()
		number := len(analyzers)
		analyzers, counts = append(analyzers, a), append(counts, nil)
		mu.Unlock()
		var count []int
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				language := languages[i]
				if language == "" {
					language = main
				}
				toks[i] = tokenizeDocument(a, &docs[i], language, scratch)
				scratch, toks[i].words = toks[i].words, slices.Clone(toks[i].words)
				analyzedBy[i] = number
				count = append(count, make([]int, len(a.Words)-len(count))...)
				if !c.has(i) {
					continue
				}
				for _, n := range toks[i].words {
					if n != gap {
						count[n]++
					}
				}
			}
			mu.Lock()
			counts[number] = count
			mu.Unlock()
		}
	})
	if err != nil {
		return nil, nil, err
	}
	lx, renumber := newLexicon(analyzers, counts)
	for i := range toks {
		toks[i].renumber(renumber[analyzedBy[i]])
	}
	return toks, lx, nil
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
