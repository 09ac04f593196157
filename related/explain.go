package related

import "math"

// An Explanation says why one document is, or is not, in another's list.
type Explanation struct {
	From string `json:"from"`
	To   string `json:"to"`
	// Rank is To's place in From's list were it as long as it can be, from 1;
	// 0 if it has none.
	Rank   int     `json:"rank"`
	Score  float64 `json:"score"` // as in [Match]
	Reason Reason  `json:"reason,omitempty"`
	// Placed tells that To is there although others score more, because no
	// other list would show it.
	Placed bool `json:"placed,omitempty"`
	// Excluded says what keeps To out of the list: "same article", "hidden",
	// "tag", "section", "excluded", "language", "near-copy", "filter", "no candidate" (many
	// documents have more of their strongest words in common with From), "crowded"
	// (it is in enough lists in which it scores more), "repeats
	// another" (a near-copy of one further up) or "score" (below the floor).
	Excluded string   `json:"excluded,omitempty"`
	Signals  []Signal `json:"signals"` // their shares add up to the score
	Terms    []Term   `json:"terms"`   // all that the two share, strongest first
}

// A Signal is one reason for which two documents may be related. Share is
// Value times Weight, unless that would take the score below 0 or above 1; a
// negative share counts against the pair.
type Signal struct {
	Name   string  `json:"name"`
	Value  float64 `json:"value"` // mostly from 0 to 1
	Weight float64 `json:"weight"`
	Share  float64 `json:"share"`
}

// Explain says why the document with the ID to is, or is not, in the list of
// the one with the ID from that q asks for. It returns an error that wraps
// [ErrNotFound] if either is unknown.
func (x *Index) Explain(from, to string, q Query) (Explanation, error) {
	for _, id := range [...]string{from, to} {
		if _, ok := x.at(id); !ok {
			return Explanation{}, &DocumentError{Index: -1, ID: id, Err: ErrNotFound}
		}
	}
	i, _ := x.at(from)
	j, _ := x.at(to)
	if x.shared != nil {
		return x.explainTags(i, j, q), nil
	}
	r := x.ranker()
	e := r.explain(x.subject(i), j, q)
	x.rankers.Put(r)
	return e, nil
}

func (r *ranker) explain(s *subject, doc int, q Query) Explanation {
	x := r.x
	q.Limit = maxLimit
	req := x.request(q)
	defer r.leave(s)

	n, rating := r.pair(s, doc, req)
	m := newRanked(n, &rating)
	e := Explanation{
		From: s.doc.ID, To: x.docs[doc].ID, Score: round4(m.score), Reason: m.reason,
		Signals: x.signals(&rating), Terms: r.terms(s, &m, math.MaxInt),
	}
	ranking := r.rank(s, req)
	for i, listed := range r.pick(s, func() []ranked { return ranking }, req) {
		if listed.doc == doc {
			e.Rank, e.Reason = i+1, listed.reason
			e.Placed = x.firsts.placed[pairing{s.at, doc}] && s.inside && e.Rank == defaultLimit
			return e
		}
	}
	e.Excluded = x.excluded(s, doc, req)
	if e.Excluded == "" {
		e.Excluded = r.missed(s, m, ranking, req)
	}
	return e
}

// signals lists what makes up a score. The factors count as signals as well: by
// what they add to the sum of the others, or take off it.
func (x *Index) signals(r *rating) []Signal {
	var signals []Signal
	for signal, name := range signalName {
		signals = append(signals, Signal{name, r.values[signal], x.weights[signal], r.shares[signal]})
	}
	if r.time != 1 {
		signals = append(signals, Signal{"time", 1 - r.time, -r.sum, float64(r.sum*r.time) - r.sum})
	}
	if r.boost != 1 {
		before := float64(r.sum * r.time)
		signals = append(signals, Signal{"boost", r.boost - 1, before, r.score() - before})
	}
	return signals
}

// missed returns why a document that may be in a list is not.
func (r *ranker) missed(s *subject, m ranked, ranking []ranked, q *request) string {
	candidate := false
	for _, other := range ranking {
		candidate = candidate || other.doc == m.doc
	}
	switch {
	case m.score < q.MinScore:
		return "score"
	case !candidate:
		return "no candidate"
	case s.inside && r.x.firsts.keepsOut(s.at, m.doc):
		return "crowded"
	}
	return "repeats another"
}
