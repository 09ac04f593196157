package related

import "slices"

// titles holds the stems of every document's title, each with its share of
// what the title says: idf, summing up to [one].
type titles struct{ vectors }

func newTitles(toks []tokens, w *weigher) *titles {
	all := &titles{vectors{start: []int{0}}}
	for i := range toks {
		title := w.title(&toks[i])
		all.feature = append(all.feature, title.feature...)
		all.weight = append(all.weight, title.weight...)
		all.start = append(all.start, len(all.feature))
	}
	return all
}

// title returns the stems of a document's title with their shares of it.
func (w *weigher) title(t *tokens) (v vector) {
	for _, n := range t.field(titleField) {
		if word := w.lx.words[n]; !word.stop {
			v.feature = append(v.feature, word.stem)
		}
	}
	slices.Sort(v.feature)
	v.feature = slices.Compact(v.feature)
	sum := 0.0
	idf := make([]float64, len(v.feature))
	for i, f := range v.feature {
		idf[i] = w.of(f)
		sum += idf[i]
	}
	for i := range v.feature {
		v.weight = append(v.weight, uint16(float64(idf[i]/sum)*one))
	}
	return v
}
