package related

import (
	"context"
	"slices"
)

// titles holds the stems of every document's title, each with its share of
// what the title says: idf, summing up to [one].
type titles struct{ vectors }

func newTitles(ctx context.Context, toks []tokens, lx *lexicon, w *weigher) *titles {
	all := &titles{vectors{start: withRoom[uint32](len(toks) + 1)[:1]}}
	for i := range below(ctx, len(toks)) {
		all.add(w.title(lx, &toks[i]))
	}
	return all
}

// title returns the stems of a document's title with their shares of it. Those
// that no document has are left out.
func (w *weigher) title(lx *lexicon, t *tokens) (v vector) {
	var stems []uint32
	for _, n := range t.field(titleField) {
		if stem := lx.words[n].stem; stem != gap {
			stems = append(stems, stem)
		}
	}
	slices.Sort(stems)
	stems = slices.Compact(stems)
	sum := 0.0
	for _, stem := range stems {
		f := lx.stemFeature(stem)
		if sum += w.idf(f); f != gap {
			v.feature = append(v.feature, f)
		}
	}
	slices.Sort(v.feature)
	for _, f := range v.feature {
		v.weight = append(v.weight, uint16(float64(w.idf(f)/sum)*one))
	}
	return v
}
