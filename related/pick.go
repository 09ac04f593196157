package related

import "slices"

// pick takes the list from the ranking: the editor's pins, the next and the
// previous part of a series, what the index chose to go first, and then the best,
// but no two that are the same article or tell the same story in the same words.
// The slice is good until the next call.
func (r *ranker) pick(s *subject, ranking []ranked, q *request) []ranked {
	x := r.x
	r.picked = r.picked[:0]
	r.lead(s, ranking, q)
	if s.inside && x.firsts != nil {
		for _, doc := range x.firsts.of(s.at) {
			if r.has(int(doc)) || x.excluded(s, int(doc), q) != "" {
				continue
			}
			n, rating := r.pair(s, int(doc))
			if m := newRanked(n, &rating); m.score >= q.MinScore && !r.repeats(m.doc) {
				r.picked = append(r.picked, m)
			}
		}
	}
	for len(r.picked) < q.Limit {
		m, ok := r.best(ranking, q.MinScore, func(m ranked) bool {
			first := s.inside && len(r.picked) < defaultLimit
			return !x.isCopy(s, m) && !(first && x.firsts.keepsOut(s.at, m.doc))
		})
		if !ok {
			break
		}
		r.picked = append(r.picked, m)
	}
	if len(r.picked) < q.Limit && x.fallback != nil {
		r.fill(s, q)
	}
	return r.picked[:min(len(r.picked), q.Limit)]
}

// lead picks what goes first whatever its score: pins, then parts of a series.
// The parts of a loose one only come first where they would be in the list.
func (r *ranker) lead(s *subject, ranking []ranked, q *request) {
	for _, doc := range r.x.pins(s, q) {
		_, rating := r.pair(s, doc)
		r.picked = append(r.picked, ranked{doc, rating.score(), rating.values[textSignal], ReasonPin})
	}
	if s.at < 0 {
		return
	}
	parts, loose := r.x.series.around(s.at, 1)
	for _, doc := range parts {
		listed := func(m ranked) bool { return m.doc == doc && m.score >= q.MinScore }
		if loose && !slices.ContainsFunc(ranking[:min(defaultLimit, len(ranking))], listed) || r.repeats(doc) || r.x.excluded(s, doc, q) != "" {
			continue
		}
		_, rating := r.pair(s, doc)
		r.picked = append(r.picked, ranked{doc, rating.score(), rating.values[textSignal], ReasonSeries})
	}
}

// best returns what the list takes next from the ranking: with Options.Diversity,
// what is best after its similarity to what is picked already has been taken
// off (maximal marginal relevance: Carbonell and Goldstein 1998).
func (r *ranker) best(ranking []ranked, floor float64, allowed func(ranked) bool) (best ranked, found bool) {
	diversity := r.x.options.Diversity
	most := 0.0
	for _, m := range ranking {
		if m.score < floor || r.repeats(m.doc) || !allowed(m) {
			continue
		}
		if diversity <= 0 {
			return m, true
		}
		value := float64((1-diversity)*m.score) - float64(diversity*r.likeness(m.doc))
		if !found || value > most {
			best, most, found = m, value, true
		}
	}
	return best, found
}

// likeness returns the greatest similarity of a document's text to one that is
// picked already.
func (r *ranker) likeness(doc int) float64 {
	most := uint64(0)
	for _, p := range r.picked {
		most = max(most, r.x.similarity(p.doc, doc))
	}
	return float64(most) / (one * one)
}

// similarity returns the cosine of two texts, in the integers of a dot product.
func (x *Index) similarity(i, j int) uint64 {
	for _, n := range x.neighbours.of(i) {
		if int(n.doc) == j {
			return uint64(n.text) * one
		}
	}
	for _, n := range x.neighbours.of(j) {
		if int(n.doc) == i {
			return uint64(n.text) * one
		}
	}
	return 0 // less than to all their neighbours
}

// has reports whether a document is picked already.
func (r *ranker) has(doc int) bool {
	return slices.ContainsFunc(r.picked, func(p ranked) bool { return p.doc == doc })
}

// repeats reports whether a document, or what a reader would take for it, is
// picked already.
func (r *ranker) repeats(doc int) bool {
	return slices.ContainsFunc(r.picked, func(p ranked) bool { return p.doc == doc || r.x.repeats(p.doc, doc) })
}
