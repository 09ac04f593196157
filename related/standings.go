package related

import (
	"math"
	"slices"
)

// A standing is a document's place in a ranking: its score, as a float32, above
// its number and two flags, turned around, so that the greater is the better,
// and of equals the document with the smaller number. None is 0.
type standing uint64

// The flags of a standing, which are turned around as well.
const (
	byTag = 1 << iota // the reason is a tag
	fixed             // it is to keep its place among the first: a pin, a part of a series, or an orphan that was placed
)

func newStanding(m ranked) standing {
	low := uint32(m.doc) << 2
	if m.reason == ReasonTag {
		low |= byTag
	}
	return standing(math.Float32bits(float32(m.score)))<<32 | standing(^low)
}

func (s standing) ranked() ranked {
	m := ranked{int(^uint32(s) >> 2), float64(math.Float32frombits(s.score())), ReasonContent}
	if ^uint32(s)&byTag != 0 {
		m.reason = ReasonTag
	}
	return m
}

// score returns the score as numbers to compare: the bits of a float32 that is not negative.
func (s standing) score() uint32 { return uint32(s >> 32) }

// fix returns the standing of an entry that is to keep its place.
func (s standing) fix() standing { return s &^ fixed }

func (s standing) isFixed() bool { return s&fixed == 0 }

// standing returns the standing of one of the subject's neighbours, among the given
// closest ones of its own.
func (r *ranker) standingAmong(s *subject, n neighbour, closest []neighbour) standing {
	rating := r.rateAmong(s, n, closest)
	return newStanding(newRanked(n, &rating))
}

// standings scores the subject's neighbours, best first. The slice is good until
// the next call.
func (r *ranker) standings(s *subject) []standing {
	r.scored = r.scored[:0]
	r.touchSignals(r.near)
	for _, n := range r.near {
		if closest := r.x.neighbours.closestOf(int(n.doc)); len(closest) > 0 {
			r.touched += closest[0].doc + closest[len(closest)-1].doc
		}
	}
	for _, n := range r.near {
		r.scored = append(r.scored, r.standingAmong(s, n, r.x.neighbours.closestOf(int(n.doc))))
	}
	r.x.sortStandings(r.scored)
	return r.scored
}

// touchSignals reads what signals takes of documents ahead of its use: memory answers many
// requests at once faster than one after the other.
func (r *ranker) touchSignals(all []neighbour) {
	for _, n := range all {
		if tags := r.x.tags.of(int(n.doc)); len(tags.feature) > 0 {
			r.touched += tags.feature[0] + uint32(tags.weight[0])
		}
	}
}

// sortStandings sorts standings, best first.
func (x *Index) sortStandings(all []standing) {
	slices.Sort(all)
	slices.Reverse(all)
	if x.order != nil { // numbers do not tell the order of IDs
		sortTies(all,
			func(a, b standing) bool { return a.score() == b.score() },
			func(a, b standing) int { return x.compareIDs(uint32(a.ranked().doc), uint32(b.ranked().doc)) })
	}
}

// rank returns the subject's ranking, best first. The slice is good until the subject
// is left.
func (r *ranker) rank(s *subject, q *request) []ranked {
	if r.isRanked {
		return r.ranking
	}
	r.approach(s, q)
	return r.rankAs(r.standings(s), q)
}

// rankAs makes the subject's ranking of standings that are sorted.
func (r *ranker) rankAs(standings []standing, q *request) []ranked {
	r.isRanked = true
	r.ranking = r.ranking[:0]
	for _, standing := range standings {
		if m := standing.ranked(); !q.refuses() || r.x.refused(m.doc, q) == "" {
			r.ranking = append(r.ranking, m)
		}
	}
	r.ranking = r.ranking[:min(len(r.ranking), maxLimit)]
	return r.ranking
}

// lastScore returns what a standing must score more than to be in the ranking, 0 if there
// is room for more.
func (r *ranker) lastScore() uint32 {
	if len(r.ranking) < maxLimit {
		return 0
	}
	return newStanding(r.ranking[maxLimit-1]).score()
}
