package related

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// fallback knows where to look for articles that have too few matches.
type fallback struct {
	newest   []int            // the newest document first
	byTag    [][]int          // by tag, newest first
	byAuthor map[string][]int // by author, newest first
}

// rareTag is the share of the documents that may have a tag for it to say what
// an article is about.
const rareTag = 0.05

// newFallback returns what makes an index's fallback when it is first asked for: many
// indexes have no list that is short.
func newFallback(x *Index) func() *fallback {
	return sync.OnceValue(x.sources)
}

// sources returns the places to look in, in order.
func (x *Index) sources() *fallback {
	docs, tags := x.docs, x.tags
	f := &fallback{byTag: make([][]int, len(tags.name)), byAuthor: make(map[string][]int)}
	newest, _ := datedOrder(context.Background(), docs, true)
	for _, i := range newest {
		if !docs[i].Hidden && !x.ids.of[i].gone {
			f.newest = append(f.newest, i)
		}
	}
	for _, i := range f.newest {
		for _, tag := range tags.of(i).feature {
			f.byTag[tag] = append(f.byTag[tag], i)
		}
		for _, author := range docs[i].Authors {
			key := authorKey(author)
			f.byAuthor[key] = append(f.byAuthor[key], i)
		}
	}
	return f
}

func authorKey(author string) string { return strings.ToLower(strings.TrimSpace(author)) }

// fill fills the picked list up: with other parts of the same series, with what
// shares a rare tag, with what has the same author and section, and with the
// newest.
func (r *ranker) fill(s *subject, q *request) {
	x, f := r.x, r.x.fallback()
	if s.at >= 0 {
		parts, _ := x.series.around(s.at, q.Limit)
		r.fillWith(s, q, parts, ReasonSeries)
	}
	rare := slices.Clone(s.tags.feature)
	rare = slices.DeleteFunc(rare, func(tag uint32) bool {
		n := len(f.byTag[tag])
		return n > 3 && float64(n) > rareTag*float64(x.Len())
	})
	slices.SortStableFunc(rare, func(a, b uint32) int { return len(f.byTag[a]) - len(f.byTag[b]) })
	for _, tag := range rare {
		r.fillWith(s, q, f.byTag[tag], ReasonTag)
	}
	for _, author := range s.doc.Authors {
		var same []int
		for _, i := range f.byAuthor[authorKey(author)] {
			if x.ids.of[i].section == s.section {
				same = append(same, i)
			}
		}
		r.fillWith(s, q, same, ReasonAuthor)
	}
	r.fillWith(s, q, f.newest, ReasonNewest)
}

// fillWith picks documents until the list is full.
func (r *ranker) fillWith(s *subject, q *request, docs []int, reason Reason) {
	for _, doc := range docs {
		if len(r.picked) >= q.Limit {
			return
		}
		if r.x.excluded(s, doc, q) != "" || r.repeats(doc) {
			continue
		}
		if r.isCopy(s, doc) {
			continue
		}
		r.picked = append(r.picked, ranked{doc, r.standing(s, r.rank(s, q), doc, q).score, reason})
	}
}
