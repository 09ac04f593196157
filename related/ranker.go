package related

import "slices"

// A ranker ranks documents for one subject at a time. It holds the scratch that
// takes.
type ranker struct {
	x       *Index
	scores  []uint32 // by document: what the postings add up to; all 0 between queries
	touched []uint32
	query   []queryFeature // by feature: the subject's; all zero between queries
	filter  featureFilter
	hits    []uint32 // scratch for the filter
	heap    []candidate
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
		shares: make([]float64, features),
	}
}

// list returns the subject's list.
func (r *ranker) list(s *subject, q *request) []Match {
	r.load(s)
	defer r.unload(s)
	picked := r.pick(s, r.rank(s, q), q)
	matches := make([]Match, 0, len(picked))
	for _, m := range picked {
		matches = append(matches, r.match(s, m, q))
	}
	return matches
}

// rank returns the candidates for the loaded subject's list, best first. The
// slice is good until the next call.
func (r *ranker) rank(s *subject, q *request) []ranked {
	r.ranking = r.ranking[:0]
	for _, c := range r.candidates(s, q) {
		r.ranking = append(r.ranking, r.score(s, int(c.doc)))
	}
	slices.SortFunc(r.ranking, func(a, b ranked) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.doc - b.doc // documents are in the order of their IDs
	})
	return r.ranking
}

// score ranks one document for the loaded subject.
func (r *ranker) score(s *subject, doc int) ranked {
	v := r.values(s, doc)
	shares := v.shares()
	reason := ReasonContent
	if shares[tagSignal] > shares[textSignal] {
		reason = ReasonTag
	}
	return ranked{doc, v.score(), v[textSignal], reason}
}

// pick takes the list from the ranking: the editor's pins, then the best, but
// no two that are the same article or tell the same story in the same words.
// The slice is good until the next call.
func (r *ranker) pick(s *subject, ranking []ranked, q *request) []ranked {
	list := r.picked[:0]
	for _, doc := range r.x.pins(s, q) {
		m := r.score(s, doc)
		m.reason = ReasonPin
		list = append(list, m)
	}
	for _, m := range ranking {
		if len(list) >= q.Limit || m.score < q.MinScore {
			break
		}
		repeats := func(l ranked) bool { return r.x.repeats(l.doc, m.doc) }
		if !slices.ContainsFunc(list, repeats) && !r.x.isCopy(s, m) {
			list = append(list, m)
		}
	}
	r.picked = list
	return list[:min(len(list), q.Limit)]
}

func (r *ranker) load(s *subject) {
	for i, f := range s.vector.feature {
		r.query[f].weight = s.vector.weight[i]
		r.filter.add(f)
	}
	for i, f := range s.title.feature {
		r.query[f].title = s.title.weight[i]
		r.filter.add(f)
	}
}

func (r *ranker) unload(s *subject) {
	for _, f := range s.vector.feature {
		r.query[f] = queryFeature{}
	}
	for _, f := range s.title.feature {
		r.query[f] = queryFeature{}
	}
	r.filter = featureFilter{}
}

// values is the second stage: the signals between the loaded subject and a
// document, on all that the index knows of both.
func (r *ranker) values(s *subject, doc int) (v values) {
	d := r.x.vectors.of(doc)
	dot, mentioned := uint64(0), uint32(0)
	for _, at := range r.filter.hits(d.feature, r.hits) {
		in := r.query[d.feature[at]]
		dot += uint64(uint32(in.weight) * uint32(d.weight[at]))
		mentioned += uint32(in.title)
	}
	title := r.x.titles.of(doc)
	mentions := uint32(0)
	for i, f := range title.feature {
		if r.query[f].weight > 0 {
			mentions += uint32(title.weight[i])
		}
	}
	v[textSignal] = min(float64(dot)/(one*one), 1)
	v[titleSignal] = float64(mentioned+mentions) / (2 * one)
	v[tagSignal] = min(float64(s.tags.dot(r.x.tags.of(doc)))/(one*one), 1)
	v[hubSignal] = r.x.hubs.mean(doc, s, v[textSignal])
	return v
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
