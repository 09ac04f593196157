package feed

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/kindred-go/kindred/feed/internal/charset"
)

// feedparserDiffers lists the cases in which we differ from feedparser, and why.
var feedparserDiffers = map[string]string{
	"atom/entry_link_no_href_link_priority.xml":   sameLink,
	"atom/entry_link_rel_enclosure_no_href.xml":   sameLink,
	"atom10/entry_link_no_href_link_priority.xml": sameLink,
	"atom10/entry_link_rel_enclosure_no_href.xml": sameLink,
	"atom10/entry_category_term.xml":              labelFirst,
	"atom10/entry_category_term_non_ascii.xml":    labelFirst,
	"rss/entity_in_doctype.xml":                   "entities that a DOCTYPE defines are not expanded",
}

const (
	sameLink   = "two entries without an ID that have the same link, and nothing else, are one document"
	labelFirst = "the label of a category is the tag, because that is what people read; the term is it without a label"
)

// modelled are the values that feedparser's tests look at and our model has.
// asFeedparser says how.
var modelled = []string{
	"version",
	"feed.title", "feed.title_detail.value", "feed.link", "feed.language",
	"feed.subtitle", "feed.subtitle_detail.value", "feed.tagline", "feed.tagline_detail.value",
	"feed.info", "feed.info_detail.value", "feed.description",
	"entries", "entries.title", "entries.title_detail.value", "entries.link", "entries.id", "entries.guid",
	"entries.summary", "entries.summary_detail.value", "entries.description", "entries.content.value",
	"entries.author", "entries.author_detail.name", "entries.authors.name",
	"entries.tags.term", "entries.tags.label", "entries.tags", "entries.category", "entries.language",
	"entries.published", "entries.published_parsed", "entries.created", "entries.created_parsed",
	"entries.updated", "entries.updated_parsed",
}

// notModelled are the values that our model does not have, with all that is in
// them. The URLs of links are those of all links: ours is the page's only.
var notModelled = []string{
	"feed.author", "feed.author_detail", "feed.authors", "feed.category", "feed.cloud", "feed.contributors",
	"feed.copyright", "feed.copyright_detail", "feed.created", "feed.created_parsed", "feed.docs", "feed.generator",
	"feed.generator_detail", "feed.guid", "feed.icon", "feed.id", "feed.image", "feed.info_detail.type", "feed.links",
	"feed.logo", "feed.newlocation", "feed.published", "feed.published_parsed", "feed.publisher", "feed.publisher_detail",
	"feed.rights", "feed.rights_detail", "feed.subtitle_detail.type", "feed.tagline_detail.type", "feed.tags",
	"feed.textinput", "feed.title_detail.type", "feed.ttl", "feed.updated", "feed.updated_parsed",
	"feed.validity_end", "feed.validity_end_parsed", "feed.validity_start", "feed.validity_start_parsed",
	"entries.author_detail.email", "entries.author_detail.url", "entries.authors.email", "entries.authors.url",
	"entries.comments", "entries.content.src", "entries.content.type", "entries.contributors", "entries.copyright",
	"entries.enclosures", "entries.expired", "entries.expired_parsed", "entries.guidislink", "entries.license",
	"entries.links", "entries.publisher", "entries.publisher_detail", "entries.rights", "entries.rights_detail",
	"entries.source", "entries.summary_detail.type", "entries.tags.scheme", "entries.title_detail.type",
}

func isModelled(t *testing.T, path string) bool {
	for _, p := range notModelled {
		if path == p || strings.HasPrefix(path, p+".") {
			return false
		}
	}
	if !slices.Contains(modelled, path) {
		t.Errorf("%s is neither among the values that our model has nor among those that it has not", path)
	}
	return true
}

var (
	expectLine = regexp.MustCompile(`(?s)Expect:\s*(.*?)\s*(?:\n\S|-->)`)
	headerLine = regexp.MustCompile(`(?m)^\s*Header:\s*([\w-]+):[ \t]*(.*?)\r?$`)
	// htmlSign is what tells HTML from plain text, as feedparser has it.
	htmlSign   = regexp.MustCompile(`</\w+>|/>|&#?\w+;`)
	bozoPrefix = regexp.MustCompile(`^(?:not )?bozo(?: and |$)`)
)

