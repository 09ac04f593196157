package related

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
)

// An Index holds the documents of one site, ready to rank. It never changes and
// is safe for concurrent use: to renew it, make another and swap the pointers.
type Index struct {
	options  Options
	docs     []Document // by ID
	number   map[string]int
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
	ordinary []bool          // by document
	rankers  sync.Pool
	shared   *sharedTags // with Options.TagsOnly, in the place of all the above but docs and ids

	// What lists of the index are made of.
	neighbours neighbours
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
	return build(context.Background(), slices.Clone(docs), opts)
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
	if err := checkIDs(docs); err != nil {
		return nil, err
	}
	// From here on the order is that of the IDs, whatever the caller's was.
	slices.SortFunc(docs, func(a, b Document) int { return strings.Compare(a.ID, b.ID) })

	x := &Index{docs: docs, number: make(map[string]int, len(docs))}
	if opts != nil {
		x.options = *opts
	}
	for i := range docs {
		x.number[docs[i].ID] = i
	}
	census := newCensus(docs)
	languages, main, err := languagesOf(ctx, docs, &census)
	if err != nil {
		return nil, err
	}
	toks, lx, err := tokenize(ctx, docs, &census, languages, main)
	if err != nil {
		return nil, err
	}
	if lx.pairs, err = findPairs(ctx, countedOf(&census, toks), lx); err != nil {
		return nil, err
	}
	var frequency []uint32
	if x.bags, frequency, err = countFeatures(ctx, toks, &census, lx); err != nil {
		return nil, err
	}
	x.main, x.lexicon = main, lx
	x.weigher = newWeigher(lx, frequency, census.size)
	if err := scaleAll(ctx, x.bags, x.weigher); err != nil {
		return nil, err
	}
	x.postings = newPostings(x.bags, x.weigher, &census)
	x.titles = newTitles(toks, lx, x.weigher)
	x.tags = newTags(docs, toks, &census, lx)
	x.ids = newIdentities(docs, languages, barred(x.options.NeverTags, languages, main, toks))
	x.links = newLinks(docs, &census, x.ids)
	x.series = newSeries(docs, languages)
	x.calendar = newCalendar(docs)
	x.weights = x.options.Weights.values()
	if x.copies, err = findCopies(ctx, toks); err != nil {
		return nil, err
	}
	x.names = newNames(lx)
	x.boosts = boostsOf(docs)
	x.ordinary = x.ordinaryDocuments()
	x.rankers.New = func() any { return newRanker(x) }
	scale, err := x.scaleFor(ctx, &census, x.options.Recency)
	if err != nil {
		return nil, err
	}
	x.calendar.setScale(scale)
	if x.neighbours, err = findNeighbours(ctx, x); err != nil {
		return nil, err
	}
	if x.firsts, err = newFirsts(ctx, x); err != nil {
		return nil, err
	}
	if x.options.Fill {
		x.fallback = newFallback(docs, x.tags)
	}
	return x, nil
}

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
func (x *Index) Len() int { return len(x.docs) }

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
	i, ok := x.number[id]
	return i, ok
}
