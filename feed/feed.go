// Package feed turns feeds into documents that package related can index.
//
// [Parse] reads RSS, RDF, Atom, JSON Feed, JSON Lines and the exports of WordPress,
// Blogger and Ghost from bytes; [Reader] does so without holding what may be of any
// length, and [Lines] streams JSON Lines; [Merge] joins several feeds; [AppendItem]
// writes documents as JSON Lines. Nothing here uses the network: package feed/fetch
// does.
//
// Feeds in the wild are broken in many ways. What can be read is read, and every
// repair, guess and omission is a [Warning]. What is no feed at all is a
// [NotFeedError] that says what it is instead. Feeds may be hostile as well: time
// and memory are linear in the size of the input, which is limited, as is how deep
// elements are nested (400); entities that a DOCTYPE defines are never expanded.
package feed

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// Options say where a feed comes from and how large it may be. A nil *Options
// and the zero value of every field mean the default.
type Options struct {
	// BaseURL is where the feed was read from. Relative addresses are resolved
	// against xml:base, else against the site that the feed names, else
	// against BaseURL, else against where the feed says that it is.
	BaseURL string
	// ContentType is the HTTP header of that name, for its charset.
	ContentType string
	// MaxBytes is the greatest size of a feed; 0 means 16 MiB, a negative
	// number means no limit. Above it the error is [ErrTooLarge], not a feed
	// that is cut off. JSON Lines are read line by line and may be of any
	// length: neither MaxBytes nor MaxItems counts, but a line may have 4 MiB.
	MaxBytes int64
	// MaxItems is the greatest number of items; 0 means 10,000, a negative
	// number means no limit. Above it the error is [ErrTooLarge].
	MaxItems int
	// MaxText is how many bytes of text an item may have, markup not counted;
	// 0 means 1 MiB, a negative number means no limit. Above it the error is
	// [ErrTooLarge]. For JSON Lines it does not count.
	MaxText int
}

const (
	defaultMaxBytes = 16 << 20
	defaultMaxItems = 10_000
	defaultMaxText  = 1 << 20
)

// A Feed is what [Parse] read. All texts are plain text, and all URLs but
// relative ones of documents, which a warning tells of, are absolute.
type Feed struct {
	Format      string // "rss", "rdf", "atom", "json" or "jsonl"
	Title       string
	Description string
	URL         string        // the site's home page
	Language    string        // BCP 47, as far as the feed says
	Next        string        // the page with older items, if it names one (RFC 5005, JSON Feed)
	TTL         time.Duration // how long the feed says that it stays as it is; 0 if it doesn't

	// Documents are the articles in the order of the feed, each ID once.
	Documents []related.Document
	Warnings  []Warning
}

var (
	// ErrTooLarge says that a feed, or a line of JSON Lines, is above a limit.
	ErrTooLarge = errors.New("feed is too large")
	// ErrNotFeed says that the input is something else than a feed; the error
	// is a [*NotFeedError], which tells what.
	ErrNotFeed = errors.New("not a feed")
)

// Parse reads a feed of any format. A feed without items is no error; one whose
// items can't be read at all is.
//
// RSS titles and texts are read as HTML, Atom's as their type says. A lone
// description is Summary and Content of its document. Atom entries that say only
// when they were updated count as published then. Of items with the same ID the
// more recently dated one is kept, else the later one. Of an export, published
// posts and pages are kept. Language is empty where the feed says one that is
// written in Latin letters and the text is not.
//
// The charset is that of the byte order mark, else UTF-8 if the bytes are valid in
// it, else what the HTTP header or the declaration says if that can be true, else a
// guess from the text, with windows-1252 as the last resort. ISO 8859-1 in the
// header, the default of servers, comes after the declaration. Of JSON Lines each
// line has a charset of its own.
func Parse(r io.Reader, opts *Options) (*Feed, error) {
	reader, err := NewReader(r, opts)
	if err != nil {
		return nil, err
	}
	return reader.Whole()
}

