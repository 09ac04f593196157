package related

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/related/internal/text"
)

// A lexicon numbers everything that documents can share. Numbers follow the
// sorted order of what they stand for, so they are the same however the work
// of analysis was divided.
//
// A feature is a form, a stem or a pair, in this order: feature f is forms[f],
// then stems[f-len(forms)], then pairs[f-len(forms)-len(stems)].
type lexicon struct {
	forms  []string
	stems  []string
	pairs  []uint64 // first stem << 32 | second stem, of neighbouring words
	words  []word   // by word number
	formOf []uint32 // by word number

	// sole tells, by stem, whether it is the stem of one form only, and that
	// form has no other. The two are then one feature, the stem's: that saves
	// half of the work and changes no score.
	sole []bool
}

// A word is a form with its stem, as features. The same form can have several
// stems, one a language.
type word struct {
	form, stem uint32
	stop       bool
}

// An analyzed word is one that an analyzer has met.
type analyzedWord struct {
	text.Word
	start            uint64 // the first bytes of the form, most words' order
	analyzer, number int
}

// newLexicon merges the vocabularies of several analyzers and returns, for
// each, the numbers that its words now have.
func newLexicon(analyzers []*text.Analyzer) (*lexicon, [][]uint32) {
	var all []analyzedWord
	renumber := make([][]uint32, len(analyzers))
	for i, a := range analyzers {
		renumber[i] = make([]uint32, len(a.Words))
		for j, w := range a.Words {
			all = append(all, analyzedWord{w, firstBytes(w.Form), i, j})
		}
	}
	slices.SortFunc(all, compareWords)

	lx := &lexicon{}
	for _, w := range all {
		lx.stems = append(lx.stems, w.Stem)
	}
	slices.Sort(lx.stems)
	lx.stems = slices.Compact(lx.stems)
	for i, w := range all {
		if i == 0 || w.Word != all[i-1].Word {
			if n := len(lx.forms); n == 0 || lx.forms[n-1] != w.Form {
				lx.forms = append(lx.forms, w.Form)
			}
			stem, _ := slices.BinarySearch(lx.stems, w.Stem)
			lx.words = append(lx.words, word{uint32(len(lx.forms) - 1), uint32(stem), w.Stop})
		}
		renumber[w.analyzer][w.number] = uint32(len(lx.words) - 1)
	}
	lx.sole = soleStems(lx)
	for i := range lx.words {
		w := &lx.words[i]
		lx.formOf = append(lx.formOf, w.form)
		sole := lx.sole[w.stem]
		w.stem += uint32(len(lx.forms))
		if sole {
			w.form = w.stem
		}
	}
	return lx, renumber
}

// soleStems returns, by stem, whether it and its form have no other partner.
func soleStems(lx *lexicon) []bool {
	formsOf, stemsOf := make([]uint32, len(lx.stems)), make([]uint32, len(lx.forms))
	for i, w := range lx.words {
		if i > 0 && lx.words[i-1].form == w.form && lx.words[i-1].stem == w.stem {
			continue // the same word, a function word in one language only
		}
		formsOf[w.stem]++
		stemsOf[w.form]++
	}
	sole := make([]bool, len(lx.stems))
	for _, w := range lx.words {
		sole[w.stem] = formsOf[w.stem] == 1 && stemsOf[w.form] == 1
	}
	return sole
}

// compareWords compares what words are, not where they were met.
func compareWords(a, b analyzedWord) int {
	if c := cmp.Compare(a.start, b.start); c != 0 {
		return c
	}
	if c := strings.Compare(a.Form, b.Form); c != 0 {
		return c
	}
	if c := strings.Compare(a.Stem, b.Stem); c != 0 {
		return c
	}
	switch {
	case a.Stop == b.Stop:
		return 0
	case b.Stop:
		return -1
	}
	return 1
}

// firstBytes returns the first eight bytes of s as a number that sorts as they do.
func firstBytes(s string) (n uint64) {
	for i := range min(len(s), 8) {
		n |= uint64(s[i]) << (56 - 8*i)
	}
	return n
}

// features returns how many features there are.
func (lx *lexicon) features() int { return len(lx.forms) + len(lx.stems) + len(lx.pairs) }

// firstStem returns the first feature that is not a form.
func (lx *lexicon) firstStem() uint32 { return uint32(len(lx.forms)) }

// kind tells a form, a stem and a pair apart. A feature beyond the last pair is
// a form or stem of a document outside the index.
func (lx *lexicon) kind(feature uint32) kind {
	switch f := int(feature); {
	case f < len(lx.forms):
		return formKind
	case f < len(lx.forms)+len(lx.stems):
		return stemKind
	case f < lx.features():
		return pairKind
	}
	return formKind
}

type kind int

const (
	formKind kind = iota
	stemKind
	pairKind
)

// pairFeature returns the feature of two neighbouring stems; ok is false if no
// two documents share them.
func (lx *lexicon) pairFeature(pair uint64) (f uint32, ok bool) {
	i, ok := slices.BinarySearch(lx.pairs, pair)
	return uint32(len(lx.forms) + len(lx.stems) + i), ok
}

// term returns the stem or pair that has these stems, joined by spaces; gap if
// there is none.
func (lx *lexicon) term(stems string) uint32 {
	feature := func(stem string) uint32 {
		i, ok := slices.BinarySearch(lx.stems, stem)
		if !ok {
			return gap
		}
		return uint32(len(lx.forms) + i)
	}
	first, second, two := strings.Cut(stems, " ")
	if !two {
		return feature(first)
	}
	if f, ok := lx.pairFeature(pairOf(feature(first), feature(second))); ok {
		return f
	}
	return gap
}

func pairOf(first, second uint32) uint64 { return uint64(first)<<32 | uint64(second) }

// extend returns a lexicon for one more document, whose words those are. What
// the index does not know gets features beyond the index's.
func (lx *lexicon) extend(words []text.Word) *lexicon {
	more := *lx
	more.words = nil
	unknown := uint32(lx.features())
	known := func(sorted []string, s string, base int) uint32 {
		if i, ok := slices.BinarySearch(sorted, s); ok {
			return uint32(base + i)
		}
		unknown++
		return unknown - 1
	}
	for _, w := range words {
		form, stem := known(lx.forms, w.Form, 0), known(lx.stems, w.Stem, len(lx.forms))
		if s := int(stem) - len(lx.forms); s < len(lx.sole) && int(form) < len(lx.forms) && lx.sole[s] {
			form = stem
		}
		more.words = append(more.words, word{form, stem, w.Stop})
	}
	return &more
}
