package related

import (
	"slices"

	"github.com/kindred-go/kindred/related/internal/text"
)

// names says how to show features to people.
type names struct {
	stem   []uint32 // by stem: its most frequent form
	stemOf []uint32 // by form: its stem
}

func newNames(lx *lexicon) *names {
	n := &names{stem: make([]uint32, len(lx.stems)), stemOf: make([]uint32, len(lx.forms))}
	for i := range n.stem {
		n.stem[i] = gap
	}
	for _, w := range lx.words { // the most frequent first
		if w.stem == gap {
			continue
		}
		n.stemOf[w.form] = w.stem
		if n.stem[w.stem] == gap {
			n.stem[w.stem] = w.form
		}
	}
	return n
}

// learn names the stems that were added, after the forms in which they were met.
func (n *names) learn(lx *lexicon) {
	for stem := len(n.stem); stem < len(lx.stems); stem++ {
		n.stem = append(n.stem, uint32(lx.builtForms+stem-lx.builtStems))
	}
}

// termOf returns the group of features that a reader takes for one thing, by the
// feature that stands for it: a form counts with its stem.
func (x *Index) termOf(feature uint32) uint32 {
	if kind, form := x.lexicon.kindOf(x.lexicon.thing[feature]); kind == formKind {
		return x.lexicon.stemFeature(x.names.stemOf[form])
	}
	return feature
}

// name returns how to show a term, and the kind of thing it is.
func (x *Index) name(term uint32) (name, field string) {
	lx := x.lexicon
	stemName := func(stem uint32) string { return lx.forms[x.names.stem[stem]] }
	kind, number := lx.kindOf(lx.thing[term])
	if kind == pairKind {
		pair := lx.pairs.pairs[number]
		return text.Join(stemName(uint32(pair>>32)), stemName(uint32(pair))), "phrase"
	}
	return stemName(number), "word"
}

// terms returns the n strongest things that the subject and a document share,
// strongest first, with their parts of the score: of what text, title and tags
// add to it.
func (r *ranker) terms(s *subject, m *ranked, n int) []Term {
	x, doc := r.x, m.doc
	if r.shares == nil {
		r.shares = make([]float64, x.lexicon.features())
	}
	r.load(s)
	found := r.sharing[:0] // terms with a share
	defer func() { r.sharing = found[:0] }()
	add := func(feature uint32, share float64) {
		term := x.termOf(feature)
		if r.shares[term] == 0 {
			found = append(found, term)
		}
		r.shares[term] += share
	}
	w := x.weights
	factor := x.calendar.factor(s.day, x.calendar.day[doc]) * x.boost(doc)
	for s := range w {
		w[s] = float64(w[s] * factor)
	}
	d := x.bags.read(doc, &r.other)
	for i, count := range d.count {
		f := d.feature(i)
		if in := r.query.of(f); in != 0 {
			cosine := cosineOf(in.text()*uint64(rootOf[count]), r.scale, x.bags.scale[doc])
			add(f, float64(w[textSignal]*cosine)+float64(w[titleSignal]*float64(in.title()))/(2*one))
		}
	}
	title := x.titles.of(doc)
	for i, f := range title.feature {
		if r.query.of(f) != 0 {
			add(f, float64(w[titleSignal]*float64(title.weight[i]))/(2*one))
		}
	}
	terms := r.shared[:0]
	defer func() { r.shared = terms }()
	tags := x.tags.of(doc)
	for i, f := range s.tags.feature {
		if j, ok := slices.BinarySearch(tags.feature, f); ok {
			tag := scoredTerm{term: f, tag: true, share: float64(w[tagSignal]*float64(uint64(s.tags.weight[i])*uint64(tags.weight[j]))) / (one * one)}
			// If the same words are in both texts as well, they are one term.
			if same := x.tags.term[f]; same != gap && r.shares[same] > 0 {
				tag.share += r.shares[same]
				r.shares[same] = 0
			}
			terms = append(terms, tag)
		}
	}
	for _, term := range found {
		if r.shares[term] > 0 {
			terms = append(terms, scoredTerm{term: term, share: r.shares[term]})
			r.shares[term] = 0
		}
	}
	best := strongestTerms(terms, n)
	named := make([]Term, 0, len(best))
	for _, t := range best {
		if t.tag {
			named = append(named, Term{x.tags.name[t.term], "tag", round4(t.share)})
			continue
		}
		name, field := x.name(t.term)
		named = append(named, Term{name, field, round4(t.share)})
	}
	return named
}

// A scoredTerm is a term, or a tag by its number, with its part of a score.
type scoredTerm struct {
	term  uint32
	tag   bool
	share float64
}

// strongestTerms sorts the n strongest terms to the front and returns them.
func strongestTerms(terms []scoredTerm, n int) []scoredTerm {
	if n < 8 { // a few are picked faster than all are sorted
		n = min(n, len(terms))
		for i := range n {
			for j := i + 1; j < len(terms); j++ {
				if compareTerms(terms[j], terms[i]) < 0 {
					terms[i], terms[j] = terms[j], terms[i]
				}
			}
		}
		return terms[:n]
	}
	slices.SortFunc(terms, compareTerms)
	return terms[:min(n, len(terms))]
}

func compareTerms(a, b scoredTerm) int {
	switch {
	case a.share > b.share:
		return -1
	case a.share < b.share:
		return 1
	case a.tag != b.tag:
		if a.tag {
			return -1
		}
		return 1
	}
	return int(a.term) - int(b.term) // the more frequent
}
