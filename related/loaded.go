package related

// A loadedQuery holds a subject's features in tables, to compare bags with.
type loadedQuery struct {
	narrow [narrowFeatures]queryFeature
	wide   []queryFeature // by feature, less narrowFeatures
	title  vector         // the subject's
}

// A queryFeature is what a feature weighs in the subject: the square of its gain
// times the root of its count, without the length. The topmost bit tells that it
// is in the title.
type queryFeature uint32

const inTitle queryFeature = 1 << 31

// gainScale is 1 in the integers of squares of gains: with it, and the greatest
// count, and gains that are below 16, queryFeatures fit.
const gainScale = 1 << 9

func (q *loadedQuery) at(feature uint32) *queryFeature {
	if feature < narrowFeatures {
		return &q.narrow[feature]
	}
	return &q.wide[feature-narrowFeatures]
}

// has reports whether the subject has a feature.
func (q *loadedQuery) has(feature uint32) bool { return *q.at(feature) != 0 }

// of returns what a feature weighs in the subject's text, and in its title.
func (q *loadedQuery) of(feature uint32) (text uint64, title uint32) {
	f := *q.at(feature)
	if f&inTitle != 0 {
		title = q.titleShare(feature)
	}
	return uint64(f &^ inTitle), title
}

// titleShare returns a feature's share of the subject's title.
func (q *loadedQuery) titleShare(feature uint32) uint32 {
	for i, f := range q.title.feature {
		if f == feature {
			return uint32(q.title.weight[i])
		}
	}
	return 0
}

// dot returns the dot product of the subject's vector and a bag's, the lengths of
// both not taken in, and how much of the subject's title the bag has.
func (q *loadedQuery) dot(b bag) (dot uint64, title uint32) {
	narrow, counts := &q.narrow, b.count[:len(b.narrow)]
	for i, f := range b.narrow {
		in := narrow[f]
		if in&inTitle != 0 {
			title += q.titleShare(uint32(f))
		}
		dot += uint64(in&^inTitle) * uint64(rootOf[counts[i]])
	}
	counts = b.count[len(b.narrow):]
	for i, f := range b.wide {
		in := q.wide[f-narrowFeatures]
		if in&inTitle != 0 {
			title += q.titleShare(f)
		}
		dot += uint64(in&^inTitle) * uint64(rootOf[counts[i]])
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
	q, w := r.query, r.x.weigher
	for i, count := range s.bag.count {
		f := s.bag.feature(i)
		*q.at(f) = queryFeature(max(1, w.of(f).square*uint32(rootOf[count])))
	}
	q.title = s.title
	for _, f := range s.title.feature {
		*q.at(f) |= inTitle
	}
}

// unload undoes load.
func (r *ranker) unload(s *subject) {
	if !r.loaded {
		return
	}
	r.loaded = false
	for i := range s.bag.count {
		*r.query.at(s.bag.feature(i)) = 0
	}
	for _, f := range s.title.feature {
		*r.query.at(f) = 0
	}
}
