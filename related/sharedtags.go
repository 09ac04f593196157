package related

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kindred-go/kindred/related/internal/overlap"
	"github.com/kindred-go/kindred/related/internal/text"
)

// sharedTags is all that an index needs with Options.TagsOnly. Its documents
// stay in the order in which they were handed in, for that breaks ties.
type sharedTags struct {
	*tagNumbers
	byID      []int32 // the documents in the order of their IDs
	sets      *overlap.Sets
	listed    []bool // by document: whether any list may hold it
	twins     []bool // by document: whether it may be one article with another
	searchers sync.Pool
}

// buildOfTags makes an index that ranks by tags alone. It takes over docs.
func buildOfTags(ctx context.Context, docs []*Document, opts *Options) (*Index, error) {
	x := &Index{docs: docs, options: *opts, series: &series{}}
	x.options.CrossLanguage, x.options.KeepNearCopies = true, true // neither is known
	t := &sharedTags{}
	var beside sync.WaitGroup // what one CPU can do while others number tags
	unique := false
	beside.Go(func() { t.byID, unique = byID(docs) })
	err := x.shareTags(ctx, t, &beside)
	beside.Wait()
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return nil, err
	}
	if !unique {
		return nil, checkIDs(docs)
	}
	t.twins = x.ids.twins()
	t.searchers.New = func() any { return t.sets.NewSearcher() }
	x.shared = t
	return x, nil
}

// shareTags finds out which tags documents have, and which documents tags.
func (x *Index) shareTags(ctx context.Context, t *sharedTags, beside *sync.WaitGroup) error {
	languages := make([]string, len(x.docs))
	t.listed = make([]bool, len(x.docs))
	for i := range x.docs {
		t.listed[i] = !x.docs[i].Hidden
		if language := x.docs[i].Language; language != "" {
			languages[i] = text.Language(language)
		}
	}
	x.main = mainLanguage(languages)
	var err error
	if t.tagNumbers, err = numberTags(ctx, x.docs, x.main); err != nil {
		return err
	}
	barred := t.having(x.options.NeverTags, x.main)
	beside.Go(func() { x.ids = newIdentities(ctx, x.docs, nil, languages, barred) })
	for i := range t.listed {
		t.listed[i] = t.listed[i] && !barred[i]
	}
	t.sets, err = overlap.New(t.start, t.member, len(t.name), t.listed, blocksOf(ctx))
	return err
}

func blocksOf(ctx context.Context) overlap.Parallel {
	return func(n int, newWorker func() func(lo, hi int)) error { return inBlocks(ctx, n, newWorker) }
}

func (t *sharedTags) find(docs []*Document, id string) (int, bool) {
	at, ok := slices.BinarySearchFunc(t.byID, id, func(i int32, id string) int { return strings.Compare(docs[i].ID, id) })
	if !ok {
		return 0, false
	}
	return int(t.byID[at]), true
}

// request is [Index.request] with no floor unless the query sets one.
func (t *sharedTags) request(x *Index, q Query) *request {
	if q.MinScore == 0 {
		q.MinScore = -1
	}
	return x.request(q)
}

// subjectOfTags returns document i, or another if i is negative, as the rules
// about lists see it.
func (x *Index) subjectOfTags(i int, d *Document) *subject {
	if i >= 0 {
		return &subject{identity: x.ids.of[i], doc: x.docs[i], at: i, inside: true}
	}
	s := &subject{identity: x.ids.outside(d, text.Language(d.Language)), doc: d, at: -1}
	if at, ok := x.at(d.ID); ok {
		s.at = at
	}
	return s
}

// leastShared returns how many of so many tags have to be shared for a score that
// is not below the floor.
func leastShared(tags int, floor float64) int {
	if floor <= 0 {
		return 1
	}
	least := max(1, int(math.Ceil(floor*float64(tags))))
	if least > 1 && float64(least-1)/float64(tags) >= floor {
		least-- // the product was rounded up
	}
	return least
}

// listByTags returns the list of a document of the index, or of another.
func (x *Index) listByTags(s *subject, q Query) []Match {
	t := x.shared
	req := t.request(x, q)
	tags, all := t.tagsOf(s, x.main)
	r := t.searchers.Get().(*overlap.Searcher)
	hits := r.Search(tags, req.Limit, leastShared(all, req.MinScore), func(doc int) bool { return x.excluded(s, doc, req) == "" })
	matches := x.fill(make([]Match, len(hits)), nil, s.language, tags, all, hits, req)
	t.searchers.Put(r)
	return matches
}

// tagsOf returns the known tags of a subject and how many it has in all.
func (t *sharedTags) tagsOf(s *subject, main string) ([]uint32, int) {
	if s.inside {
		tags := t.of(s.at)
		return tags, len(tags)
	}
	return t.known(s.doc.Tags, main)
}

