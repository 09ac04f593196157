package related

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/kindred-go/kindred/related/internal/text"
)

// Collect is [New] for documents that come one by one. It stops at the first
// error of the sequence, or when ctx is done, and returns that error. With
// [Options.DropContent] it analyses them as they come, and holds no more than a few
// hundred texts, but for those that are in no known language. A [Withdrawal] in the
// place of an error takes a document back.
func Collect(ctx context.Context, docs iter.Seq2[Document, error], opts *Options) (*Index, error) {
	if err := opts.check(); err != nil {
		return nil, err
	}
	if opts != nil && opts.DropContent && !opts.TagsOnly {
		return collectLean(ctx, docs, opts)
	}
	var all []*Document
	gone := make(map[int]bool)
	err := inBlocksOfDocuments(ctx, docs, gone, func(block []*Document) { all = append(all, block...) })
	if err != nil {
		return nil, err
	}
	number := -1
	all = slices.DeleteFunc(all, func(*Document) bool {
		number++
		return gone[number]
	})
	return newIndex(ctx, all, opts)
}

// A Withdrawal tells [Collect] that a document which the sequence has yielded is not to
// count after all, say because a later one turned out to be a better copy of the same
// article. It is the document's number, counted from 0.
type Withdrawal int

func (w Withdrawal) Error() string {
	return "related: document #" + strconv.Itoa(int(w)) + " is taken back"
}

// collectLean is Collect with Options.DropContent.
func collectLean(ctx context.Context, docs iter.Seq2[Document, error], opts *Options) (*Index, error) {
	var blocks []*analysis // in the order in which they came
	all := newAnalysis(nil, text.NewDictionary())
	todo := make(chan *analysis)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			a := all.dictionary.NewAnalyzer()
			var scratch []uint32
			for b := range todo {
				for i := range b.docs {
					d := b.docs[i]
					b.prints[i] = d.print()
					// What is in an unknown language waits until it is known which most are in.
					if b.languages[i] = languageOf(d); b.languages[i] != "" {
						b.toks[i], scratch = analyzed(a, d, b.languages[i], scratch)
						b.read[i] = true
						d.dropText()
					}
				}
			}
		})
	}
	// Whatever happens, the workers end.
	gone := make(map[int]bool)
	err := inBlocksOfDocuments(ctx, docs, gone, func(block []*Document) {
		b := newAnalysis(block, all.dictionary)
		b.prints = make([]uint64, len(block))
		blocks = append(blocks, b)
		select {
		case todo <- b:
		case <-ctx.Done():
		}
	})
	close(todo)
	wg.Wait()
	if err != nil {
		return nil, err
	}
	number := 0
	for i, b := range blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for j := range b.docs {
			if !gone[number] {
				all.docs, all.languages, all.toks = append(all.docs, b.docs[j]), append(all.languages, b.languages[j]), append(all.toks, b.toks[j])
				all.read, all.prints = append(all.read, b.read[j]), append(all.prints, b.prints[j])
			}
			number++
		}
		blocks[i] = nil
	}
	return build(ctx, all, opts)
}

// inBlocksOfDocuments hands on the documents of a sequence, blockSize at a time, and
// notes the numbers of those that are withdrawn.
func inBlocksOfDocuments(ctx context.Context, docs iter.Seq2[Document, error], gone map[int]bool, do func([]*Document)) error {
	var block []Document
	for d, err := range docs {
		if w, ok := err.(Withdrawal); ok {
			gone[int(w)] = true
			continue
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if block = append(block, d); len(block) == blockSize {
			do(pointersTo(block))
			block = make([]Document, 0, blockSize)
		}
	}
	do(pointersTo(block))
	return ctx.Err()
}

// dropContent lets go of what a document has no need of once it is in an index.
func (d *Document) dropContent() {
	d.dropText()
	d.Links = nil
}

// dropText cuts a document's content to what excerpts need, and lets go of what the
// rest shares memory with.
func (d *Document) dropText() {
	d.Content = strings.Clone(keptContent(d))
	d.Headings = nil
}

// letGo cuts the contents of documents that were waiting to be analysed, if texts are
// to be let go of, and the links of all: nobody needs them any more.
func (an *analysis) letGo(ctx context.Context, x *Index) error {
	an.toks, an.languages = nil, nil
	if !x.options.DropContent {
		return nil
	}
	x.textless = len(x.docs)
	return inBlocks(ctx, len(x.docs), func() func(lo, hi int) {
		return func(lo, hi int) {
			for i := lo; i < hi; i++ {
				x.docs[i].dropContent()
			}
		}
	})
}