// readAll reads r up to a limit. It takes no more than twice the memory of what
// it reads; io.ReadAll, which moves what it has to ever larger places, takes five
// times as much.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	if limit < 0 {
		limit = math.MaxInt64 - 1
	}
	r = io.LimitReader(r, limit+1)
	var parts [][]byte
	var size int64
	for next := 64 << 10; ; next = min(2*next, 16<<20) {
		part := make([]byte, next)
		n, err := io.ReadFull(r, part)
		parts = append(parts, part[:n])
		size += int64(n)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if size > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return slices.Concat(parts...), nil
}

// feed makes a feed of the source.
func (src *source) feed(o *Options, w warnings) (*Feed, error) {
	base := src.base
	if base == nil {
		base = weburl.Parse(cmp.Or(o.BaseURL, src.self))
	}
	f := &Feed{
		Format:      src.format,
		Title:       src.title.line(),
		Description: src.description.read(nil).Plain,
		URL:         weburl.Resolve(base, src.url),
		Language:    langtag.Canonical(src.language),
		TTL:         src.ttl,
	}
	m := mapper{base: base, language: f.Language, authors: distinct(src.authors), warnings: w}
	if u := weburl.Parse(f.URL); u != nil && src.base == nil {
		m.base = u
	}
	f.Next = cmp.Or(weburl.Resolve(base, src.next), weburl.Resolve(m.base, src.next))
	var positions []int // of the documents
	leftOut := map[string]int{}
	for i := range src.entries {
		e := src.entries[i]
		src.entries[i] = entry{} // the document takes its place
		if e.kind != "" {
			leftOut[e.kind]++
			continue
		}
		if e.partial && e.title.empty() {
			m.warnings.add(WarnTruncated, e.position, e.id, "left out: the feed ends inside it, before its title")
			continue
		}
		if d, ok := m.document(&e); ok {
			if n := textSize(&d); o.MaxText > 0 && n > o.MaxText {
				return nil, fmt.Errorf("%w: item %d (%s) has %d bytes of text, the limit is %d", ErrTooLarge, e.position+1, d.ID, n, o.MaxText)
			}
			f.Documents = append(f.Documents, d)
			positions = append(positions, e.position)
		}
	}
	m.doubtLanguages(f.Documents, positions)
	m.leftOut(leftOut)
	return f.finish(&m, positions, src.items)
}

// finish makes documents with the same ID one and takes in the warnings. That
// there are items and none of them is a document is an error: an empty feed would
// say that there are none.
func (f *Feed) finish(m *mapper, positions []int, items int) (*Feed, error) {
	f.Documents = m.unique(f.Documents, positions)
	f.Warnings = m.warnings.list
	if items > 0 && len(f.Documents) == 0 {
		return nil, nothingLeft(items, f.Warnings)
	}
	return f, nil
}

// textSize returns how much text the document has. A summary that is the content
// counts once.
func textSize(d *related.Document) int {
	n := len(d.Title) + len(d.Content)
	if d.Summary != d.Content {
		n += len(d.Summary)
	}
	return n
}

// nothingLeft says why no item became a document.
func nothingLeft(items int, warnings []Warning) error {
	why := ""
	for _, w := range warnings {
		switch w.Kind {
		case WarnLostItem, WarnEmptyItem, WarnLeftOut, WarnTruncated:
			why = w.String()
		}
	}
	return fmt.Errorf("the feed has %d items, but none that is an article with a title or text: %s", items, why)
}

// leftOut warns of the items that are no articles, by what they are.
func (m *mapper) leftOut(kinds map[string]int) {
	total := 0
	var list []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		total += kinds[kind]
		list = append(list, fmt.Sprintf("%s %d", kind, kinds[kind]))
	}
	if total > 0 {
		m.warnings.list = append(m.warnings.list, Warning{Kind: WarnLeftOut, Item: -1, Count: total,
			Text: "left out: what is no published post or page: " + strings.Join(list, ", ")})
	}
}
