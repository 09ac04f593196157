package related

import "sync/atomic"

const (
	defaultLimit    = 4
	maxLimit        = 40
	defaultMinScore = 0.04
	defaultExcerpt  = 50
)

// A request is a query as the index reads it.
type request struct {
	Query
	excluded map[int]bool
	only     []bool // by document: whether it may be in the list; nil if all may
	unlisted bool   // whether what no list may show is looked for as well

	excerpts []atomic.Pointer[string] // by document: those that were made; nil for a single list
}

// request returns the query with its zero fields filled in.
func (x *Index) request(q Query) *request {
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	q.Limit = min(q.Limit, maxLimit)
	if q.MinScore == 0 {
		q.MinScore = defaultMinScore
	}
	if q.Excerpt == 0 {
		q.Excerpt = defaultExcerpt
	}
	r := &request{Query: q}
	for _, name := range q.Exclude {
		if i, ok := x.find(name); ok {
			if r.excluded == nil {
				r.excluded = make(map[int]bool)
			}
			r.excluded[i] = true
		}
	}
	return r
}

// refuses reports whether there are documents that the query may not want.
func (q *request) refuses() bool { return len(q.excluded) > 0 || q.only != nil || q.Filter != nil }

// find returns the document with the given ID or URL.
func (x *Index) find(name string) (int, bool) {
	if i, ok := x.at(name); ok {
		return i, true
	}
	return x.ids.find(name)
}

// Related returns the documents related to the one with the given ID, best
// first: at most q.Limit, fewer when fewer deserve it, and none rather than
// junk. It returns an error that wraps [ErrNotFound] if there is no such
// document.
func (x *Index) Related(id string, q Query) ([]Match, error) {
	i, ok := x.at(id)
	if !ok {
		return nil, &DocumentError{Index: -1, ID: id, Err: ErrNotFound}
	}
	if x.shared != nil {
		return x.listByTags(x.subjectOfTags(i, nil), q), nil
	}
	return x.list(x.subject(i), q), nil
}

// RelatedTo returns the documents related to one that is not in the index: a
// draft, or a page that the feed no longer holds. If it is in the index after
// all, by ID, URL, or title and day, it is not in its own list. doc needs no ID.
func (x *Index) RelatedTo(doc Document, q Query) []Match {
	if x.shared != nil {
		return x.listByTags(x.subjectOfTags(-1, &doc), q)
	}
	return x.list(x.subjectOf(&doc), q)
}

func (x *Index) list(s *subject, q Query) []Match {
	r := x.ranker()
	matches := r.list(s, x.request(q))
	x.rankers.Put(r) // not if the filter panics: the scratch is then in disorder
	return matches
}

// show fills in the entry of a list.
func (r *ranker) show(m *Match, s *subject, entry ranked, q *request) {
	m.Score, m.Reason = round4(entry.score), entry.reason
	r.x.entry(m, s.language, entry.doc, q)
	if q.Terms > 0 {
		m.Terms = r.terms(s, &entry, q.Terms)
	}
}

// entry fills in what a document is in any list for one in this language.
func (x *Index) entry(m *Match, language int32, doc int, q *request) {
	d := x.docs[doc]
	m.ID, m.URL, m.Title, m.Published, m.Image = d.ID, d.URL, d.Title, d.Published, d.Image
	m.Excerpt = x.excerpt(doc, q)
	if x.ids.of[doc].language != language {
		m.Language = x.languageTag(doc)
	}
}

// excerpt returns a document's excerpt. Where lists are many it is in several of them, and
// made once.
func (x *Index) excerpt(doc int, q *request) string {
	if q.Excerpt < 0 {
		return ""
	}
	if q.excerpts == nil {
		return excerpt(x.docs[doc], q.Excerpt)
	}
	made := q.excerpts[doc].Load()
	if made == nil {
		s := excerpt(x.docs[doc], q.Excerpt)
		made = &s
		q.excerpts[doc].Store(made)
	}
	return *made
}

// round4 rounds a share of a score to the four decimals that are shown.
func round4(x float64) float64 {
	if x < 0 {
		return -round4(-x)
	}
	return float64(int(float64(x*10000)+0.5)) / 10000
}
