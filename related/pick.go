package related

import "slices"

// pick takes the list from the ranking: the editor's pins, the next and the
// previous part of a series, what the index chose to go first, and then the best,
// but no two that are the same article or tell the same story in the same words.
// The ranking is only asked for if the list needs more than the index holds of it. The
// slice is good until the next call.
func (r *ranker) pick(s *subject, ranking func() []ranked, q *request) []ranked {
	x := r.x
	r.picked, r.alikeTo = r.picked[:0], 0
	r.lead(s, ranking, q)
	if s.inside && x.firsts != nil {
		for _, first := range x.firsts.of(s.at) {
			if m := first.ranked(); m.score >= q.MinScore && !r.has(m.doc) && x.excluded(s, m.doc, q) == "" && !r.repeats(m.doc) {
				r.picked = append(r.picked, m)
			}
		}
	}
	allowed := func(m ranked) bool {
		first := s.inside && len(r.picked) < defaultLimit
		return !r.isCopy(s, m.doc) && !(first && x.firsts.keepsOut(s.at, m.doc))
	}
	top, more := r.top(s, q)
	for len(r.picked) < q.Limit {
		var m ranked
		ok := false
		if len(top) > 0 {
			m, ok = r.best(top, q.MinScore, allowed)
		}
		if !ok && more {
			m, ok = r.best(ranking(), q.MinScore, allowed)
		}
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

// top returns what the index holds of the subject's ranking, and whether there is more of it
// that the query may want.
func (r *ranker) top(s *subject, q *request) (top []ranked, more bool) {
	r.begun = r.begun[:0]
	if !s.inside || r.x.firsts == nil || q.refuses() || r.x.options.Diversity > 0 {
		return nil, true
	}
	kept, known := r.x.firsts.top(s.at)
	for _, standing := range kept {
		r.begun = append(r.begun, standing.ranked())
	}
	last := len(kept) - 1
	return r.begun, !known || len(kept) == keptTops && r.begun[last].score >= q.MinScore
}

// lead picks what goes first whatever its score: pins, then parts of a series.
// The parts of a loose one only come first where they would be in the list.
func (r *ranker) lead(s *subject, ranking func() []ranked, q *request) {
	for _, doc := range r.x.pins(s, q) {
		r.picked = append(r.picked, ranked{doc, r.standing(s, ranking(), doc, q).score, ReasonPin})
	}
	if s.at < 0 {
		return
	}
	parts, loose := r.x.series.around(s.at, 1)
	for _, doc := range parts {
		ranking := ranking()
		listed := func(m ranked) bool { return m.doc == doc && m.score >= q.MinScore }
		if loose && !slices.ContainsFunc(ranking[:min(defaultLimit, len(ranking))], listed) || r.repeats(doc) || r.x.excluded(s, doc, q) != "" {
			continue
		}
		r.picked = append(r.picked, ranked{doc, r.standing(s, ranking, doc, q).score, ReasonSeries})
	}
}

// best returns what the list takes next from the ranking: with Options.Diversity,
// what is best after its similarity to what is picked already has been taken
// off (maximal marginal relevance: Carbonell and Goldstein 1998).
func (r *ranker) best(ranking []ranked, floor float64, allowed func(ranked) bool) (best ranked, found bool) {
	diversity := r.x.options.Diversity
	if diversity > 0 {
		r.noteLikeness(ranking)
	}
	most := 0.0
	for i, m := range ranking {
		if m.score < floor || r.repeats(m.doc) || !allowed(m) {
			continue
		}
		if diversity <= 0 {
			return m, true
		}
		value := float64((1-diversity)*m.score) - float64(diversity*float64(r.alike[i])/one)
		if !found || value > most {
			best, most, found = m, value, true
		}
	}
	return best, found
}

// noteLikeness notes how similar the ranked documents' texts are to those that
// were picked since the last call.
func (r *ranker) noteLikeness(ranking []ranked) {
	if r.alikeTo == 0 {
		r.alike = append(r.alike[:0], make([]uint16, len(ranking))...)
	}
	other := r.x.ranker()
	for ; r.alikeTo < len(r.picked); r.alikeTo++ {
		s := r.x.subject(r.picked[r.alikeTo].doc)
		other.load(s)
		for i, m := range ranking {
			r.alike[i] = max(r.alike[i], other.compare(uint32(m.doc)).text)
		}
		other.unload(s)
	}
	r.x.rankers.Put(other)
}

// has reports whether a document is picked already.
func (r *ranker) has(doc int) bool {
	return slices.ContainsFunc(r.picked, func(p ranked) bool { return p.doc == doc })
}

// repeats reports whether a document, or what a reader would take for it, is
// picked already.
func (r *ranker) repeats(doc int) bool {
	if r.x.ordinary[doc] {
		return r.has(doc)
	}
	return slices.ContainsFunc(r.picked, func(p ranked) bool { return p.doc == doc || r.x.repeats(p.doc, doc) })
}
