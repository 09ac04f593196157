package related

import (
	"github.com/kindred-go/kindred/related/internal/text"
)

// A subject is the document that a list is for, as ranking sees it.
type subject struct {
	identity
	doc      *Document
	at       int     // its number, -1 if no document of the index has its ID
	inside   bool    // whether it is that document, and not another version of it
	bag      bag     // of a document of the index only once a ranker has opened it
	scale    float32 // 1 over the length of its vector
	least    uint16  // the least strength of features by which candidates are looked for
	title    vector
	tags     vector
	day      int32  // of publication
	linked   []link // the documents it links to, or that link to it
	links    vector
	original *original // if it is from outside the index and was compared for near-copies
}

// subject returns document i of the index.
func (x *Index) subject(i int) *subject { return new(subject).become(x, i) }

// subject returns document i of the index. It is good until the next call.
func (r *ranker) subject(i int) *subject { return r.self.become(r.x, i) }

func (s *subject) become(x *Index, i int) *subject {
	*s = subject{
		identity: x.ids.of[i], doc: x.docs[i], at: i, inside: true,
		scale: x.bags.scale[i], least: x.postings.least[i], title: x.titles.of(i), tags: x.tags.of(i),
		day: x.calendar.day[i],
	}
	if x.links != nil {
		s.linked, s.links = x.links.direct[i], x.links.shared.of(i)
	}
	return s
}

// open reads the subject's bag, if that was not done.
func (r *ranker) open(s *subject) {
	if s.inside && s.bag.count == nil {
		s.bag = r.x.bags.read(s.at, &r.own)
	}
}

// subjectOf analyses a document from outside the index in the terms of the
// index: what no indexed document has only makes the vector longer.
func (x *Index) subjectOf(d *Document) *subject {
	language := languageOf(d)
	s := &subject{identity: x.ids.outside(d, language), doc: d, at: -1}
	if i, ok := x.at(d.ID); ok {
		s.at = i
	}
	if language == "" {
		language = x.main
	}
	a := text.NewAnalyzer()
	t := tokenizeDocument(a, d, language, nil)
	lx := x.lexicon.extend(a.Words())
	r := x.ranker()
	defer x.rankers.Put(r)
	c := r.counter(lx)
	c.addDocument(&t)
	s.bag, s.scale = x.outsideBag(c)
	s.least, _ = x.weigher.leastOfStrongest(s.bag, s.scale, &x.postings.breadth, nil)
	s.title = x.weigher.title(lx, &t)
	s.tags = x.tags.vector(t.tags)
	s.day = dayOf(d)
	s.linked, s.links = x.links.linksOf(d, x.ids)
	return s
}

// outsideBag returns what was counted of a document from outside the index, and
// the scale of its vector.
func (x *Index) outsideBag(c *counter) (bag, float32) {
	things, counts := c.take(nil, nil)
	known, unknown := 0, uint64(0)
	for i, thing := range things {
		if int(thing) < x.lexicon.things() && x.lexicon.feature[thing] != gap {
			things[known], counts[known] = thing, counts[i]
			known++
			continue
		}
		unknown += uint64(countOf[counts[i]])
	}
	b := newBags(1, known)
	b.add(things[:known], counts[:known], x.lexicon.feature, &radixSorter{})
	return b.of(0), scaleOf(x.weigher.length(b.of(0), unknown))
}
