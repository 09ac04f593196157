package feed

import (
	"fmt"

	"github.com/kindred-go/kindred/related"
)

// Merge joins the documents of several feeds into one collection in which every
// article occurs once. Documents are the same article if they have the same ID,
// or the same URL, compared by [related.CanonicalURL]. Of several the one with the most
// text is kept, of equals the newest, of equals the first; it stands where the
// first of them stood. A warning tells of each that was dropped; its Item is the
// position in all collections one after the other.
func Merge(collections ...[]related.Document) ([]related.Document, []Warning) {
	var m merger
	m.byID, m.byURL = map[string]int{}, map[string]int{}
	for _, docs := range collections {
		for i := range docs {
			m.add(&docs[i])
		}
	}
	var out []related.Document
	for i, d := range m.kept {
		if m.into[i] == i {
			out = append(out, *d)
		}
	}
	return out, m.warnings.list
}

// A merger has a place for every article seen. A document may show that two
// places hold the same article: then the later one leads to the earlier.
type merger struct {
	kept        []*related.Document
	into        []int // the place itself, or the one that it was joined to
	byID, byURL map[string]int
	seen        int
	warnings    warnings
}

func (m *merger) add(d *related.Document) {
	item := m.seen
	m.seen++
	key := related.CanonicalURL(d.URL)
	at, known := m.place(m.byID, d.ID)
	if other, ok := m.place(m.byURL, key); ok {
		switch {
		case !known:
			at, known = other, true
		case other != at:
			first, second := min(at, other), max(at, other)
			m.into[second] = first
			m.keep(first, m.kept[second], item)
			at = first
		}
	}
	if known {
		m.keep(at, d, item)
	} else {
		at = len(m.kept)
		m.kept = append(m.kept, d)
		m.into = append(m.into, at)
	}
	if d.ID != "" {
		m.byID[d.ID] = at
	}
	if key != "" {
		m.byURL[key] = at
	}
}

// place finds where the article with that key is.
func (m *merger) place(places map[string]int, key string) (int, bool) {
	at, ok := places[key]
	if key == "" || !ok {
		return 0, false
	}
	for m.into[at] != at {
		m.into[at] = m.into[m.into[at]] // so that long ways become short
		at = m.into[at]
	}
	return at, true
}

// keep puts the better of two documents into the place.
func (m *merger) keep(at int, d *related.Document, item int) {
	dropped := d
	if better(d, m.kept[at]) {
		dropped, m.kept[at] = m.kept[at], d
	}
	m.warnings.add(WarnDuplicate, item, dropped.ID,
		fmt.Sprintf("left out: the same article as %q, which is kept", m.kept[at].ID))
}

// better reports whether a is to be kept rather than b, which came first.
func better(a, b *related.Document) bool {
	if x, y := textLen(a), textLen(b); x != y {
		return x > y
	}
	return latest(a).After(latest(b))
}

// textLen does not add summary and content up: for a feed with descriptions
// only, the two are the same.
func textLen(d *related.Document) int { return max(len(d.Content), len(d.Summary)) }
