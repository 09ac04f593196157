package related

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/kindred-go/kindred/related/internal/text"
)

// A lexicon numbers everything that documents can share: forms, stems and pairs
// of neighbouring stems, together called things. Those that a document has are
// features, numbered by how many have them, the most first: what is looked up
// most lies close together, and most numbers of a document fit 16 bits.
type lexicon struct {
	forms, stems []string
	numbers      *numbers
	learnt       map[string]uint32 // the numbers of stems that updates added
	pairs        *pairSet
	words        []word // by word number, the most frequent first; only while documents are analysed
	counted      int    // how many of the stems occur in documents that are counted

	// How many forms and stems there were when the index was built. Updates add more.
	builtForms, builtStems int

	// sole tells, by stem, whether it is the stem of one form only, and that
	// form has no other. The two are then one thing, the stem's: that saves
	// half of the work and changes no score. Of stems that only documents have which
	// are not counted, the forms do not count at all.
	sole []bool

	// Things are numbered through: first forms, then stems, then pairs, then stems that
	// updates added.
	feature []uint32 // by thing: its feature, or gap
	thing   []uint32 // by feature
}

// numbers finds forms and stems. An index that was stored has none until a document
// is analysed.
type numbers struct {
	once       sync.Once
	form, stem *wordTable
}

// known returns the numbers of what was known when the index was built.
func (lx *lexicon) known() *numbers {
	lx.numbers.once.Do(func() {
		if lx.numbers.form == nil {
			lx.numbers.form, lx.numbers.stem = newWordTable(lx.forms[:lx.builtForms]), newWordTable(lx.stems[:lx.builtStems])
		}
	})
	return lx.numbers
}

// stemNumber returns a stem's number.
func (lx *lexicon) stemNumber(stem string) (uint32, bool) {
	if n, ok := lx.learnt[stem]; ok {
		return n, true
	}
	return lx.known().stem.find(lx.stems, stem)
}

// A word is a form with its stem. The same form can have several stems, one a
// language. Of a function word the stem is gap.
type word struct{ form, stem uint32 }

// newLexicon returns the lexicon of the words of a dictionary and, by their numbers there,
// those that they have now. Of every worker who counted words it takes the counts.
func newLexicon(ctx context.Context, words []text.Word, counts [][]uint32) (*lexicon, []uint32, error) {
	all := make([]foundWord, len(words))
	for n := range below(ctx, len(words)) {
		all[n] = foundWord{start: firstBytes(words[n].Form), number: uint32(n)}
		for _, count := range counts {
			all[n].count += count[n]
		}
	}
	all, err := sortInBlocks(ctx, all, func(a, b foundWord) int { return compareWords(words, a, b) })
	if err != nil {
		return nil, nil, err
	}

	lx := &lexicon{
		numbers: &numbers{form: &wordTable{}, stem: &wordTable{}},
		words:   make([]word, 0, len(all)),
		forms:   withRoom[string](len(all)),
		stems:   make([]string, 0, len(all)),
	}
	lx.numbers.form.grow(nil, len(all))
	lx.numbers.stem.grow(nil, len(all))
	counted := 0
	rank := make([]uint32, len(all))
	for at := range below(ctx, len(all)) {
		found := all[at]
		w := &words[found.number]
		rank[found.number] = uint32(at)
		form, stem := lx.numbers.form.add(&lx.forms, w.Form), gap
		if !w.Stop {
			stem = lx.numbers.stem.add(&lx.stems, w.Stem)
		}
		lx.words = append(lx.words, word{form, stem})
		if found.count > 0 {
			counted, lx.counted = len(lx.words), len(lx.stems)
		}
	}
	lx.stems = append(withRoom[string](len(lx.stems)), lx.stems...)
	lx.builtForms, lx.builtStems = len(lx.forms), len(lx.stems)
	lx.sole = soleStems(lx, lx.words[:counted])
	return lx, rank, ctx.Err()
}

// A foundWord is one that documents have. There are many, so they are small.
type foundWord struct {
	start  uint64 // the first bytes of the form, most words' order
	count  uint32 // how often it occurs
	number uint32 // in the dictionary
}

// soleStems returns, by stem, whether it and its form have no other partner among
// some words. What is not among them is as good as that.
func soleStems(lx *lexicon, words []word) []bool {
	formsOf, stemsOf := make([]uint32, len(lx.stems)), make([]uint32, len(lx.forms))
	for _, w := range words {
		if w.stem != gap {
			formsOf[w.stem]++
			stemsOf[w.form]++
		}
	}
	sole := slices.Repeat([]bool{true}, len(lx.stems))
	for _, w := range words {
		if w.stem != gap {
			sole[w.stem] = formsOf[w.stem] == 1 && stemsOf[w.form] == 1
		}
	}
	return sole
}

// compareWords puts the frequent first. It compares what words are, not where
// they were met.
func compareWords(words []text.Word, a, b foundWord) int {
	switch {
	case a.count != b.count:
		return cmp.Compare(b.count, a.count)
	case a.start != b.start:
		return cmp.Compare(a.start, b.start)
	}
	v, w := &words[a.number], &words[b.number]
	return cmp.Or(strings.Compare(v.Form, w.Form), strings.Compare(v.Stem, w.Stem), compareStops(v.Stop, w.Stop))
}

