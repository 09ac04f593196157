// Package collection makes a collection out of what one browser sees of a site
// over time: the feeds as they are now, and the articles that they held before.
package collection

import (
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

// What a browser keeps of a site: more would take long to rank on a phone.
const (
	maxEarlier      = 400     // documents
	maxEarlierBytes = 2 << 20 // of JSON Lines
)

// Join returns the documents of feeds, and after them those of earlier times
// that the feeds no longer hold. An earlier document that a feed should still
// hold, by its date, was taken down: it is left out.
func Join(feeds []*feed.Feed, earlier []related.Document) ([]related.Document, []feed.Warning) {
	collections := make([][]related.Document, 0, len(feeds))
	for _, f := range feeds {
		collections = append(collections, f.Documents)
	}
	docs, warnings := feed.Merge(collections...)
	if len(earlier) == 0 {
		return docs, warnings
	}
	known := make(map[string]bool, 2*len(docs))
	for i := range docs {
		known[docs[i].ID] = true
		known[related.CanonicalURL(docs[i].URL)] = true
	}
	delete(known, "")
	since := oldest(feeds)
	for _, d := range earlier {
		gone := !since.IsZero() && d.Published.After(since)
		if !gone && !known[d.ID] && !known[related.CanonicalURL(d.URL)] {
			docs = append(docs, d)
		}
	}
	return docs, warnings
}

// oldest returns the date from which on some feed is complete, as far as can be
// told. It is that of a feed's last document: the first may be pinned there.
func oldest(feeds []*feed.Feed) (since time.Time) {
	for _, f := range feeds {
		for i := len(f.Documents) - 1; i >= 0; i-- {
			if at := f.Documents[i].Published; !at.IsZero() {
				if at.After(since) {
					since = at
				}
				break
			}
		}
	}
	return since
}

// Pack returns documents as JSON Lines for a later Join, the first ones if
// there are too many.
func Pack(docs []related.Document) []byte {
	var lines []byte
	for i := range docs[:min(len(docs), maxEarlier)] {
		line, err := feed.AppendItem(lines, &docs[i])
		if err != nil || len(line) > maxEarlierBytes {
			continue
		}
		lines = append(line, '\n')
	}
	return lines
}

// Find returns the document that is the page, by ID or by URL.
func Find(docs []related.Document, page *related.Document) (*related.Document, bool) {
	address := related.CanonicalURL(page.URL)
	if address == "" {
		return nil, false
	}
	for i := range docs {
		if d := &docs[i]; d.ID == page.URL || related.CanonicalURL(d.URL) == address {
			return d, true
		}
	}
	return nil, false
}

// InSection reports whether a document is in a section of its site: by its own
// word, or by a folder of its address.
func InSection(d *related.Document, section string) bool {
	section = strings.Trim(strings.ToLower(section), "/ ")
	if d.Section != "" {
		return strings.ToLower(strings.TrimSpace(d.Section)) == section
	}
	_, path, _ := strings.Cut(strings.ToLower(related.CanonicalURL(d.URL)), "/")
	return strings.HasPrefix(path, section+"/")
}
