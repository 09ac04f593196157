package feed

import (
	"fmt"
	"iter"
	"time"

	"github.com/kindred-go/kindred/related"
)

// Merge joins the documents of several feeds into one collection in which every
// article occurs once. Documents are the same article if they have the same ID,
// or the same URL, compared by [related.CanonicalURL]. Of several the one with the most
// text is kept, of equals the newest, of equals the first; it stands where the
// first of them stood. A warning tells of each that was dropped; its Item is the
// position in all collections one after the other.
func Merge(collections ...[]related.Document) ([]related.Document, []Warning) {
	var m Merger
	var all []*related.Document
	for _, docs := range collections {
		for i := range docs {
			m.merge(cardOf(&docs[i], len(all)))
			all = append(all, &docs[i])
		}
	}
	var out []related.Document
	for n := range m.Kept() {
		out = append(out, *all[n])
	}
	return out, m.warnings.list
}

// A Merger is [Merge] for documents that nobody holds: it looks at each once, and says
// in the end which of them are kept. They are numbered from 0 as they come, through all
// feeds.
type Merger struct {
	seen  int
	feed  []card // of the feed that is being read
	kept  []card // a place for every article seen
	into  []int  // by place: the place itself, or an earlier one that turned out to hold the same article
	byID  map[string]int
	byURL map[string]int

	warnings warnings
}

// A card has of a document what decides which of several is kept.
type card struct {
	number  int
	id, url string
	text    int // bytes
	latest  time.Time
}

func cardOf(d *related.Document, number int) card {
	return card{number, d.ID, d.URL, textLen(d), latest(d)}
}

// Add takes in the next document of a feed.
func (m *Merger) Add(d *related.Document) {
	m.feed = append(m.feed, cardOf(d, m.seen))
	m.seen++
}

// EndFeed ends a feed. Of its own documents those with the same ID are one, as
// [Parse] has it.
func (m *Merger) EndFeed() {
	for _, c := range onePerID(m.feed, nil) {
		m.merge(c)
	}
	m.feed = nil
}

// DropFeed leaves out what was added of a feed that could not be read to its end.
func (m *Merger) DropFeed() { m.feed = nil }

// Kept yields the numbers of the documents that are kept, in the order of Merge.
func (m *Merger) Kept() iter.Seq[int] {
	return func(yield func(int) bool) {
		for place, c := range m.kept {
			if m.into[place] == place && !yield(c.number) {
				return
			}
		}
	}
}

// Dropped yields the numbers of the others.
func (m *Merger) Dropped() iter.Seq[int] {
	return func(yield func(int) bool) {
		kept := make([]bool, m.seen)
		for n := range m.Kept() {
			kept[n] = true
		}
		for n, is := range kept {
			if !is && !yield(n) {
				return
			}
		}
	}
}

// merge finds the place of a document. It may show that two places hold the same
// article: then the later one leads to the earlier.
func (m *Merger) merge(c card) {
	if m.byID == nil {
		m.byID, m.byURL = map[string]int{}, map[string]int{}
	}
	key := related.CanonicalURL(c.url)
	at, known := m.place(m.byID, c.id)
	if other, ok := m.place(m.byURL, key); ok {
		switch {
		case !known:
			at, known = other, true
		case other != at:
			first, second := min(at, other), max(at, other)
			m.into[second] = first
			m.keep(first, m.kept[second], c.number)
			at = first
		}
	}
	if known {
		m.keep(at, c, c.number)
	} else {
		at = len(m.kept)
		m.kept = append(m.kept, c)
		m.into = append(m.into, at)
	}
	if c.id != "" {
		m.byID[c.id] = at
	}
	if key != "" {
		m.byURL[key] = at
	}
}

// place finds where the article with that key is.
func (m *Merger) place(places map[string]int, key string) (int, bool) {
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

// keep puts the better of two documents into the place. Item is the number of the
// document that shows that they are the same.
func (m *Merger) keep(at int, c card, item int) {
	dropped := c
	if better(c, m.kept[at]) {
		dropped, m.kept[at] = m.kept[at], c
	}
	m.warnings.add(WarnDuplicate, item, dropped.id,
		fmt.Sprintf("left out: the same article as %q, which is kept", m.kept[at].id))
}

// better reports whether a is to be kept rather than b, which came first.
func better(a, b card) bool {
	if a.text != b.text {
		return a.text > b.text
	}
	return a.latest.After(b.latest)
}

// textLen does not add summary and content up: for a feed with descriptions
// only, the two are the same.
func textLen(d *related.Document) int { return max(len(d.Content), len(d.Summary)) }

// onePerID makes documents with the same ID one: the more recently dated wins, else
// the later one. It takes the place of the first. Tell, if not nil, is told of each
// that has the ID of an earlier one, and which is kept.
func onePerID(cards []card, tell func(c card, which string)) []card {
	at := make(map[string]int, len(cards))
	out := cards[:0]
	for _, c := range cards {
		j, ok := at[c.id]
		if !ok {
			at[c.id] = len(out)
			out = append(out, c)
			continue
		}
		var which string
		switch c.latest.Compare(out[j].latest) {
		case -1:
			which = "the earlier one is kept, it is dated later"
		case 0:
			which = "this one is kept, it is the later one"
			out[j] = c
		case 1:
			which = "this one is kept, it is dated later"
			out[j] = c
		}
		if tell != nil {
			tell(c, which)
		}
	}
	return out
}