func compareStops(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
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

type kind uint8

const (
	formKind kind = iota
	stemKind
	soleKind // a stem that stands for its form as well
	pairKind
)

// things returns how many things there are.
func (lx *lexicon) things() int {
	return lx.builtForms + len(lx.stems) + lx.pairs.len()
}

func (lx *lexicon) stemThing(stem uint32) uint32 {
	if int(stem) >= lx.builtStems {
		stem += uint32(lx.pairs.len())
	}
	return uint32(lx.builtForms) + stem
}

func (lx *lexicon) pairThing(pair uint32) uint32 { return uint32(lx.builtForms+lx.builtStems) + pair }

// stemFeature returns a stem's feature, gap if no document of the index has it.
func (lx *lexicon) stemFeature(stem uint32) uint32 {
	if int(stem) >= len(lx.stems) {
		return gap
	}
	return lx.feature[lx.stemThing(stem)]
}

// kindOf tells what a thing is, and gives its number among its kind.
func (lx *lexicon) kindOf(thing uint32) (k kind, number uint32) {
	forms, stems, pairs := uint32(lx.builtForms), uint32(lx.builtStems), uint32(lx.pairs.len())
	number = thing - forms
	switch {
	case thing < forms:
		return formKind, thing
	case number >= stems+pairs:
		return soleKind, number - pairs
	case number >= stems:
		return pairKind, number - stems
	case lx.sole[number]:
		return soleKind, number
	}
	return stemKind, number
}

// rank numbers the features, given how many of the counted documents have each
// thing. Stems that only others have come last.
func (lx *lexicon) rank(frequency []uint32) {
	most := slices.Max(append(frequency, 0))
	// A counting sort, in which equals keep their order.
	next := make([]uint32, most+2) // by frequency: the next feature
	for _, df := range frequency {
		next[most-df+1]++
	}
	for i := range most + 1 {
		next[i+1] += next[i]
	}
	lx.feature = withRoom[uint32](len(frequency))[:len(frequency)]
	lx.thing = withRoom[uint32](int(next[most]))[:next[most]]
	for thing, df := range frequency {
		lx.feature[thing] = gap
		if df > 0 {
			f := next[most-df]
			next[most-df]++
			lx.feature[thing], lx.thing[f] = f, uint32(thing)
		}
	}
	for stem := lx.counted; stem < len(lx.stems); stem++ {
		thing := lx.stemThing(uint32(stem))
		lx.feature[thing] = uint32(len(lx.thing))
		lx.thing = append(lx.thing, thing)
	}
}

// features returns how many features there are.
func (lx *lexicon) features() int { return len(lx.thing) }

// term returns the feature of the stem or pair that has these stems, joined by
// spaces; gap if there is none.
func (lx *lexicon) term(stems string) uint32 {
	first, second, two := strings.Cut(stems, " ")
	a, ok := lx.stemNumber(first)
	if !ok {
		return gap
	}
	if !two {
		return lx.feature[lx.stemThing(a)]
	}
	b, ok := lx.stemNumber(second)
	if !ok {
		return gap
	}
	if n := lx.pairs.find(pairOf(a, b)); n != gap {
		return lx.feature[lx.pairThing(n)]
	}
	return gap
}

// extend returns a lexicon for one more document, whose words those are. Stems that
// the index does not know get numbers beyond those it knows; such forms have none.
func (lx *lexicon) extend(words []text.Word) *lexicon {
	unknown := make(map[string]uint32)
	return lx.read(words, func(w *text.Word) uint32 {
		n, ok := unknown[w.Stem]
		if !ok {
			n = uint32(len(lx.stems) + len(unknown))
			unknown[w.Stem] = n
		}
		return n
	})
}

// learn adds the stem of a word, which is then a feature.
func (lx *lexicon) learn(w *text.Word) (stem uint32) {
	stem = uint32(len(lx.stems))
	lx.stems = append(lx.stems, w.Stem)
	lx.learnt[w.Stem] = stem
	lx.sole = append(lx.sole, true)
	lx.thing = append(lx.thing, uint32(len(lx.feature)))
	lx.feature = append(lx.feature, uint32(len(lx.thing)-1))
	lx.forms = append(lx.forms, w.Form) // only to show it
	return stem
}

// read returns a lexicon in which these words are numbered, given what numbers stems
// that it does not know.
func (lx *lexicon) read(words []text.Word, unknown func(*text.Word) uint32) *lexicon {
	forms, numbered := lx.known().form, make([]word, 0, len(words))
	for i := range words {
		w := &words[i]
		form, ok := forms.find(lx.forms, w.Form)
		if !ok {
			form = gap
		}
		stem := gap
		if !w.Stop {
			if stem, ok = lx.stemNumber(w.Stem); !ok {
				stem = unknown(w)
			}
		}
		numbered = append(numbered, word{form, stem})
	}
	more := *lx
	more.words = numbered
	return &more
}
