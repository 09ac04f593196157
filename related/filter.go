package related

// The reasons for which a document can't be in a list, as [Explanation] names
// them.
const (
	excludedSame     = "same article"
	excludedHidden   = "hidden"
	excludedLanguage = "language"
	excludedCopy     = "near-copy"
	excludedByQuery  = "excluded"
	excludedByFilter = "filter"
)

// excluded returns why a document may not be in the subject's list, "" if it may.
func (x *Index) excluded(s *subject, doc int, q *request) string {
	switch {
	case x.isSame(s, doc):
		return excludedSame
	case x.docs[doc].Hidden:
		return excludedHidden
	case q.excluded[doc]:
		return excludedByQuery
	case !x.options.CrossLanguage && differ(s.language, x.languages[doc]):
		return excludedLanguage
	case s.inside && x.areCopies(s.at, doc):
		return excludedCopy
	case q.Filter != nil && !q.Filter(&x.docs[doc]):
		return excludedByFilter
	}
	return ""
}

// isSame reports whether a document is the subject's article itself.
func (x *Index) isSame(s *subject, doc int) bool {
	return s.at == doc || s.url >= 0 && s.url == x.ids.url[doc] || s.titleDay >= 0 && s.titleDay == x.ids.titleDay[doc]
}

// differ reports whether two languages are known and not the same.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

// areCopies reports whether documents i and j are near-copies, and kept apart.
func (x *Index) areCopies(i, j int) bool {
	return !x.options.KeepNearCopies && x.copies.has(i, j)
}

// repeats reports whether a reader who has read document i would find nothing
// new in j.
func (x *Index) repeats(i, j int) bool { return x.ids.same(i, j) || x.areCopies(i, j) }

// pins returns the documents that an editor pinned to the subject, without
// itself and what may not be shown to anyone.
func (x *Index) pins(s *subject, q *request) (pins []int) {
	for _, name := range s.doc.Pins {
		doc, ok := x.find(name)
		if ok && !x.isSame(s, doc) && !x.docs[doc].Hidden && !q.excluded[doc] && (q.Filter == nil || q.Filter(&x.docs[doc])) {
			pins = append(pins, doc)
		}
	}
	return pins
}
