package related

import "slices"

// The second stage looks at the documents that have at least half of what the first
// stage gives the tenth, but at no fewer and no more of them than the index's breadth says:
// where a story stands out few are enough, and among many that are about equally similar the
// best can be anywhere. What that comes to, the bar, is found among the documents that are
// counted, and others that reach it come on top: so that one new article changes no bar.
const tenth = 10

// fullScore is what the postings of two equal texts add up to. It leaves room for
// rounding.
const fullScore = 60_000

// candidates is the first stage: it adds up the impacts of the subject's
// strongest features and returns the documents for which that is most, in no
// particular order. What may not be in the list does not take another's place.
//
// Documents are noted when their sum gets above what candidates must have as far as
// is known: none of the others has to be looked at again. What that will be is
// guessed from the subject before, which is mostly similar to this one. The rarest
// features come first, for they tell documents apart, and have few postings.
func (r *ranker) candidates(s *subject, q *request) []uint32 {
	p := r.x.postings
	r.noteStrongest(s)
	for _, packed := range r.strongest { // memory answers many requests at once faster than one after the other
		if list := p.of(uint32(packed >> 16)); len(list) > 0 {
			r.touched += list[0]
		}
	}
	r.found, r.checked, r.worst = r.found[:0], 0, r.expected
	enough, walked := 4*p.fewest, 0
	for _, packed := range slices.Backward(r.strongest) {
		list, recent := p.of(uint32(packed>>16)), p.recentOf(uint32(packed>>16))
		walked += len(list) + len(recent)
		r.addImpacts(list, packed&one*fullScore/one)
		r.addImpacts(recent, packed&one*fullScore/one)
		if len(r.found) > enough {
			r.raise(s, q)
			enough = max(enough, 2*len(r.found))
		}
	}
	r.addLinks(s)
	for r.bar = r.raise(s, q); r.bar <= r.expected && r.expected > 0; r.bar = r.raise(s, q) { // the guess was too high
		r.expected /= 4
		r.worst = r.expected
		r.found, r.checked = r.found[:0], 0
		for doc, score := range r.scores {
			if score > r.worst {
				r.found = append(r.found, uint32(doc))
			}
		}
	}
	r.expected = r.worst / 4 * 3
	found := r.bestFound(s, r.bar)
	r.clearScores(s, walked)
	return found
}

// noteStrongest notes the subject's strongest features and their weights, in the order
// of the features, which is that of its bag. Those that only the subject has lead to nobody.
func (r *ranker) noteStrongest(s *subject) {
	r.open(s)
	w := r.x.weigher
	r.strongest = r.strongest[:0]
	for f, weight := range w.strongest(s.bag, s.scale, s.least, &r.x.postings.breadth) {
		if !s.inside || f < w.firstLone || r.x.postings.isShared(f) {
			r.strongest = append(r.strongest, uint64(f)<<16|uint64(weight))
		}
	}
}

// addImpacts adds the impacts of a list of postings to the scores, for a feature with that
// share of the subject, and notes the documents that have become good enough.
func (r *ranker) addImpacts(list []uint32, share uint64) {
	noted := len(r.found)
	found := slices.Grow(r.found, len(list))[:noted+len(list)]
	r.found = found[:noted+addImpacts(r.scores, list, share, r.worst, found[noted:])]
}

// addImpacts is the ranker's, and returns how many documents it notes. Of all loops this
// one runs most often by far, so it has a function of its own, whose values registers can
// hold, and the length of scores, which is a power of two, masks the impact. It has one branch,
// which is rarely taken: if a score was above worst before, worst less the score is more, as
// it wraps around, than anything that can be added to it.
func addImpacts(scores []uint16, list []uint32, share uint64, worst uint16, found []uint32) (noted int) {
	if len(scores) == 0 {
		return 0
	}
	mask := uint(len(scores) - 1)
	for _, posting := range list {
		doc := uint(posting) & mask
		before, more := scores[doc], contribution(posting-uint32(doc), share)
		scores[doc] = before + more
		if more > worst-before {
			found[noted] = uint32(doc)
			noted++
		}
	}
	return noted
}

