package related

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/kindred-go/kindred/related/internal/text"
)

// An analysis is documents in words, on their way into an index.
type analysis struct {
	docs       []*Document
	languages  []string
	main       string // the language of most
	toks       []tokens
	read       []bool   // by document: whether it is analysed
	prints     []uint64 // by document, if texts are let go of: the fingerprint of all that it said
	dictionary *text.Dictionary
}

func newAnalysis(docs []*Document, d *text.Dictionary) *analysis {
	return &analysis{
		docs: docs, languages: make([]string, len(docs)), toks: make([]tokens, len(docs)),
		read: make([]bool, len(docs)), dictionary: d,
	}
}

// sort puts everything in the order of the IDs: from here on nothing depends on the
// caller's order. It reports IDs that are missing or not unique.
func (an *analysis) sort(ctx context.Context) error {
	order, unique := byID(an.docs)
	if !unique {
		return checkIDs(an.docs)
	}
	return an.arrange(ctx, order)
}

// arrange puts everything in another order.
func (an *analysis) arrange(ctx context.Context, order []int32) error {
	return together(ctx,
		func() { an.docs = gather(ctx, an.docs, order) },
		func() { an.languages = gather(ctx, an.languages, order) },
		func() { an.toks = gather(ctx, an.toks, order) },
		func() { an.read = gather(ctx, an.read, order) },
		func() { an.prints = gather(ctx, an.prints, order) },
	)
}

// gather returns values in another order, nil if there are none.
func gather[T any](ctx context.Context, all []T, order []int32) []T {
	if all == nil {
		return nil
	}
	gathered := withRoom[T](len(all))
	for at := range below(ctx, len(order)) {
		gathered = append(gathered, all[order[at]])
	}
	return gathered
}

// analyze analyses the documents that were not yet, those of unknown language as those of
// the main one.
func (an *analysis) analyze(ctx context.Context, c *census) (err error) {
	if an.main, err = an.findLanguages(ctx, c); err != nil {
		return err
	}
	return inBlocksOf(ctx, 8, len(an.docs), func() func(lo, hi int) { // few, for some texts are long
		a := an.dictionary.NewAnalyzer()
		var scratch []uint32
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				if !an.read[i] {
					an.toks[i], scratch = analyzed(a, an.docs[i], cmp.Or(an.languages[i], an.main), scratch)
					if an.prints != nil {
						an.docs[i].dropText()
					}
				}
			}
		}
	})
}

// analyzed analyses a document; its words are in memory of their own.
func analyzed(a *text.Analyzer, d *Document, language string, scratch []uint32) (tokens, []uint32) {
	t := tokenizeDocument(a, d, language, scratch)
	scratch, t.words = t.words, slices.Clone(t.words)
	return t, scratch
}

// number gives the words of all documents numbers that do not depend on which was
// analysed first.
func (an *analysis) number(ctx context.Context, c *census) (*lexicon, error) {
	words := an.dictionary.Words()
	an.dictionary = nil
	var mu sync.Mutex
	var counts [][]uint32 // of every worker, by word: how often it occurs in documents that are counted
	err := inBlocks(ctx, len(an.toks), func() func(lo, hi int) {
		count := make([]uint32, len(words))
		mu.Lock()
		counts = append(counts, count)
		mu.Unlock()
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				if !c.has(i) {
					continue
				}
				for _, n := range an.toks[i].words {
					if n != gap {
						count[n]++
					}
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	lx, numbers, err := newLexicon(ctx, words, counts)
	if err != nil {
		return nil, err
	}
	return lx, inBlocks(ctx, len(an.toks), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				an.toks[i].renumber(numbers)
			}
		}
	})
}

// keepTitles lets go of all words but those of titles: most of the memory that an analysis
// takes, and from here on only they are asked for.
func (an *analysis) keepTitles(ctx context.Context) error {
	return inBlocks(ctx, len(an.toks), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				an.toks[i].keepTitle()
			}
		}
	})
}
