package related

import "slices"

// A ranker ranks documents for one subject at a time. It holds the scratch that
// takes.
type ranker struct {
	x       *Index
	scores  []uint32 // by document: what the postings add up to; all 0 between queries
	touched []uint32
	query   []queryFeature // by feature: the subject's; all zero between queries
	loaded  bool           // whether query holds the subject's features
	filter  featureFilter
	hits    []uint32 // scratch for the filter
	heap    []candidate
	text    []uint16 // by document: how similar the subject's text is, for its neighbours; all 0 between queries
	near    []neighbour
	ranking []ranked
	picked  []ranked
	found   []scoredTerm
	shares  []float64 // by feature: what a term adds to a score; all 0 between documents
}

// A queryFeature is what a feature weighs in the subject's text and title.
type queryFeature struct{ weight, title uint16 }

// A ranked document has passed the second stage.
type ranked struct {
	doc    int
	score  float64
	text   float64 // the text signal
	reason Reason
}

func newRanker(x *Index) *ranker {
	features := x.lexicon.features()
	return &ranker{
		x:      x,
		scores: make([]uint32, len(x.docs)),
		query:  make([]queryFeature, features),
		hits:   make([]uint32, x.vectors.longest()+1),
		text:   make([]uint16, len(x.docs)),
		shares: make([]float64, features),
	}
}

// list returns the subject's list.
func (r *ranker) list(s *subject, q *request) []Match {
	r.approach(s, q)
	defer r.leave(s)
	picked := r.pick(s, r.rank(s), q)
	matches := make([]Match, 0, len(picked))
	for _, m := range picked {
		matches = append(matches, r.match(s, m, q))
	}
	return matches
}

// approach finds the subject's neighbours, those that the query allows, and
// notes how similar their texts are.
func (r *ranker) approach(s *subject, q *request) {
	r.near = r.near[:0]
	if s.inside && r.x.neighbours != nil {
		all := r.x.neighbours.of(s.at)
		for _, n := range all {
			if r.x.refused(int(n.doc), q) == "" {
				r.near = append(r.near, n)
			}
		}
		if len(r.near) < len(all) && len(all) == numCandidates {
			r.near = r.search(r.near[:0], s, q) // others come into their places
		}
	} else {
		r.near = r.search(r.near, s, q)
	}
	for _, n := range r.near {
		r.text[n.doc] = n.text
	}
}

// leave undoes approach.
func (r *ranker) leave(s *subject) {
	for _, n := range r.near {
		r.text[n.doc] = 0
	}
	r.unload(s)
}

// rank scores the subject's neighbours, best first. The slice is good until the
// next call.
func (r *ranker) rank(s *subject) []ranked {
	r.ranking = r.ranking[:0]
	for _, n := range r.near {
		rating := r.rate(s, n)
		r.ranking = append(r.ranking, newRanked(n, &rating))
	}
	slices.SortFunc(r.ranking, compareRanked)
	return r.ranking
}

func newRanked(n neighbour, rating *rating) ranked {
	reason := ReasonContent
	if rating.shares[tagSignal] > rating.shares[textSignal] {
		reason = ReasonTag
	}
	return ranked{int(n.doc), rating.score(), rating.values[textSignal], reason}
}

func compareRanked(a, b ranked) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return a.doc - b.doc // documents are in the order of their IDs
}

// rate is the second stage: it weighs all signals between the subject, whose
// neighbours are known, and a document.
func (r *ranker) rate(s *subject, n neighbour) rating {
	x, doc := r.x, int(n.doc)
	var v values
	v[textSignal] = float64(n.text) / one
	v[titleSignal] = float64(n.title) / one
	v[tagSignal] = min(float64(s.tags.dot(x.tags.of(doc)))/(one*one), 1)
	v[linkSignal] = x.links.value(s, doc)
	v[neighbourSignal], v[hubSignal] = r.surroundings(s, n)
	return newRating(&v, &x.weights, x.calendar.factor(s.day, x.calendar.day[doc]), x.boost(doc))
}

// surroundings returns how similar a document's closest neighbours are to the
// subject, and how similar they are to the document itself: weighted means,
// each counting as much as it is similar to the document, shrunk by
// closestPrior. The first tells documents on the subject's topic from those that
// merely share words with it (document expansion: Singhal and Pereira 1999; Tao
// et al. 2006), the second is great in the midst of a crowd, whose members would
// otherwise be in each other's and everybody's lists (Radovanović et al. 2010;
// CSLS: Lample et al. 2018).
func (r *ranker) surroundings(s *subject, n neighbour) (near, hub float64) {
	around := r.x.neighbours.closestOf(int(n.doc))
	var sum, toSubject, toDoc uint64
	add := func(similarity, toSubj uint64) {
		sum += similarity
		toSubject += similarity * toSubj
		toDoc += similarity * similarity
	}
	if s.at < 0 && (len(around) < closest || n.text > around[closest-1].text) {
		add(uint64(n.text), one) // the subject would be among them, were it in the index
		around = around[:min(len(around), closest-1)]
	}
	for _, k := range around {
		if int(k.doc) == s.at {
			add(uint64(k.text), one)
		} else {
			add(uint64(k.text), uint64(r.text[k.doc]))
		}
	}
	scale := one * (float64(sum) + closestPrior*one)
	return float64(toSubject) / scale, float64(toDoc) / scale
}

// pair rates any document for the subject, a neighbour or not.
func (r *ranker) pair(s *subject, doc int) (neighbour, rating) {
	for _, n := range r.near {
		if int(n.doc) == doc {
			return n, r.rate(s, n)
		}
	}
	r.load(s)
	n := r.compare(s, uint32(doc))
	return n, r.rate(s, n)
}

// load notes the subject's features, to compare documents with. It does nothing
// if it was done.
func (r *ranker) load(s *subject) {
	if r.loaded {
		return
	}
	r.loaded = true
	for i, f := range s.vector.feature {
		r.query[f].weight = s.vector.weight[i]
		r.filter.add(f)
	}
	for i, f := range s.title.feature {
		r.query[f].title = s.title.weight[i]
		r.filter.add(f)
	}
}

// unload undoes load.
func (r *ranker) unload(s *subject) {
	if !r.loaded {
		return
	}
	r.loaded = false
	for _, f := range s.vector.feature {
		r.query[f] = queryFeature{}
	}
	for _, f := range s.title.feature {
		r.query[f] = queryFeature{}
	}
	r.filter = featureFilter{}
}

// dot returns the dot product of two vectors.
func (v vector) dot(w vector) (sum uint64) {
	for i, j := 0, 0; i < len(v.feature) && j < len(w.feature); {
		switch {
		case v.feature[i] < w.feature[j]:
			i++
		case v.feature[i] > w.feature[j]:
			j++
		default:
			sum += uint64(v.weight[i]) * uint64(w.weight[j])
			i++
			j++
		}
	}
	return sum
}
