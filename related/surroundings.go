package related

const (
	// closest is how many of its neighbours stand for the surroundings of a
	// document.
	closest = 7
	// closestPrior keeps a document that has hardly any relations from leaning
	// on the few: its surroundings count in full only where its neighbours'
	// similarities add up to much more than this.
	closestPrior = 0.4
	// backgroundRank is whose similarity to a subject is what the articles of its site
	// have in common anyway. The first stage finds nearly all that are more similar.
	backgroundRank = 24
)

// closestOf returns the closest neighbours of document i.
func (n neighbours) closestOf(i int) []neighbour { return n[i][:min(closest, len(n[i]))] }

// background returns how similar the neighbour at backgroundRank is, 0 if there are not as
// many.
func (n neighbours) background(i int) uint16 {
	if len(n[i]) < backgroundRank {
		return 0
	}
	return n[i][backgroundRank-1].text
}

// surroundings returns how similar a document's closest neighbours are to the
// subject, and how similar they are to the document itself: weighted means,
// each counting as much as it is similar to the document, shrunk by
// closestPrior. The first tells documents on the subject's topic from those that
// merely share words with it (document expansion: Singhal and Pereira 1999; Tao
// et al. 2006), the second is great in the midst of a crowd, whose members would
// otherwise be in each other's and everybody's lists (Radovanović et al. 2010;
// CSLS: Lample et al. 2018). Similarity to the subject counts as far as it is more
// than the background: what a site's articles have in common anyway tells nothing, and it
// makes no difference which of many such are looked at.
func (r *ranker) surroundings(s *subject, n neighbour, all []neighbour) (near, hub float64) {
	var sum, toSubject, toDoc uint64
	if s.at < 0 && (len(all) < closest || n.text > all[closest-1].text) { // the subject would be among them, were it in the index
		all = all[:min(len(all), closest-1)]
		sum, toSubject, toDoc = uint64(n.text), uint64(n.text)*one, uint64(n.text)*uint64(n.text)
	}
	for _, k := range all {
		toSubj, similarity := uint64(max(r.text[k.doc], r.background)-r.background), uint64(k.text)
		if int(k.doc) == s.at {
			toSubj = one
		}
		sum += similarity
		toSubject += similarity * toSubj
		toDoc += similarity * similarity
	}
	scale := one * (float64(sum) + closestPrior*one)
	return float64(toSubject) / scale, float64(toDoc) / scale
}
