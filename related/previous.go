package related

import "slices"

const defaultMargin = 0.1

// previous returns the documents of an earlier list of document i, nil if there
// is none.
func (b *balancer) previous(i int) (docs []int) {
	x := b.x
	if x.options.Margin < 0 {
		return nil
	}
	if b.earlier != nil {
		if i < b.earlier.len() {
			for _, entry := range b.earlier.of(i) {
				docs = append(docs, entry.ranked().doc)
			}
		}
		return docs
	}
	for _, id := range x.options.Previous[x.docs[i].ID] {
		if doc, ok := x.at(id); ok {
			docs = append(docs, doc)
		}
	}
	return docs
}

// keepPlaces orders a ranking so that what the earlier list had stays where it was:
// ahead of all that is not better by the margin, and in its order.
func (x *Index) keepPlaces(ranking []ranked, previous []int) []ranked {
	margin := x.options.Margin
	if margin == 0 {
		margin = defaultMargin
	}
	kept := make([]ranked, 0, len(ranking))
	insert := func(m ranked, beats func(ranked) bool) {
		at := len(kept)
		for at > 0 && beats(kept[at-1]) {
			at--
		}
		kept = slices.Insert(kept, at, m)
	}
	better := func(m ranked) func(ranked) bool {
		return func(other ranked) bool { return m.score > float64(other.score*(1+margin)) }
	}
	for _, doc := range previous {
		if at := slices.IndexFunc(ranking, func(m ranked) bool { return m.doc == doc }); at >= 0 {
			insert(ranking[at], better(ranking[at]))
		}
	}
	for _, m := range ranking { // best first, so these keep their order
		if slices.Contains(previous, m.doc) {
			continue
		}
		beats := better(m)
		insert(m, func(other ranked) bool { return slices.Contains(previous, other.doc) && beats(other) })
	}
	return kept
}
