package related

import "slices"

const defaultMargin = 0.1

// previous returns the documents of an earlier list of document i, nil if there
// is none.
func (x *Index) previous(i int) []int {
	ids, ok := x.options.Previous[x.docs[i].ID]
	if !ok || x.options.Margin < 0 {
		return nil
	}
	docs := make([]int, 0, len(ids))
	for _, id := range ids {
		if doc, ok := x.number[id]; ok {
			docs = append(docs, doc)
		}
	}
	return docs
}

// keep moves what the earlier list had ahead of all that is not better by the
// margin.
func (x *Index) keep(ranking []ranked, previous []int) []ranked {
	margin := x.options.Margin
	if margin == 0 {
		margin = defaultMargin
	}
	kept := slices.Clone(ranking)
	value := func(m ranked) float64 {
		if slices.Contains(previous, m.doc) {
			return float64(m.score * (1 + margin))
		}
		return m.score
	}
	slices.SortStableFunc(kept, func(a, b ranked) int {
		switch v, w := value(a), value(b); {
		case v > w:
			return -1
		case v < w:
			return 1
		}
		return 0
	})
	return kept
}
