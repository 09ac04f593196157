package related

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/kindred-go/kindred/related/internal/text"
)

// An identity is what decides whether a document may be in a list, small and
// in one place, for every query looks at many. Zero means that it has none.
type identity struct {
	url      uint64 // hash of its canonical URL
	titleDay uint64 // hash of its title and day of publication
	section  uint64 // hash of its section
	language int32  // its language, by number
	hidden   bool
	barred   bool // has a tag that no list is to show
	gone     bool // was taken out by an update
}

// sameArticle reports whether two documents are one article under two IDs.
func (a *identity) sameArticle(b *identity) bool {
	return a.url != 0 && a.url == b.url || a.titleDay != 0 && a.titleDay == b.titleDay
}

// identities holds the identity of every document.
type identities struct {
	of                []identity
	byURL, byTitleDay keyTable
	languages         numbering
	ranked            int     // how many documents the index was built of
	ranks             []int32 // by document, of these: where its ID is among theirs; nil if its number says
}

// rank returns where a document's ID is among those that the index was built of. Those that
// were added since come behind them.
func (ids *identities) rank(doc int) int {
	if doc < len(ids.ranks) {
		return int(ids.ranks[doc])
	}
	return doc
}

// A numbering numbers a few strings from 1; the empty string is 0.
type numbering map[string]int32

func (n numbering) add(s string) int32 {
	if s == "" {
		return 0
	}
	number, ok := n[s]
	if !ok {
		number = int32(len(n) + 1)
		n[s] = number
	}
	return number
}

// name returns the string that has a number.
func (n numbering) name(number int32) string {
	for s, i := range n {
		if i == number {
			return s
		}
	}
	return ""
}

func newIdentities(ctx context.Context, docs []*Document, ranks []int32, languages []string, barred []bool) *identities {
	ids := &identities{of: withRoom[identity](len(docs)), languages: make(numbering), ranked: len(docs), ranks: ranks}
	for i := range below(ctx, len(docs)) {
		ids.add(docs[i], languages[i], barred[i])
	}
	return ids
}

// add appends a document's identity.
func (ids *identities) add(d *Document, language string, barred bool) {
	doc, url := len(ids.of), CanonicalURL(d.URL)
	ids.of = append(ids.of, identity{
		url:      hashOf(url),
		titleDay: hashOf(titleDay(d)),
		section:  hashOf(sectionOf(d, url)),
		language: ids.languages.add(language),
		hidden:   d.Hidden,
		barred:   barred,
	})
	ids.byURL.add(doc, ids.url)
	ids.byTitleDay.add(doc, ids.titleDay)
}

func (ids *identities) url(doc int) uint64      { return ids.of[doc].url }
func (ids *identities) titleDay(doc int) uint64 { return ids.of[doc].titleDay }

// isTwin reports whether another document has document i's URL, or its title and day.
func (ids *identities) isTwin(i int) bool {
	for doc := range ids.byURL.all(ids.of[i].url, ids.url) {
		if doc != i {
			return true
		}
	}
	for doc := range ids.byTitleDay.all(ids.of[i].titleDay, ids.titleDay) {
		if doc != i {
			return true
		}
	}
	return false
}

// find returns the document with the given address; of several the one that was
// added first.
func (ids *identities) find(url string) (doc int, ok bool) {
	return ids.findKey(hashOf(CanonicalURL(url)))
}

// findKey is find, given the hash of the canonical address.
func (ids *identities) findKey(key uint64) (doc int, ok bool) {
	for i := range ids.byURL.all(key, ids.url) {
		if !ids.of[i].gone && (!ok || ids.rank(i) < ids.rank(doc)) {
			doc, ok = i, true
		}
	}
	return doc, ok
}

// twins tells the documents that have the URL, or the title and day, of another;
// it returns nil if there are none.
func (ids *identities) twins() (twins []bool) {
	for i := range ids.of {
		if ids.isTwin(i) {
			if twins == nil {
				twins = make([]bool, len(ids.of))
			}
			twins[i] = true
		}
	}
	return twins
}

// outside returns the identity of a document that is not in the index.
func (ids *identities) outside(d *Document, language string) identity {
	url := CanonicalURL(d.URL)
	id := identity{
		url: hashOf(url), titleDay: hashOf(titleDay(d)), section: hashOf(sectionOf(d, url)),
		language: ids.languages[language],
	}
	if id.language == 0 && language != "" {
		id.language = -1 // known, and unlike any other
	}
	return id
}

// sectionOf returns a document's section, or else the first folder of its canonical
// URL: most sites put their sections there. A folder of digits is an archive's.
func sectionOf(d *Document, url string) string {
	if d.Section == "" && url == "" {
		return ""
	}
	if section := strings.ToLower(strings.TrimSpace(d.Section)); section != "" {
		return section
	}
	_, path, _ := strings.Cut(url, "/")
	folder, _, ok := strings.Cut(path, "/")
	if !ok || strings.Trim(folder, "0123456789") == "" {
		return ""
	}
	return strings.ToLower(folder)
}

// barred tells the documents that have one of some tags, in whatever spelling.
func barred(ctx context.Context, never []string, languages []string, main string, toks []tokens) []bool {
	all := make([]bool, len(toks))
	if len(never) == 0 {
		return all
	}
	a := text.NewAnalyzer()
	keys := make(map[string][]string) // by language
	for i := range below(ctx, len(toks)) {
		language := cmp.Or(languages[i], main)
		if keys[language] == nil {
			for _, tag := range never {
				_, key := appendTag(a, nil, tag, language)
				keys[language] = append(keys[language], key)
			}
		}
		all[i] = slices.ContainsFunc(toks[i].tags, func(key string) bool { return slices.Contains(keys[language], key) })
	}
	return all
}

// titleDay returns a key that is equal for documents with the same title and
// day of publication, "" if either is missing.
func titleDay(d *Document) string {
	if d.Published.IsZero() {
		return ""
	}
	title := strings.Join(strings.Fields(strings.ToLower(d.Title)), " ")
	if title == "" {
		return ""
	}
	return d.Published.UTC().Format(time.DateOnly) + title
}