// fill makes the list of a document with these tags, one match for every hit.
func (x *Index) fill(matches []Match, c *cards, language int32, tags []uint32, all int, hits []overlap.Hit, q *request) []Match {
	score, shared := 0.0, 0
	for at, hit := range hits {
		if hit.Shared() != shared {
			shared = hit.Shared()
			score = round4(float64(shared) / float64(all))
		}
		m := &matches[at]
		if c != nil {
			x.showCard(m, c, language, hit.Set(), q)
		} else {
			x.entry(m, language, hit.Set(), q)
		}
		m.Score, m.Reason = score, ReasonTag
		if q.Terms > 0 {
			m.Terms = x.shared.terms(tags, all, hit.Set(), q.Terms)
		}
	}
	return matches
}

// terms names what a document shares of these tags, the rarest first: n at most.
func (t *sharedTags) terms(tags []uint32, all, doc, n int) []Term {
	terms := []Term{}
	others := t.of(doc)
	for at := len(tags) - 1; at >= 0 && len(terms) < n; at-- {
		if _, ok := slices.BinarySearch(others, tags[at]); ok {
			terms = append(terms, Term{t.name[tags[at]], "tag", round4(1 / float64(all))})
		}
	}
	return terms
}

// roomSize is how many matches are allocated at a time.
const roomSize = 160

// tagLists prepares [Index.All]: it returns what makes workers that make the lists
// of a block of documents. Documents that the query excludes are taken out
// beforehand, and as many lists as can are found at once.
func (x *Index) tagLists(ctx context.Context, q Query) (func() blockLister, error) {
	t := x.shared
	req := t.request(x, q)
	if req.Excerpt > 0 {
		req.excerpts = make([]atomic.Pointer[string], len(x.docs))
	}
	sets := t.sets
	if req.Filter != nil || len(req.excluded) > 0 {
		wanted := slices.Clone(t.listed)
		for i := range wanted {
			wanted[i] = wanted[i] && x.refused(i, req) == ""
		}
		var err error
		if sets, err = overlap.New(t.start, t.member, len(t.name), wanted, blocksOf(ctx)); err != nil {
			return nil, err
		}
	}
	// Where a rule asks who the list is for, each list has to be found alone.
	alone := func(i int) bool {
		return t.twins != nil && t.twins[i] || x.options.SameSection && x.ids.of[i].section != 0
	}
	found, err := sets.All(req.Limit, alone, blocksOf(ctx))
	if err != nil {
		return nil, err
	}
	cards, err := x.newCards(ctx)
	if err != nil {
		return nil, err
	}
	return func() blockLister {
		r := sets.NewSearcher()
		var room []Match // lists share what is allocated, for they are many
		return func(ctx context.Context, lo, hi int) []List {
			lists := make([]List, 0, hi-lo)
			for _, i := range t.byID[lo:hi] {
				if ctx.Err() != nil {
					return nil
				}
				i := int(i)
				tags := t.of(i)
				least := leastShared(len(tags), req.MinScore)
				hits, ok := found.Of(i)
				switch {
				case ok:
					for len(hits) > 0 && hits[len(hits)-1].Shared() < least {
						hits = hits[:len(hits)-1]
					}
				case alone(i):
					s := x.subjectOfTags(i, nil)
					hits = r.Like(i, req.Limit, least, func(doc int) bool { return x.excluded(s, doc, req) == "" })
				default:
					hits = r.Like(i, req.Limit, least, nil)
				}
				if room == nil || len(room) < len(hits) {
					room = make([]Match, max(roomSize, len(hits)))
				}
				matches := x.fill(room[:len(hits):len(hits)], cards, cards.language(i), tags, len(tags), hits, req)
				room = room[len(hits):]
				lists = append(lists, List{cards.heads[i].id, cards.url(i), cards.heads[i].title, matches})
			}
			return lists
		}
	}, nil
}

// explainTags is [Index.Explain] for tags alone.
func (x *Index) explainTags(from, to int, q Query) Explanation {
	t := x.shared
	q.Limit = maxLimit
	req := t.request(x, q)
	s := x.subjectOfTags(from, nil)
	tags := t.of(from)
	terms := t.terms(tags, len(tags), to, math.MaxInt)
	score := float64(len(terms)) / float64(max(len(tags), 1))
	e := Explanation{
		From: s.doc.ID, To: x.docs[to].ID, Score: round4(score), Reason: ReasonTag,
		Signals: []Signal{{signalName[tagSignal], score, 1, score}}, Terms: terms,
	}
	r := t.searchers.Get().(*overlap.Searcher)
	hits := r.Search(tags, req.Limit, leastShared(len(tags), req.MinScore), func(doc int) bool { return x.excluded(s, doc, req) == "" })
	e.Rank = 1 + slices.IndexFunc(hits, func(h overlap.Hit) bool { return h.Set() == to })
	t.searchers.Put(r)
	if e.Rank > 0 {
		return e
	}
	e.Excluded = x.excluded(s, to, req)
	switch {
	case e.Excluded != "":
	case len(terms) == 0 || score < req.MinScore:
		e.Excluded = "score"
	default:
		e.Excluded = "no candidate"
	}
	return e
}
