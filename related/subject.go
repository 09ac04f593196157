package related

import (
	"github.com/kindred-go/kindred/related/internal/text"
)

// A subject is the document that a list is for, as ranking sees it.
type subject struct {
	identity
	doc    *Document
	at     int  // its number, -1 if no document of the index has its ID
	inside bool // whether it is that document, and not another version of it
	vector vector
	least  uint16 // the least weight by which candidates are looked for
	title  vector
	tags   vector
	day    int32  // of publication
	linked []link // the documents it links to, or that link to it
	links  vector
}

// subject returns document i of the index.
func (x *Index) subject(i int) *subject {
	s := &subject{
		identity: x.ids.of[i], doc: &x.docs[i], at: i, inside: true,
		vector: x.vectors.of(i), least: x.postings.least[i], title: x.titles.of(i), tags: x.tags.of(i),
		day: x.calendar.day[i],
	}
	if x.links != nil {
		s.linked, s.links = x.links.direct[i], x.links.shared.of(i)
	}
	return s
}

// subjectOf analyses a document from outside the index in the terms of the
// index: what no indexed document has only makes the vector longer.
func (x *Index) subjectOf(d *Document) *subject {
	language := languageOf(d)
	s := &subject{identity: x.ids.outside(d, language), doc: d, at: -1}
	if i, ok := x.number[d.ID]; ok {
		s.at = i
	}
	if language == "" {
		language = x.main
	}
	a := text.NewAnalyzer()
	t := tokenizeDocument(a, d, language, nil)
	lx := x.lexicon.extend(a.Words)
	t.pairs = make([]uint32, len(t.words))
	for i := range t.pairs {
		t.pairs[i] = gap
	}
	t.eachPair(lx, func(at int, pair uint64) {
		if f, ok := lx.pairFeature(pair); ok {
			t.pairs[at] = f
		}
	})
	c := newCounter(lx, lx.features()+2*len(lx.words))
	c.addDocument(&t)
	w := *x.weigher
	w.lx = lx
	v := vectors{start: []int{0}}
	c.take(&v)
	w.weigh(v.of(0), nil)
	s.vector = v.of(0).only(w.knows)
	s.least, _ = x.weigher.leastOfStrongest(s.vector, nil)
	s.title = w.title(&t).only(w.knows)
	s.tags = x.tags.vector(t.tags)
	s.day = dayOf(d)
	s.linked, s.links = x.links.linksOf(d, x.ids)
	return s
}