// addLinks adds what links between the subject and other documents are worth.
func (r *ranker) addLinks(s *subject) {
	perLink := r.x.weights[linkSignal] / max(r.x.weights[textSignal], 0.1)
	for _, l := range s.linked {
		before := r.scores[l.doc]
		bonus := max(1, uint32(min(float64(perLink*l.value), 1)*fullScore))
		after := uint16(min(uint32(before)+bonus, one))
		r.scores[l.doc] = after
		if after > r.worst && before <= r.worst {
			r.found = append(r.found, l.doc)
		}
	}
}

// raise sets r.worst just below what the noted documents must have that may be in the
// list, with closeness in time taken in, which only lowers a score. Who is not above that
// without it is forgotten, and has to come back. It returns what they must have, 0 if
// there are not as many as there should be.
func (r *ranker) raise(s *subject, q *request) (bar uint16) {
	r.values = r.values[:0]
	for _, doc := range r.found {
		r.values = append(r.values, r.dampened(s, doc))
	}
	// To ask what is allowed takes time. So only the best are asked for, and a few
	// more in case some are not, before those that are as good.
	most := r.x.postings.fewest * 5 / 4
	atLeast := uint16(0)
	if len(r.found) > most {
		atLeast = nthGreatest(r.values, most)
	}
	allowed, values, others := r.found[:0], r.values[:0], r.others[:0]
	allow := func(doc uint32, value uint16) {
		if allowed = append(allowed, doc); r.x.census.has(int(doc)) {
			values = append(values, value)
		}
	}
	for i, doc := range r.found {
		if value := r.values[i]; value < atLeast {
			others = append(others, doc)
		} else if i < r.checked || r.x.excluded(s, int(doc), q) == "" {
			allow(doc, value)
		}
	}
	bar = r.barOf(values)
	rest, before := others[:0], len(values)
	for _, doc := range others {
		if value := r.dampened(s, doc); value < bar {
			rest = append(rest, doc)
		} else if r.x.excluded(s, int(doc), q) == "" {
			allow(doc, value)
		}
	}
	if len(values) > before {
		bar = r.barOf(values)
	}
	if bar > 0 {
		r.worst = max(r.worst, bar-1)
	}
	bad := func(doc uint32) bool { return r.scores[doc] <= r.worst }
	allowed = slices.DeleteFunc(allowed, bad)
	r.checked = len(allowed)
	r.found, r.others = append(allowed, slices.DeleteFunc(rest, bad)...), rest
	return bar
}

// barOf returns what candidates must have, given what the best that are counted have; 0
// if there are not as many as there should be.
func (r *ranker) barOf(values []uint16) uint16 {
	of := &r.x.postings.breadth
	if len(values) < of.fewest {
		return 0
	}
	bar := min(nthGreatest(values, of.fewest), nthGreatest(values, tenth)/2)
	if len(values) >= of.candidates {
		bar = max(bar, nthGreatest(values, of.candidates))
	}
	return max(bar, 1)
}

func (r *ranker) dampened(s *subject, doc uint32) uint16 {
	return uint16(r.x.calendar.dampen(uint32(r.scores[doc]), s.day, doc))
}

// bestFound returns the noted documents, after raise, that have what candidates must
// have; of the last equals, if they are too many, those with smaller IDs.
func (r *ranker) bestFound(s *subject, bar uint16) []uint32 {
	found := r.found[:r.checked]
	better, equals := found[:0], r.others[:0]
	room := r.x.postings.candidates
	for _, doc := range found {
		value, counted := r.dampened(s, doc), r.x.census.has(int(doc))
		switch {
		case value == bar && counted:
			equals = append(equals, doc)
		case value >= bar:
			better = append(better, doc)
			if counted {
				room--
			}
		}
	}
	r.others = equals
	if len(equals) > room {
		slices.SortFunc(equals, r.x.compareIDs)
		equals = equals[:room]
	}
	return append(better, equals...)
}

// clearScores clears the scores after so many postings were added to them.
func (r *ranker) clearScores(s *subject, postings int) {
	if len(r.scores) < 8*postings { // all at once is faster
		clear(r.scores)
		return
	}
	p, documents := r.x.postings, uint32(len(r.scores)-1)
	for _, packed := range r.strongest {
		for _, list := range [...][]uint32{p.of(uint32(packed >> 16)), p.recentOf(uint32(packed >> 16))} {
			for _, posting := range list {
				r.scores[posting&documents] = 0
			}
		}
	}
	for _, l := range s.linked {
		r.scores[l.doc] = 0
	}
}