// TestFeedparser runs the cases of feedparser's test suite.
func TestFeedparser(t *testing.T) {
	dir := shared(t, "feeds/conformance/feedparser")
	var passed, differ, without int
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xml" {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		in, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		t.Run(name, func(t *testing.T) {
			ok, has := feedparserCase(t, in)
			why, listed := feedparserDiffers[name]
			switch {
			case !has:
				without++
			case ok && listed:
				t.Errorf("passes, but is listed as different: %s", why)
			case ok:
				passed++
			case listed:
				differ++
				t.Logf("differs: %s", why)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	with := passed + differ
	t.Logf("feedparser: %d files; our model has a field for %d: %d as expected (%.1f%%), %d differ; no such field: %d",
		with+without, with, passed, 100*float64(passed)/float64(max(with, 1)), differ, without)
	if passed*100 < with*97 {
		t.Errorf("less than 97%% as expected")
	}
}

// feedparserCase reports whether the feed is as its comment says, and whether
// our model has a field for what it says.
func feedparserCase(t *testing.T, in []byte) (ok, has bool) {
	text, _ := charset.Decode(in, "")
	m := expectLine.FindSubmatch(text)
	if m == nil {
		t.Fatal("no expectation")
	}
	expect := bozoPrefix.ReplaceAllString(string(m[1]), "")
	if expect == "" {
		expect = "1"
	}
	n, err := parseExpect(expect)
	if err != nil {
		t.Fatal(err)
	}
	paths := n.paths()
	has = len(paths) > 0
	for _, p := range paths {
		has = isModelled(t, p) && has
	}
	var opts Options
	for _, h := range headerLine.FindAllSubmatch(text, -1) {
		switch strings.ToLower(string(h[1])) {
		case "content-type":
			opts.ContentType = string(h[2])
		case "content-location":
			opts.BaseURL = string(h[2])
		}
	}
	f, err := Parse(bytes.NewReader(in), &opts)
	if err != nil {
		f = &Feed{}
	}
	ok = !has || truth(n.eval(asFeedparser(f), pythonEqual))
	if !ok && feedparserDiffers[strings.SplitN(t.Name(), "/", 2)[1]] == "" {
		t.Errorf("expected %s\ngot %v, %+v", expect, err, f)
	}
	return ok, has
}

// The values of our model, as they are compared with feedparser's.
type (
	plainText string    // feedparser has HTML
	nameValue string    // feedparser has the address behind the name
	dateValue time.Time // feedparser has it as written, and as nine numbers
	format    string    // feedparser has the version
)

// asFeedparser gives the feed's values the names that feedparser has for them.
func asFeedparser(f *Feed) map[string]any {
	named := func(v any, names ...string) map[string]any {
		dict := map[string]any{}
		for _, name := range names {
			dict[name] = v
			dict[name+"_detail"] = map[string]any{"value": v}
		}
		return dict
	}
	feed := named(plainText(f.Description), "subtitle", "tagline", "info", "description")
	maps.Copy(feed, named(plainText(f.Title), "title"))
	setIf(feed, f.URL, "link")
	setIf(feed, f.Language, "language")
	entries := []any{}
	for i := range f.Documents {
		d := &f.Documents[i]
		e := named(plainText(d.Title), "title")
		maps.Copy(e, named(plainText(d.Summary), "summary", "description"))
		e["content"] = []any{map[string]any{"value": plainText(d.Content)}}
		setIf(e, d.URL, "link")
		setIf(e, d.ID, "id", "guid")
		setIf(e, d.Language, "language")
		var authors, tags []any
		for _, a := range d.Authors {
			authors = append(authors, map[string]any{"name": nameValue(a)})
		}
		for _, s := range d.Tags {
			tags = append(tags, map[string]any{"term": s, "label": s})
		}
		e["authors"], e["tags"] = authors, tags
		if len(authors) > 0 {
			e["author"], e["author_detail"] = nameValue(d.Authors[0]), authors[0]
		}
		if len(tags) > 0 {
			e["category"] = d.Tags[0]
		}
		for name, v := range map[string]time.Time{"published": d.Published, "created": d.Published, "updated": latest(d)} {
			if !v.IsZero() {
				e[name], e[name+"_parsed"] = dateValue(v), dateValue(v)
			}
		}
		entries = append(entries, e)
	}
	return map[string]any{"version": format(f.Format), "feed": feed, "entries": entries}
}

func setIf(dict map[string]any, s string, names ...string) {
	for _, name := range names {
		if s != "" {
			dict[name] = s
		}
	}
}

// pythonEqual compares a value of ours with one of feedparser's.
func pythonEqual(a, b any) bool {
	s, _ := b.(string)
	switch a := a.(type) {
	case plainText:
		if htmlSign.MatchString(s) {
			s = textNodes(s)
		}
		return words(string(a)) == words(s)
	case nameValue:
		s, _, _ = strings.Cut(s, " (")
		return string(a) == s
	case dateValue:
		if list, ok := b.([]any); ok && len(list) >= 6 {
			t := time.Time(a)
			return reflect.DeepEqual(list[:6], []any{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second()})
		}
		for _, layout := range []string{time.RFC1123, time.RFC1123Z, time.RFC3339, "2006-01-02T15:04Z07:00", time.DateOnly} {
			if t, err := time.Parse(layout, s); err == nil {
				return t.Equal(time.Time(a))
			}
		}
		return false
	case format:
		family, _, _ := strings.Cut(s, "0")
		family = strings.TrimRight(family, "123")
		if s == "rss10" || s == "rss090" {
			family = "rdf"
		}
		return string(a) == family
	}
	return reflect.DeepEqual(a, b)
}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// textNodes returns the text of HTML in another way than package htmltext: by
// the tree that a browser would build. White space is not as it should be.
func textNodes(s string) string {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return s
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode && !slices.Contains([]string{"script", "style", "noscript", "iframe"}, n.Parent.Data):
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && slices.Contains([]string{"br", "div", "p", "li", "td", "h1", "img"}, n.Data):
			b.WriteByte(' ')
			for _, a := range n.Attr {
				if a.Key == "alt" {
					b.WriteString(a.Val + " ")
				}
			}
		}
	}
	return b.String()
}
