package related

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// An Index holds the documents of one site, ready to rank. It never changes and
// is safe for concurrent use: to renew it, make another and swap the pointers.
type Index struct {
	options  Options
	docs     []Document
	sorted   int      // how many of them are in the order of their IDs: all, but for those that updates added
	order    []uint32 // the documents in the order of their IDs; nil if they are all sorted
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
	rankers  sync.Pool
	forked   atomic.Bool // whether another index writes behind the end of what this one holds
	lag      int         // how many documents came or went since frequencies were counted
	shared   *sharedTags // with Options.TagsOnly, in the place of all the above but docs and ids

	// What lists of the index are made of.
	neighbours neighbours
	bars       []uint16 // by document: what the first stage must give another to be its neighbour
	firsts     *firsts
	fallback   *fallback // nil unless Options.Fill
}

// New makes an index of the documents. It reports every document that it can't
// take, as [DocumentError] values joined by [errors.Join], or an option that makes
// no sense, as [ErrOption], and then returns no index.
func New(docs []Document, opts *Options) (*Index, error) {
	if opts != nil && opts.TagsOnly {
		return build(context.Background(), docs, opts) // which leaves them in their order
	}
	return build(context.Background(), append(withRoom[Document](len(docs)), docs...), opts)
}

// Collect is [New] for documents that come one by one. It stops at the first
// error of the sequence, or when ctx is done, and returns that error.
func Collect(ctx context.Context, docs iter.Seq2[Document, error], opts *Options) (*Index, error) {
	var all []Document
	for d, err := range docs {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return build(ctx, all, opts)
}

// build makes an index. It takes over docs.
func build(ctx context.Context, docs []Document, opts *Options) (*Index, error) {
	if err := opts.check(); err != nil {
		return nil, err
	}
	if opts != nil && opts.TagsOnly {
		return buildOfTags(ctx, docs, opts)
	}
	if err := errors.Join(checkSize(len(docs), 0), checkIDs(docs)); err != nil {
		return nil, err
	}
	// From here on the order is that of the IDs, whatever the caller's was.
	slices.SortFunc(docs, func(a, b Document) int { return strings.Compare(a.ID, b.ID) })

	x := &Index{docs: docs, sorted: len(docs), census: newCensus(docs)}
	if opts != nil {
		x.options = *opts
	}
	languages, main, err := languagesOf(ctx, docs, &x.census)
	if err != nil {
		return nil, err
	}
	toks, lx, err := tokenize(ctx, docs, &x.census, languages, main)
	if err != nil {
		return nil, err
	}
	if lx.pairs, err = findPairs(ctx, countedOf(&x.census, toks), lx); err != nil {
		return nil, err
	}
	var frequency []uint32
	if x.bags, frequency, err = countFeatures(ctx, toks, &x.census, lx); err != nil {
		return nil, err
	}
	x.main, x.lexicon = main, lx
	x.weigher = newWeigher(lx, frequency, x.census.size)
	if err := scaleAll(ctx, x.bags, x.weigher); err != nil {
		return nil, err
	}
	x.postings = newPostings(x.bags, x.weigher, &x.census)
	x.titles = newTitles(toks, lx, x.weigher)
	x.tags = newTags(docs, toks, &x.census, lx)
	x.ids = newIdentities(docs, languages, barred(x.options.NeverTags, languages, main, toks))
	x.links = newLinks(docs, &x.census, x.ids)
	x.series = newSeries(docs, languages)
	x.calendar = newCalendar(docs)
	x.weights = x.options.Weights.values()
	if x.copies, err = findCopies(ctx, toks); err != nil {
		return nil, err
	}
	x.names = newNames(lx)
	x.boosts, x.pinned = boostsOf(docs), pinnedOf(docs)
	x.ordinary = x.ordinaryDocuments()
	lx.words, lx.pairs.slots, lx.pairs.filter = nil, nil, nil // large, and only worth it while all texts are read
	x.rankers.New = func() any { return newRanker(x) }
	scale, err := x.scaleFor(ctx, &x.census, x.options.Recency)
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

// withRoom returns an empty slice with room for n values, and for as many more as
// updates may add.
func withRoom[T any](n int) []T { return make([]T, 0, n+n/maxLag) }

func checkIDs(docs []Document) error {
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
	return &x.docs[i], true
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
	if int(max(i, j)) < x.sorted {
		return int(i) - int(j)
	}
	return strings.Compare(x.docs[i].ID, x.docs[j].ID)
}
