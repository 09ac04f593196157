package related

import (
	"math/bits"
	"slices"
)

// A ranker ranks documents for one subject at a time. It holds the scratch that
// takes.
type ranker struct {
	x          *Index
	scores     []uint16 // by document: what the postings add up to; as long as a power of two; all 0 between queries
	strongest  []uint64 // the subject's strongest features and their weights, packed
	found      []uint32 // the documents that were noted as candidates
	checked    int      // how many of them are known to be allowed
	values     []uint16 // scratch: their scores
	others     []uint32 // scratch: those of them that are not good enough, or equals
	worst      uint16   // what a candidate's score must be above
	expected   uint16   // what that will be at least, most likely
	bar        uint16   // what candidates must have, closeness in time taken in; 0 if there is room for more
	query      *loadedQuery
	self       subject  // scratch
	own, other bag      // scratch: of the subject, and of another document
	loaded     bool     // whether query holds the subject's features
	scale      float32  // what the subject's vector is scaled by
	text       []uint16 // by document: how similar the subject's text is, for its neighbours; all 0 between queries
	near       []neighbour
	packed     []uint64 // scratch: neighbours as numbers
	approached bool     // whether near and text hold the subject's neighbours
	background uint16   // how similar the neighbour at backgroundRank is, 0 if there are not as many
	scored     []standing
	alike      []uint16 // by place in the ranking: the greatest similarity to one of the first that were picked
	alikeTo    int      // how many of those
	ranking    []ranked
	isRanked   bool     // whether ranking is the subject's
	begun      []ranked // scratch: what the index holds of the ranking
	picked     []ranked
	sharing    []uint32 // scratch: terms with a share
	touched    uint32   // what was read ahead of its use adds up to
	shared     []scoredTerm
	counts     []uint32  // by thing: how often a document has it; all 0 between documents; nil until one is counted
	shares     []float64 // by feature: what a term adds to a score; all 0 between documents; nil until terms are asked for
}

// A ranked document has passed the second stage.
type ranked struct {
	doc    int
	score  float64
	reason Reason
}

// ranker returns a ranker, to be put back into the pool.
func (x *Index) ranker() *ranker {
	if r, _ := x.rankers.Get().(*ranker); r != nil {
		r.rankFor(x)
		return r
	}
	return newRanker(x)
}

func newRanker(x *Index) *ranker {
	r := &ranker{query: &loadedQuery{}}
	r.rankFor(x)
	return r
}

// rankFor makes the ranker one for an index: the scratch gets as long as it must be.
func (r *ranker) rankFor(x *Index) {
	r.x = x
	if len(r.scores) < len(x.docs) {
		r.scores = make([]uint16, 1<<bits.Len(uint(len(x.docs))))
	}
	r.text = lengthened(r.text, len(x.docs))
	if r.shares != nil {
		r.shares = lengthened(r.shares, x.lexicon.features())
	}
}

// lengthened returns zeros, at least n of them.
func lengthened[T any](zeros []T, n int) []T {
	if n <= len(zeros) {
		return zeros
	}
	return withRoom[T](n)[:n+n/maxLag]
}

// list returns the subject's list.
func (r *ranker) list(s *subject, q *request) []Match {
	defer r.leave(s)
	picked := r.pick(s, func() []ranked { return r.rank(s, q) }, q)
	matches := make([]Match, len(picked))
	for at, entry := range picked {
		r.show(&matches[at], s, entry, q)
	}
	return matches
}

// approach finds the subject's neighbours, those that the query allows, and
// notes how similar their texts are. It does nothing if it was done.
func (r *ranker) approach(s *subject, q *request) {
	if r.approached {
		return
	}
	r.approached = true
	if s.inside && r.x.neighbours != nil && !r.x.needsOthers(s.at, q) {
		r.near = append(r.near[:0], r.x.neighbours[s.at]...)
	} else {
		r.near = r.neighbours(r.near[:0], s, q)
	}
	for _, n := range r.near {
		r.text[n.doc] = n.text
	}
	if len(r.near) >= backgroundRank {
		r.background = r.near[backgroundRank-1].text
	}
}

// needsOthers reports whether a query refuses neighbours of document i in whose
// places others come.
func (x *Index) needsOthers(i int, q *request) bool {
	return q.refuses() && x.bars[i] > 0 &&
		slices.ContainsFunc(x.neighbours[i], func(n neighbour) bool { return x.refused(int(n.doc), q) != "" })
}

// leave undoes approach and load.
func (r *ranker) leave(s *subject) {
	r.unload(s)
	if r.approached {
		r.approached, r.isRanked, r.background = false, false, 0
		for _, n := range r.near {
			r.text[n.doc] = 0
		}
	}
}

func newRanked(n neighbour, rating *rating) ranked {
	reason := ReasonContent
	if rating.shares[tagSignal] > rating.shares[textSignal] {
		reason = ReasonTag
	}
	return ranked{int(n.doc), float64(float32(rating.score())), reason}
}

// rate is the second stage: it weighs all signals between the subject, whose
// neighbours are known, and a document.
func (r *ranker) rate(s *subject, n neighbour) rating {
	return r.rateAmong(s, n, r.x.neighbours.closestOf(int(n.doc)))
}

// rateAmong is rate if the document's closest neighbours are the given ones.
func (r *ranker) rateAmong(s *subject, n neighbour, closest []neighbour) rating {
	v := r.signals(s, n)
	v[neighbourSignal], v[hubSignal] = r.surroundings(s, n, closest)
	return r.x.weigh(&v, s, n.doc)
}

// signals returns the signals of the pair alone, without those of its surroundings.
func (r *ranker) signals(s *subject, n neighbour) (v values) {
	v[textSignal] = float64(n.text) / one
	v[titleSignal] = float64(n.title) / one
	v[tagSignal] = min(float64(s.tags.dot(r.x.tags.of(int(n.doc))))/(one*one), 1)
	v[linkSignal] = r.x.links.value(s, int(n.doc))
	return v
}

// weigh weighs the signals between the subject and a document.
func (x *Index) weigh(v *values, s *subject, doc uint32) rating {
	return newRating(v, &x.weights, x.calendar.factor(s.day, x.calendar.day[doc]), x.boost(int(doc)))
}

// neighbour returns a document as a neighbour of the subject, which was approached, if
// it is one.
func (r *ranker) neighbour(doc int) (neighbour, bool) {
	for _, n := range r.near {
		if int(n.doc) == doc {
			return n, true
		}
	}
	return neighbour{}, false
}

// pair rates any document for the subject, a neighbour or not.
func (r *ranker) pair(s *subject, doc int, q *request) (neighbour, rating) {
	r.approach(s, q)
	n, ok := r.neighbour(doc)
	if !ok {
		r.load(s)
		n = r.compare(uint32(doc))
	}
	return n, r.rate(s, n)
}

// standing returns a document's score for the subject, from its ranking if it is
// there.
func (r *ranker) standing(s *subject, ranking []ranked, doc int, q *request) ranked {
	if at := slices.IndexFunc(ranking, func(m ranked) bool { return m.doc == doc }); at >= 0 {
		return ranking[at]
	}
	n, rating := r.pair(s, doc, q)
	return newRanked(n, &rating)
}
