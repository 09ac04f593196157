package related

import (
	"context"
	"errors"
	"iter"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/kindred-go/kindred/related/internal/text"
)

// An Index holds the documents of one site, ready to rank. It never changes and
// is safe for concurrent use: to renew it, make another and swap the pointers.
type Index struct {
	options  Options
	docs     []*Document
	order    []uint32 // the documents in the order of their IDs; nil if all have it
	census   census
	main     string // the language of most documents
	ids      *identities
	lexicon  *lexicon
	weigher  *weigher
	bags     *bags
	postings *postings
	titles   *titles
	tags     *tags
	links    *links
	series   *series
	calendar *calendar
	weights  values
	copies   copies
	names    *names
	boosts   map[int]float64 // by document, where an editor set one
	pinned   []int           // the documents with pins
	prints   []uint64        // by document, of those that were stored: the fingerprint of all that it said
	textless int             // how many of the first documents have no text any more
	ordinary []bool          // by document
	rankers  *sync.Pool      // for all indexes that came of one another
	forked   atomic.Bool     // whether another index writes behind the end of what this one holds
	lag      int             // how many documents came or went since frequencies were counted
	shared   *sharedTags     // with Options.TagsOnly, in the place of all the above but docs and ids

	// What lists of the index are made of.
	neighbours neighbours
	bars       []uint16 // by document: what the first stage must give another to be its neighbour
	firsts     *firsts
	fallback   func() *fallback // nil unless Options.Fill
}

// New makes an index of the documents. It reports every document that it can't
// take, as [DocumentError] values joined by [errors.Join], or an option that makes
// no sense, as [ErrOption], and then returns no index.
func New(docs []Document, opts *Options) (*Index, error) {
	return newIndex(context.Background(), pointersTo(docs), opts)
}

func newIndex(ctx context.Context, docs []*Document, opts *Options) (*Index, error) {
	switch err := opts.check(); {
	case err != nil:
		return nil, err
	case opts != nil && opts.TagsOnly:
		return buildOfTags(ctx, docs, opts)
	case opts != nil && opts.DropContent:
		return Collect(ctx, func(yield func(Document, error) bool) {
			for i := range docs {
				if !yield(*docs[i], nil) {
					return
				}
			}
		}, opts)
	}
	return build(ctx, newAnalysis(docs, text.NewDictionary()), opts)
}

// build makes an index of an analysis, and uses it up.
func build(ctx context.Context, an *analysis, opts *Options) (*Index, error) {
	if err := checkSize(len(an.docs), 0); err != nil {
		return nil, err
	}
	if err := an.sort(ctx); err != nil {
		return nil, err
	}
	c, err := newCensus(ctx, an.docs)
	if err != nil {
		return nil, err
	}
	x := &Index{census: c, rankers: &sync.Pool{}}
	if opts != nil {
		x.options = *opts
	}
	if err := an.analyze(ctx, &x.census); err != nil {
		return nil, err
	}
	lx, err := an.number(ctx, &x.census)
	if err != nil {
		return nil, err
	}
	if lx.pairs, err = findPairs(ctx, countedOf(&x.census, an.toks), lx); err != nil {
		return nil, err
	}
	blocks, frequency, err := countFeatures(ctx, an.toks, &x.census, lx)
	if err != nil {
		return nil, err
	}
	if x.copies, err = findCopies(ctx, an.toks); err != nil {
		return nil, err
	}
	lx.pairs.slots, lx.pairs.filter = nil, nil // large, and only worth it while texts are read
	if err := an.keepTitles(ctx); err != nil {
		return nil, err
	}
	x.lexicon = lx
	x.weigher = newWeigher(lx, frequency, x.census.size)
	if err := scaleAll(ctx, blocks, x.weigher); err != nil {
		return nil, err
	}
	order, err := arrange(ctx, blocks, x.weigher, &x.census, len(an.docs))
	if err != nil {
		return nil, err
	}
	if x.bags, err = joined(ctx, blocks, len(an.docs), order); err != nil {
		return nil, err
	}
	blocks = nil // large
	if err := x.renumber(ctx, an, order); err != nil {
		return nil, err
	}
	docs, toks, languages, main := an.docs, an.toks, an.languages, an.main
	x.docs, x.prints, x.main = docs, an.prints, main
	err = together(ctx,
		func() { x.titles = newTitles(ctx, toks, lx, x.weigher) },
		func() { x.tags = newTags(ctx, x, toks) },
		func() {
			x.ids = newIdentities(ctx, docs, order, languages, barred(ctx, x.options.NeverTags, languages, main, toks))
			x.links = newLinks(ctx, docs, &x.census, x.ids)
		},
		func() { x.series = newSeries(ctx, x, languages) },
	)
	if err != nil {
		return nil, err
	}
	x.calendar = newCalendar(docs)
	x.weights = x.options.Weights.values()
	x.names = newNames(lx)
	x.boosts, x.pinned = boostsOf(docs), pinnedOf(docs)
	if err := an.letGo(ctx, x); err != nil {
		return nil, err
	}
	x.ordinary = x.ordinaryDocuments()
	lx.words = nil // large
	if err := x.findPostings(ctx); err != nil {
		return nil, err
	}
	scale, err := x.scaleFor(ctx, x.options.Recency)
	if err != nil {
		return nil, err
	}
	x.calendar.setScale(scale)
	if x.neighbours, x.bars, err = findNeighbours(ctx, x); err != nil {
		return nil, err
	}
	if x.firsts, err = newFirsts(ctx, x); err != nil {
		return nil, err
	}
	if err := x.bags.pack(ctx); err != nil {
		return nil, err
	}
	if x.options.Fill {
		x.fallback = newFallback(x)
	}
	return x, nil
}

