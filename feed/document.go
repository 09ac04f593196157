package feed

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/internal/date"
	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// A mapper makes documents of the entries of one source.
type mapper struct {
	base     *url.URL          // relative addresses are resolved against it
	language string            // of entries that don't say
	authors  []string          // of entries that don't say
	made     map[string]int    // how often an ID was made
	byURL    map[string]string // the titles of documents whose URL is their ID
	warnings warnings
}

// document makes a document of the entry, or reports false if
// there is nothing in it.
func (m *mapper) document(e *entry) (related.Document, bool) {
	base := m.base
	if e.base != nil {
		base = e.base
	}
	d := related.Document{
		ID:    strings.TrimSpace(e.id),
		URL:   m.address(base, e),
		Title: e.title.line(),
		Tags:  distinct(e.tags),
	}
	if d.Authors = distinct(e.authors); d.Authors == nil {
		d.Authors = m.authors
	}
	if d.Language = langtag.Canonical(e.language); d.Language == "" && e.language != langtag.Undetermined {
		d.Language = m.language
	}
	m.text(&d, e, base)
	e.extension.apply(&d, base)
	d.Section = cmp.Or(d.Section, foldSpace(e.section))
	d.Series = cmp.Or(d.Series, foldSpace(e.series))
	m.dates(&d, e)
	for _, ref := range e.images {
		if u := weburl.Resolve(base, ref); u != "" && !weburl.IsBeacon(u) {
			d.Image = u // before the first image in the content
			break
		}
	}
	if d.Image == "" {
		d.Image = weburl.Resolve(base, e.lastImage)
	}
	if e.empty() {
		m.warnings.add(WarnEmptyItem, e.position, "", "left out: there is nothing in it")
		return d, false
	}
	if d.ID == "" && m.ownURL(&d) {
		d.ID = d.URL
	}
	if d.ID == "" {
		d.ID = m.madeID(&d)
		m.warnings.count(WarnMadeID, e.position, d.ID, "it has neither an ID nor a URL of its own; an ID was made from its text")
	}
	if weburl.IsRelative(d.URL) {
		m.warnings.count(WarnRelativeURL, e.position, d.ID, "its URL is relative and the feed does not say to what; set the base URL")
	}
	return d, true
}

// address returns the entry's URL: its link, else the ID if that is a whole URL,
// else where an episode without a page can be heard.
// A link that can't be made absolute is kept: with the site's address in front
// it is still good.
func (m *mapper) address(base *url.URL, e *entry) string {
	if u := weburl.Resolve(base, e.url); u != "" {
		return u
	}
	if u := weburl.Resolve(nil, e.guidURL); u != "" {
		return u
	}
	if u := weburl.Resolve(base, e.media); u != "" && e.url == "" {
		return u
	}
	if ref := weburl.Clean(e.url); base == nil && weburl.IsRelative(ref) {
		return ref
	}
	return ""
}

// text fills in summary and content, and what the content's HTML has besides.
func (m *mapper) text(d *related.Document, e *entry, base *url.URL) {
	// Links in an article are relative to the article, if nobody says otherwise.
	contentBase := e.contentBase
	if contentBase == nil {
		contentBase = e.base
	}
	if contentBase == nil {
		contentBase = weburl.Parse(d.URL)
	}
	if contentBase == nil {
		contentBase = base
	}
	content := e.content
	if content.empty() && e.fallback {
		content = e.summary
	}
	t := content.read(contentBase)
	d.Content, d.Headings, d.Links, d.Image = t.Plain, t.Headings, t.Links, t.Image
	if content == e.summary {
		d.Summary = d.Content
	} else {
		s := e.summary.read(contentBase)
		d.Summary = s.Plain
		if d.Image == "" {
			d.Image = s.Image
		}
	}
	if d.Content == "" && e.fallback {
		d.Content = d.Summary
	}
}

func (m *mapper) dates(d *related.Document, e *entry) {
	read := func(dates []string) (t time.Time) {
		var bad string
		for _, s := range dates {
			if s = strings.TrimSpace(s); s == "" {
				continue
			}
			if t, ok := date.Parse(s); ok {
				if t.Unix() == 0 { // what programs write for no date
					continue
				}
				return t
			}
			if bad == "" && !placeholder(s) {
				bad = s
			}
		}
		if bad != "" {
			m.warnings.add(WarnBadDate, e.position, d.ID, fmt.Sprintf("date %.40q could not be read", bad))
		}
		return t
	}
	d.Published, d.Updated = read(e.published), read(e.updated)
}

// placeholder reports whether the date is what programs write for no date: the
// year 0 or 1, or -1 in some versions of WordPress.
func placeholder(s string) bool {
	for _, year := range []string{"0000-", "0001-", " 0001 ", " -0001 "} {
		if strings.Contains(s, year) {
			return true
		}
	}
	return false
}

// ownURL reports whether the document's URL can serve as its ID. Where all
// episodes link to one page it can't: they would count as one document.
func (m *mapper) ownURL(d *related.Document) bool {
	if d.URL == "" {
		return false
	}
	if m.byURL == nil {
		m.byURL = map[string]string{}
	}
	title, taken := m.byURL[d.URL]
	if !taken {
		m.byURL[d.URL] = d.Title
	}
	return !taken || title == d.Title || d.Title == ""
}

// madeID returns an ID that is the same each time the feed is read: a hash of
// title and date, or of all the text where one of them is missing. Items that
// are equal in that are still items of their own, and get a number.
func (m *mapper) madeID(d *related.Document) string {
	h := fnv.New128a()
	part := func(s string) { h.Write([]byte(s)); h.Write([]byte{0}) }
	part(d.Title)
	if !d.Published.IsZero() {
		part(d.Published.Format(time.RFC3339))
	}
	if d.Title == "" || d.Published.IsZero() {
		part(d.Summary)
		part(d.Content)
	}
	id := "kindred:" + hex.EncodeToString(h.Sum(nil))
	if m.made == nil {
		m.made = map[string]int{}
	}
	m.made[id]++
	if n := m.made[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	return id
}

// distinct trims the strings and drops empty ones and those that differ from an
// earlier one only in case.
func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range list {
		s = foldSpace(s)
		if key := strings.ToLower(s); s != "" && !seen[key] {
			seen[key] = true
			out = append(out, s)
		}
	}
	return out
}

// unique makes documents with the same ID one, see [onePerID].
func (m *mapper) unique(docs []related.Document, positions []int) []related.Document {
	cards := make([]card, len(docs))
	for i := range docs {
		cards[i] = cardOf(&docs[i], i)
	}
	out := docs[:0] // no document stands before the place that it takes
	for _, c := range onePerID(cards, func(c card, which string) {
		m.warnings.add(WarnDuplicateID, positions[c.number], c.id, "an earlier item has the same ID; "+which)
	}) {
		out = append(out, docs[c.number])
	}
	return slices.Clip(out)
}

// latest returns the date on which the document was last known to change.
func latest(d *related.Document) time.Time {
	if d.Updated.After(d.Published) {
		return d.Updated
	}
	return d.Published
}
