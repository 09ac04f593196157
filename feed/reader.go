package feed

import (
	"bytes"
	"io"
	"iter"

	"github.com/kindred-go/kindred/feed/internal/charset"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// A Reader reads a feed that may be of any length: of JSON Lines it holds one line at
// a time.
type Reader struct {
	// Feed is what [Parse] would return, but of JSON Lines: their documents come from
	// All alone, and their warnings are there when it ends.
	Feed
	lines *lineFeed // nil for other formats
}

// NewReader is [Parse] up to the documents of JSON Lines. The options are those of
// Parse.
func NewReader(r io.Reader, opts *Options) (*Reader, error) {
	o := Options{}
	if opts != nil {
		o = *opts
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxItems == 0 {
		o.MaxItems = defaultMaxItems
	}
	if o.MaxText == 0 {
		o.MaxText = defaultMaxText
	}
	var w warnings
	head, err := readHead(r)
	if err != nil {
		return nil, err
	}
	r = io.MultiReader(bytes.NewReader(head), r)
	if isLines(charset.Wide(head)) {
		l := &lineFeed{r: r, contentType: o.ContentType, mapper: mapper{base: weburl.Parse(o.BaseURL)}}
		return &Reader{Feed: Feed{Format: "jsonl"}, lines: l}, nil
	}
	b, err := readAll(r, o.MaxBytes)
	if err != nil {
		return nil, err
	}
	if isCompressed(b) {
		return nil, &NotFeedError{What: "compressed"}
	}
	text, from := charset.Decode(b, o.ContentType)
	if from != "" {
		w.add(WarnCharset, -1, "", "the text is not UTF-8; it was read as "+from)
	}
	text, twice := charset.Undouble(text)
	if twice > 0 {
		w.put(Warning{Kind: WarnCharset, Item: -1, Text: "a character that was encoded twice was repaired", Count: twice})
	}
	base := weburl.Parse(o.BaseURL)
	f, err := findFormat(text, base, &w)
	if err != nil {
		return nil, err
	}
	var src *source
	if f.root == "json" {
		src, err = readJSON(f.text, o.MaxItems, &w)
	} else {
		src, err = readXML(f, base, o.MaxItems, &w)
	}
	if err != nil {
		return nil, err
	}
	whole, err := src.feed(&o, w)
	if err != nil {
		return nil, err
	}
	return &Reader{Feed: *whole}, nil
}

// All yields the documents, once. Of JSON Lines those with the same ID are all
// yielded, since nobody holds them: a [Merger] tells which is kept. An error comes last,
// and means what it means if Parse returns it: the rest is no good either.
func (r *Reader) All() iter.Seq2[related.Document, error] {
	if r.lines != nil {
		return func(yield func(related.Document, error) bool) {
			r.lines.read(yield)
			r.Warnings = r.lines.mapper.warnings.list
		}
	}
	return func(yield func(related.Document, error) bool) {
		for _, d := range r.Documents {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// Whole reads the rest and returns the feed as [Parse] does. It takes the place of All.
func (r *Reader) Whole() (*Feed, error) {
	if r.lines == nil {
		return &r.Feed, nil
	}
	var positions []int // of the documents
	for d, err := range r.All() {
		if err != nil {
			return nil, err
		}
		r.Documents = append(r.Documents, d)
		positions = append(positions, r.lines.items-1)
	}
	return r.finish(&r.lines.mapper, positions, r.lines.items)
}