// renumber gives the documents other numbers, in that order, if there is one.
func (x *Index) renumber(ctx context.Context, an *analysis, order []int32) error {
	if order == nil {
		return nil
	}
	x.census.counted = gather(ctx, x.census.counted, order)
	x.order = withRoom[uint32](len(order))[:len(order)]
	for doc, before := range order {
		x.order[before] = uint32(doc)
	}
	x.copies = x.copies.renumbered(x.order)
	return an.arrange(ctx, order)
}

func pointersTo(docs []Document) []*Document {
	pointers := make([]*Document, len(docs))
	for i := range docs {
		pointers[i] = &docs[i]
	}
	return pointers
}

// withRoom returns an empty slice with room for n values, and for as many more as
// updates may add.
func withRoom[T any](n int) []T { return make([]T, 0, n+n/maxLag) }

func checkIDs(docs []*Document) error {
	var errs []error
	seen := make(map[string]bool, len(docs))
	for i := range docs {
		switch id := docs[i].ID; {
		case id == "":
			errs = append(errs, &DocumentError{Index: i, Err: ErrNoID})
		case seen[id]:
			errs = append(errs, &DocumentError{Index: i, ID: id, Err: ErrDuplicateID})
		default:
			seen[id] = true
		}
	}
	return errors.Join(errs...)
}

// Len returns the number of documents.
func (x *Index) Len() int {
	if x.order != nil {
		return len(x.order)
	}
	return len(x.docs)
}

// Document returns the document with the given ID, as it was handed in.
func (x *Index) Document(id string) (*Document, bool) {
	i, ok := x.at(id)
	if !ok {
		return nil, false
	}
	return x.docs[i], true
}

// at returns the number of the document with the given ID.
func (x *Index) at(id string) (int, bool) {
	if x.shared != nil {
		return x.shared.find(x.docs, id)
	}
	if n := x.place(id); n < x.Len() && x.docs[x.nth(n)].ID == id {
		return x.nth(n), true
	}
	return 0, false
}

// place returns how many documents have smaller IDs than the given one.
func (x *Index) place(id string) int {
	lo, hi := 0, x.Len()
	for lo < hi {
		if middle := int(uint(lo+hi) / 2); x.docs[x.nth(middle)].ID < id {
			lo = middle + 1
		} else {
			hi = middle
		}
	}
	return lo
}

// nth returns the nth document in the order of IDs, counted from 0.
func (x *Index) nth(n int) int {
	if x.order == nil {
		return n
	}
	return int(x.order[n])
}

// inOrder yields the documents in the order of their IDs.
func (x *Index) inOrder() iter.Seq[int] {
	return func(yield func(doc int) bool) {
		for n := range x.Len() {
			if !yield(x.nth(n)) {
				return
			}
		}
	}
}

// compareIDs compares the IDs of two documents, given their numbers.
func (x *Index) compareIDs(i, j uint32) int {
	if int(max(i, j)) < x.ids.ranked {
		return x.ids.rank(int(i)) - x.ids.rank(int(j))
	}
	return strings.Compare(x.docs[i].ID, x.docs[j].ID)
}
