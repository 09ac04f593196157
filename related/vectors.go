package related

// Titles, tags and links are sparse vectors in integers, so that a dot product is
// the same in whatever order it is summed up.

// vectors holds one vector a document, one after the other.
type vectors struct {
	start   []uint32 // where document i's vector starts; one more entry than documents
	feature []uint32
	weight  []uint16
}

// of returns the features of document i and their weights.
func (v *vectors) of(i int) vector {
	return vector{v.feature[v.start[i]:v.start[i+1]], v.weight[v.start[i]:v.start[i+1]]}
}

// add appends the next document's vector.
func (v *vectors) add(w vector) {
	v.feature = append(v.feature, w.feature...)
	v.weight = append(v.weight, w.weight...)
	v.start = append(v.start, uint32(len(v.feature)))
}

// A vector is one document's: features, each once and ascending, and their weights.
type vector struct {
	feature []uint32
	weight  []uint16
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
