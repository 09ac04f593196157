package related

const (
	// closest is how many of its neighbours stand for the surroundings of a
	// document.
	closest = 7
	// closestPrior keeps a document that has hardly any relations from leaning
	// on the few: its surroundings count in full only where its neighbours'
	// similarities add up to much more than this.
	closestPrior = 0.5
)

// surroundings holds the closest neighbours of every document, the most similar
// first. Who has fewer has some of similarity 0 at the end.
type surroundings struct {
	doc  []uint32 // closest for each document
	text []uint16
}

func newSurroundings(n neighbours) *surroundings {
	docs := len(n)
	s := &surroundings{make([]uint32, closest*docs), make([]uint16, closest*docs)}
	for i := range docs {
		all := n[i]
		for at, k := range all[:min(closest, len(all))] {
			s.doc[closest*i+at], s.text[closest*i+at] = k.doc, k.text
		}
	}
	return s
}

// of returns the closest neighbours of document i and how similar they are.
func (s *surroundings) of(i int) (docs []uint32, text []uint16) {
	return s.doc[closest*i : closest*(i+1)], s.text[closest*i : closest*(i+1)]
}

// surroundings returns how similar a document's closest neighbours are to the
// subject, and how similar they are to the document itself: weighted means,
// each counting as much as it is similar to the document, shrunk by
// closestPrior. The first tells documents on the subject's topic from those that
// merely share words with it (document expansion: Singhal and Pereira 1999; Tao
// et al. 2006), the second is great in the midst of a crowd, whose members would
// otherwise be in each other's and everybody's lists (Radovanović et al. 2010;
// CSLS: Lample et al. 2018).
func (r *ranker) surroundings(s *subject, n neighbour) (near, hub float64) {
	docs, text := r.x.surroundings.of(int(n.doc))
	var sum, toSubject, toDoc uint64
	if s.at < 0 && n.text > text[closest-1] { // the subject would be among them, were it in the index
		text = text[:closest-1]
		sum, toSubject, toDoc = uint64(n.text), uint64(n.text)*one, uint64(n.text)*uint64(n.text)
	}
	for i, similarity := range text {
		toSubj := uint64(r.text[docs[i]])
		if int(docs[i]) == s.at {
			toSubj = one
		}
		sum += uint64(similarity)
		toSubject += uint64(similarity) * toSubj
		toDoc += uint64(similarity) * uint64(similarity)
	}
	scale := one * (float64(sum) + closestPrior*one)
	return float64(toSubject) / scale, float64(toDoc) / scale
}
