package feed

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kindred-go/kindred/related"

	"github.com/kindred-go/kindred/feed/internal/charset"
)

// othersDiffer lists what two other parsers read otherwise, by file and field,
// and why.
var othersDiffer = map[string]string{
	"incomplete-fields.atom error":            "its only entry has nothing in it, and no article from a feed with items is an error",
	"atom/atom_example_3.xml link":            originalLink,
	"rss2/rss_2.0_rps.xml link":               originalLink,
	"feedburner.atom link":                    originalLink,
	"many-links.rss link":                     originalLink,
	"encoding.rss link":                       originalLink,
	"jsonfeed/jsonfeed_elastic_1.1.json link": "an absolute URL stays as it is written, without a slash at its end",
	"rss0/rss_0.91_encoding_1.xml link":       "an absolute URL stays as it is written, with capitals in its host",
	"rss1/rss_1.0_example_1.xml link":         resolved,
	"gulp-atom.atom link":                     resolved,
	"atom/atom_relative.xml link":             resolved,
	"incomplete-fields.atom count":            "an entry with nothing in it is left out, and a warning says so",
	"encoding.rss title":                      "the expected titles were read in the wrong charset",
	"uolNoticias.rss title":                   "the expected titles were read in the wrong charset",
	"xml/xml_sample_1.xml error":              "a list of books is no feed",
	"xml/xml_sample_2.xml error":              "a list of books is no feed",
	"unrecognized.rss error":                  "a web page that says where something has moved to is no feed",
}

const (
	originalLink = "the link is the one that Feedburner stands in front of"
	resolved     = "relative links are resolved against the site"
)

// An expectation is what another parser read of an item; nil is not known.
type expectation struct {
	title, link *string
	date        *time.Time
}

// TestFeedRS compares with what feed-rs reads.
func TestFeedRS(t *testing.T) {
	dir := shared(t, "feeds/conformance/feed-rs")
	compareAll(t, dir, func(t *testing.T, path string) []expectation {
		type text struct{ Content *string }
		var f struct {
			Entries []struct {
				Title     *text
				Links     []struct{ Href, Rel *string }
				Published *time.Time
				Updated   *time.Time
			}
		}
		if !readExpected(t, strings.TrimSuffix(path, filepath.Ext(path))+".serde.json", &f) {
			return nil
		}
		list := make([]expectation, len(f.Entries))
		for i, e := range f.Entries {
			x := &list[i]
			if x.date = e.Published; x.date == nil {
				x.date = e.Updated
			}
			if e.Title != nil {
				x.title = e.Title.Content
			}
			for _, l := range e.Links {
				if x.link == nil && (l.Rel == nil || *l.Rel == "alternate") {
					x.link = l.Href
				}
			}
		}
		return list
	})
}

// TestRSSParserJS compares with what rss-parser for JavaScript reads.
func TestRSSParserJS(t *testing.T) {
	dir := shared(t, "feeds/conformance/rss-parser-js")
	compareAll(t, filepath.Join(dir, "input"), func(t *testing.T, path string) []expectation {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		var f struct {
			Feed struct {
				Items []struct {
					Title, Link *string
					ISODate     *time.Time
				}
			}
		}
		if !readExpected(t, filepath.Join(dir, "output", name+".json"), &f) {
			return nil
		}
		var list []expectation
		for _, item := range f.Feed.Items {
			list = append(list, expectation{item.Title, item.Link, item.ISODate})
		}
		return list
	})
}

func readExpected(t *testing.T, path string, v any) bool {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		return false // nobody says what to expect
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
	return true
}

var itemStart = regexp.MustCompile(`<(?:[a-zA-Z0-9]+:)?(?:item|entry)[\s>]`)

// compareAll reads all feeds of a folder. Every item must come out; where it is
// known what another parser makes of the feed, number, titles, links and dates
// are compared.
func compareAll(t *testing.T, dir string, expected func(*testing.T, string) []expectation) {
	files, compared, same, differ := 0, 0, 0, 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".serde.json") {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		files++
		t.Run(name, func(t *testing.T) {
			in, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			check := func(field string, bad []string) {
				why, listed := othersDiffer[name+" "+field]
				switch {
				case len(bad) == 0 && !listed:
					same++
				case len(bad) == 0:
					t.Errorf("%s: as expected, but listed as different: %s", field, why)
				case listed:
					differ++
				default:
					t.Errorf("%s: %s", field, strings.Join(bad[:min(len(bad), 3)], "; "))
				}
			}
			f, err := Parse(bytes.NewReader(in), &Options{MaxItems: -1})
			if err != nil {
				check("error", []string{err.Error()})
				return
			}
			lost := f.lost()
			if text, _ := charset.Decode(in, ""); filepath.Ext(path) != ".json" {
				if n := len(itemStart.FindAll(text, -1)); n != len(f.Documents)+lost {
					check("items", []string{f.Format})
				}
			}
			want := expected(t, path)
			if want == nil {
				return
			}
			compared++
			if len(want) != len(f.Documents) {
				check("count", []string{f.Format})
				return
			}
			for field, bad := range compareDocuments(f.Documents, want) {
				check(field, bad)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d feeds, %d compared with the other parser: %d fields the same, %d differ", files, compared, same, differ)
}

// lost returns how many items warnings speak of instead of documents.
func (f *Feed) lost() int {
	n := 0
	for _, w := range f.Warnings {
		switch w.Kind {
		case WarnDuplicateID, WarnLeftOut, WarnEmptyItem:
			n += w.Count
		}
	}
	return n
}

// compareDocuments returns what is different, by field.
func compareDocuments(docs []related.Document, want []expectation) map[string][]string {
	bad := map[string][]string{"title": nil, "link": nil, "date": nil}
	for i := range docs {
		d, w := &docs[i], &want[i]
		if w.title != nil && words(d.Title) != words(*w.title) && words(d.Title) != words(textNodes(*w.title)) {
			bad["title"] = append(bad["title"], d.Title+" ≠ "+*w.title)
		}
		if w.link != nil && d.URL != strings.TrimSpace(*w.link) {
			bad["link"] = append(bad["link"], d.URL+" ≠ "+*w.link)
		}
		if w.date != nil && !slices.ContainsFunc([]time.Time{d.Published, d.Updated}, w.date.Equal) {
			bad["date"] = append(bad["date"], d.Published.String()+" ≠ "+w.date.String())
		}
	}
	return bad
}
