package related

import "slices"

// The reasons for which a document can't be in a list, as [Explanation] names
// them.
const (
	excludedSame     = "same article"
	excludedHidden   = "hidden"
	excludedTag      = "tag"
	excludedSection  = "section"
	excludedLanguage = "language"
	excludedCopy     = "near-copy"
	excludedByQuery  = "excluded"
	excludedByFilter = "filter"
)

// excluded returns why a document may not be in the subject's list, "" if it may.
func (x *Index) excluded(s *subject, doc int, q *request) string {
	if x.ordinary != nil && s.inside && s.at != doc && x.ordinary[s.at] && x.ordinary[doc] {
		return x.refused(doc, q)
	}
	d := &x.ids.of[doc]
	switch {
	case q.unlisted:
		if s.at == doc || d.gone {
			return excludedSame
		}
		return ""
	case s.at == doc || s.sameArticle(d):
		return excludedSame
	case d.hidden:
		return excludedHidden
	case d.barred:
		return excludedTag
	case x.options.SameSection && s.section != d.section && s.section != 0:
		return excludedSection
	case s.language != d.language && s.language != 0 && d.language != 0 && !x.options.CrossLanguage:
		return excludedLanguage
	case s.inside && x.areCopies(s.at, doc):
		return excludedCopy
	}
	return x.refused(doc, q)
}

// refused returns why a query does not want a document, "" if it does not mind.
func (x *Index) refused(doc int, q *request) string {
	switch {
	case q.excluded[doc], q.only != nil && !q.only[doc]:
		return excludedByQuery
	case q.Filter != nil && !q.Filter(x.docs[doc]):
		return excludedByFilter
	}
	return ""
}

// areCopies reports whether documents i and j tell the same story in the same
// words, and are kept apart: they are near-copies, or both are of one document.
// Of an agency's story two papers may have cut different thirds.
func (x *Index) areCopies(i, j int) bool {
	return !x.options.KeepNearCopies && len(x.copies[i]) > 0 && (x.copies.has(i, j) || x.copies.haveCommon(i, j))
}

// repeats reports whether a reader who has read document i would find nothing
// new in j.
func (x *Index) repeats(i, j int) bool {
	if x.ordinary[i] || x.ordinary[j] {
		return false
	}
	return x.ids.of[i].sameArticle(&x.ids.of[j]) || x.areCopies(i, j)
}

// pins returns the documents that an editor pinned to the subject. An editor
// knows better than the rules about sections, languages and near-copies.
func (x *Index) pins(s *subject, q *request) (pins []int) {
	for _, name := range s.doc.Pins {
		doc, ok := x.find(name)
		if !ok || slices.Contains(pins, doc) {
			continue
		}
		switch x.excluded(s, doc, q) {
		case "", excludedSection, excludedLanguage, excludedCopy:
			pins = append(pins, doc)
		}
	}
	return pins
}

// boost returns the factor by which an editor multiplies a document's scores.
func (x *Index) boost(doc int) float64 {
	if b, ok := x.boosts[doc]; ok {
		return b
	}
	return 1
}

func boostsOf(docs []*Document) map[int]float64 {
	var boosts map[int]float64
	for i := range docs {
		if b := boostOf(docs[i]); b != 1 {
			if boosts == nil {
				boosts = make(map[int]float64)
			}
			boosts[i] = b
		}
	}
	return boosts
}

// pinnedOf returns the documents for which an editor pinned others.
func pinnedOf(docs []*Document) (pinned []int) {
	for i := range docs {
		if len(docs[i].Pins) > 0 {
			pinned = append(pinned, i)
		}
	}
	return pinned
}

func boostOf(d *Document) float64 {
	if d.Boost > 0 {
		return min(max(d.Boost, 0.1), 10)
	}
	return 1
}

// ordinaryDocuments tells the documents that nothing keeps out of each other's lists,
// which is nearly all: most of what ranking asks for is answered by one byte.
func (x *Index) ordinaryDocuments() []bool {
	ordinary := withRoom[bool](len(x.docs))
	for i := range x.docs {
		ordinary = append(ordinary, x.isOrdinary(i))
	}
	return ordinary
}

func (x *Index) isOrdinary(i int) bool {
	id := &x.ids.of[i]
	return !id.hidden && !id.barred && !x.options.SameSection && !x.ids.isTwin(i) &&
		(id.language == 0 || id.language == x.ids.languages[x.main] || x.options.CrossLanguage) &&
		(x.options.KeepNearCopies || len(x.copies[i]) == 0)
}
