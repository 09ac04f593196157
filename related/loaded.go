package related

import (
	"math/bits"
	"slices"
)

// A loadedQuery holds a subject's features in tables, to compare bags with. Most features of
// a bag are not in the subject, and to learn that is what takes the time: so the tables are
// small, and stay in the nearest caches.
type loadedQuery struct {
	slot   [narrowFeatures]uint8 // by narrow feature: its entry on its page; 0 if the subject does not have it
	pages  int                   // how many pages there are, less one: a feature's low bits say which is its
	entry  []queryFeature        // by page and slot; the first of every page is 0
	wide   []uint32              // the subject's wide features, ascending
	weight []queryFeature        // what they weigh
	maybe  [1 << 12]bool         // by a wide feature's low bits: whether the subject may have it
}

const (
	slots    = 1 << 8              // of a page
	maxPages = narrowFeatures >> 7 // with them all features have a slot
)

// A queryFeature is what a feature weighs in the subject: in the low half the square of its
// gain times the root of its count, without the length; in the high half its share of the
// subject's title. 0 if the subject does not have it.
type queryFeature uint64

func (f queryFeature) text() uint64  { return uint64(uint32(f)) }
func (f queryFeature) title() uint32 { return uint32(f >> 32) }

// gainScale is 1 in the integers of squares of gains: with it, and the greatest
// count, and gains that are below 16, half of a queryFeature is enough.
const gainScale = 1 << 9

// of returns what a feature weighs in the subject.
func (q *loadedQuery) of(feature uint32) queryFeature {
	if feature < narrowFeatures {
		return *q.narrow(uint16(feature))
	}
	if q.maybe[feature%uint32(len(q.maybe))] {
		if at, ok := slices.BinarySearch(q.wide, feature); ok {
			return q.weight[at]
		}
	}
	return 0
}

func (q *loadedQuery) narrow(feature uint16) *queryFeature {
	return &q.entry[int(feature)&q.pages*slots|int(q.slot[feature])]
}

// dot returns the dot product of the subject's vector and a bag's, the lengths of
// both not taken in, and how much of the subject's title the bag has.
func (q *loadedQuery) dot(b bag) (dot uint64, title uint32) {
	entry, pages, counts := q.entry, q.pages, b.count[:len(b.narrow)]
	for i, f := range b.narrow {
		in := entry[int(f)&pages*slots|int(q.slot[f])]
		dot += in.text() * uint64(rootOf[counts[i]])
		title += in.title()
	}
	counts = b.count[len(b.narrow):]
	for i, f := range b.wide {
		if q.maybe[f%uint32(len(q.maybe))] {
			in := q.of(f)
			dot += in.text() * uint64(rootOf[counts[i]])
			title += in.title()
		}
	}
	return dot, title
}

// cosineOf returns the cosine that a dot product is, given what the vectors of
// both documents are scaled by.
func cosineOf(dot uint64, a, b float32) float64 {
	return float64(float64(dot)*(float64(a)*float64(b))) / (gainScale * rootScale * rootScale)
}

// load notes the subject's features, to compare documents with. It does nothing
// if it was done.
func (r *ranker) load(s *subject) {
	if r.loaded {
		return
	}
	r.open(s)
	r.loaded, r.scale = true, s.scale
	q, w, title := r.query, r.x.weigher, s.title
	q.paginate(s.bag.narrow)
	q.wide, q.weight = append(q.wide[:0], s.bag.wide...), q.weight[:0]
	for i, count := range s.bag.count {
		f := s.bag.feature(i)
		in := queryFeature(max(1, w.of(f).square*uint32(rootOf[count])))
		for len(title.feature) > 0 && title.feature[0] < f {
			title.feature, title.weight = title.feature[1:], title.weight[1:]
		}
		if len(title.feature) > 0 && title.feature[0] == f {
			in |= queryFeature(title.weight[0]) << 32
		}
		if f < narrowFeatures {
			*q.narrow(uint16(f)) = in
		} else {
			q.weight = append(q.weight, in)
			q.maybe[f%uint32(len(q.maybe))] = true
		}
	}
}

// paginate gives narrow features their slots. Of a long text there are more than a page
// has; low bits spread them over pages evenly.
func (q *loadedQuery) paginate(features []uint16) {
	pages := 1 << bits.Len(uint(len(features)/(slots/2)))
	for pages = min(pages, maxPages); !q.fill(features, pages); pages *= 2 {
	}
	if len(q.entry) < pages*slots {
		q.entry = make([]queryFeature, pages*slots)
	}
	q.pages = pages - 1
}

// fill is paginate if that many pages are enough.
func (q *loadedQuery) fill(features []uint16, pages int) bool {
	var filled [maxPages]uint8
	for i, f := range features {
		last := &filled[int(f)&(pages-1)]
		if *last == slots-1 {
			q.empty(features[:i])
			return false
		}
		*last++
		q.slot[f] = *last
	}
	return true
}

func (q *loadedQuery) empty(features []uint16) {
	for _, f := range features {
		q.slot[f] = 0
	}
}

// unload undoes load.
func (r *ranker) unload(s *subject) {
	if !r.loaded {
		return
	}
	r.loaded = false
	r.query.empty(s.bag.narrow)
	for _, f := range s.bag.wide {
		r.query.maybe[f%uint32(len(r.query.maybe))] = false
	}
}
