package related

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// names says how to show features to people.
type names struct {
	stem   []uint32 // by stem: its most frequent form
	stemOf []uint32 // by form: its stem
}

func newNames(lx *lexicon, frequency []uint32) *names {
	n := &names{stem: make([]uint32, len(lx.stems)), stemOf: make([]uint32, len(lx.forms))}
	known := make([]bool, len(lx.stems))
	for i, w := range lx.words {
		form, stem := lx.formOf[i], w.stem-uint32(len(lx.forms))
		n.stemOf[form] = w.stem
		if best := n.stem[stem]; !known[stem] || frequency[form] > frequency[best] {
			n.stem[stem], known[stem] = form, true
		}
	}
	return n
}

// term returns the group of features that a reader takes for one thing, by the
// feature that stands for it: a form counts with its stem.
func (x *Index) termOf(feature uint32) uint32 {
	if int(feature) < len(x.lexicon.forms) {
		return x.names.stemOf[feature]
	}
	return feature
}

// name returns how to show a term, and the kind of thing it is.
func (x *Index) name(term uint32) (name, field string) {
	lx := x.lexicon
	stemName := func(feature uint32) string { return lx.forms[x.names.stem[feature-uint32(len(lx.forms))]] }
	if lx.kind(term) == stemKind {
		return stemName(term), "word"
	}
	pair := lx.pairs[int(term)-len(lx.forms)-len(lx.stems)]
	return join(stemName(uint32(pair>>32)), stemName(uint32(pair))), "phrase"
}

// join puts the two words of a pair side by side. Where words are pairs of
// characters, neighbours overlap.
func join(first, second string) string {
	last, n := utf8.DecodeLastRuneInString(first)
	if next, _ := utf8.DecodeRuneInString(second); next == last && last >= 0x0E00 && utf8.RuneCountInString(first) == 2 {
		return first[:len(first)-n] + second
	}
	return first + " " + second
}

// terms returns everything that the loaded subject and a document share,
// strongest first, with its part of the score. The parts add up to the score
// without the hub penalty.
func (r *ranker) terms(s *subject, doc int) []Term {
	x := r.x
	w := &signalWeight
	shares := make(map[uint32]float64)
	var order []uint32
	add := func(feature uint32, share float64) {
		if share == 0 {
			return
		}
		term := x.termOf(feature)
		if _, ok := shares[term]; !ok {
			order = append(order, term)
		}
		shares[term] += share
	}
	d := x.vectors.of(doc)
	for i, f := range d.feature {
		in := r.query[f]
		add(f, float64(w[textSignal]*float64(uint64(in.weight)*uint64(d.weight[i]))/(one*one)))
		add(f, float64(w[titleSignal]*float64(in.title)/(2*one)))
	}
	title := x.titles.of(doc)
	for i, f := range title.feature {
		if r.query[f].weight > 0 {
			add(f, float64(w[titleSignal]*float64(title.weight[i])/(2*one)))
		}
	}
	var terms []Term
	for _, term := range order {
		name, field := x.name(term)
		terms = append(terms, Term{name, field, shares[term]})
	}
	tags := x.tags.of(doc)
	for i, f := range s.tags.feature {
		if j, ok := slices.BinarySearch(tags.feature, f); ok {
			share := float64(w[tagSignal] * float64(uint64(s.tags.weight[i])*uint64(tags.weight[j])) / (one * one))
			terms = addTag(terms, x.tags.name[f], share)
		}
	}
	slices.SortStableFunc(terms, func(a, b Term) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		}
		return strings.Compare(a.Term, b.Term)
	})
	for i := range terms {
		terms[i].Share = round4(terms[i].Share)
	}
	return terms
}

// addTag adds a shared tag. If the same word is in both texts as well, they are
// one term.
func addTag(terms []Term, tag string, share float64) []Term {
	for i := range terms {
		if strings.EqualFold(terms[i].Term, tag) {
			terms[i] = Term{tag, "tag", terms[i].Share + share}
			return terms
		}
	}
	return append(terms, Term{tag, "tag", share})
}
