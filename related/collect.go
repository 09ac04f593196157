package related

import (
	"context"
	"iter"
	"runtime"
	"strings"
	"sync"
)

// Collect is [New] for documents that come one by one. It stops at the first
// error of the sequence, or when ctx is done, and returns that error. With
// [Options.DropContent] it analyses them as they come, and holds no more than a few
// hundred texts, but for those that are in no known language.
func Collect(ctx context.Context, docs iter.Seq2[Document, error], opts *Options) (*Index, error) {
	if err := opts.check(); err != nil {
		return nil, err
	}
	if opts != nil && opts.DropContent && !opts.TagsOnly {
		return collectLean(ctx, docs, opts)
	}
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
	return newIndex(ctx, all, opts)
}

// collectLean is Collect with Options.DropContent.
func collectLean(ctx context.Context, docs iter.Seq2[Document, error], opts *Options) (*Index, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var blocks []*analysis // in the order in which they came
	all := &analysis{}
	todo := make(chan *analysis)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			a, number := all.newAnalyzer()
			var scratch []uint32
			for b := range todo {
				for i := range b.docs {
					d := &b.docs[i]
					b.prints[i] = d.print()
					// What is in an unknown language waits until it is known which most are in.
					if b.languages[i] = languageOf(d); b.languages[i] != "" {
						b.toks[i], scratch = analyzed(a, d, b.languages[i], scratch)
						b.by[i] = number
						d.dropText()
					}
				}
			}
		})
	}
	// Whatever happens, the workers end.
	err := inBlocksOfDocuments(ctx, docs, func(block []Document) {
		b := newAnalysis(block)
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
	for i, b := range blocks {
		all.docs, all.languages, all.toks = append(all.docs, b.docs...), append(all.languages, b.languages...), append(all.toks, b.toks...)
		all.by, all.prints = append(all.by, b.by...), append(all.prints, b.prints...)
		blocks[i] = nil
	}
	return build(ctx, all, opts)
}

// inBlocksOfDocuments hands on the documents of a sequence, blockSize at a time.
func inBlocksOfDocuments(ctx context.Context, docs iter.Seq2[Document, error], do func([]Document)) error {
	var block []Document
	for d, err := range docs {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if block = append(block, d); len(block) == blockSize {
			do(block)
			block = make([]Document, 0, blockSize)
		}
	}
	do(block)
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
func (an *analysis) letGo(x *Index) {
	an.toks, an.languages = nil, nil
	if !x.options.DropContent {
		return
	}
	for i := range x.docs {
		x.docs[i].dropContent()
	}
	x.textless = len(x.docs)
}
