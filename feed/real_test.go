package feed

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// shared returns a folder of test data that is not part of the project, or
// skips the test.
func shared(t *testing.T, folder string) string {
	t.Helper()
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(root) == root {
			t.Fatal("no go.mod above the working directory")
		}
		root = filepath.Dir(root)
	}
	dir := filepath.Join(cmp.Or(os.Getenv("KINDRED_SHARED"), filepath.Join(root, "..", "shared")), filepath.FromSlash(folder))
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("skipped: the test data is not here (%v); set KINDRED_SHARED to its folder", err)
	}
	return dir
}

// differs says why a real feed has another number of documents than
// index.tsv has items (posts, for WordPress exports).
var differs = map[string]struct {
	docs int
	why  string
}{
	"bioops-wxr-en.xml":                {docs: 126, why: "two posts have the same guid, which counts as one document"},
	"lefigaro-rss-fr-mojibake.xml":     {docs: 49, why: "one item is in the feed twice"},
	"paulgraham-rss-en.xml":            {docs: 228, why: "three items are in the feed twice"},
	"plunkett-blogger-en.xml":          {docs: 8, why: "a Blogger export: 47 settings, 8 comments and 1 template are no posts"},
	"wp-theme-unit-test-wxr.xml":       {docs: 53, why: "two pairs of posts have the same guid, one post has a password"},
	"no-encoding-latin1-rss-FAILS.xml": {docs: 9, why: "gofeed alone fails; one of the 10 items is empty"},
	"rose-json-FAILS.json":             {docs: 84, why: "gofeed alone fails"},
}

var wxrItem = regexp.MustCompile(`(?s)<wp:status>(?:<!\[CDATA\[)?(\w+).*?<wp:post_type>(?:<!\[CDATA\[)?(\w+)`)

// TestRealFeeds reads feeds of real sites and prints a table of them.
func TestRealFeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: reading 83 feeds takes a while")
	}
	dir := shared(t, "feeds/real")
	b, err := os.ReadFile(filepath.Join(dir, "index.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(b))
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	table := "file | format | items | documents | title | link | date | image | text | language | warnings"
	for _, row := range rows[1:] {
		name := row[column["name"]]
		t.Run(name, func(t *testing.T) {
			in, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			f, err := Parse(bytes.NewReader(in), &Options{BaseURL: "https://base.example/"})
			if err != nil {
				t.Fatal(err)
			}
			posts := len(f.Documents)
			if strings.HasPrefix(row[column["format"]], "WXR") {
				posts = countPosts(f, in)
			}
			want, err := strconv.Atoi(row[column["posts"]])
			if err != nil {
				t.Fatal(err)
			}
			if d, ok := differs[name]; ok {
				want = d.docs
				t.Logf("differs from index.tsv: %s", d.why)
			}
			if posts != want || posts == 0 {
				t.Errorf("%d documents, want %d", posts, want)
			}
			raw := rawItems(in, f.Format)
			for i := range f.Documents {
				checkDocument(t, &f.Documents[i])
				checkReal(t, &f.Documents[i], raw)
				if d := &f.Documents[i]; accidents.MatchString(d.Content) && !chinese.MatchString(d.Content) {
					t.Errorf("letters of two scripts in a word: %q in %s", accidents.FindString(d.Content), d.ID)
				}
			}
			if want := row[column["lang_declared"]]; want != "" && f.Language != langtag.Canonical(want) {
				t.Errorf("language %q, want %q", f.Language, want)
			}
			for _, w := range f.Warnings {
				switch w.Kind {
				case WarnLostItem, WarnParser, WarnTruncated, WarnRelativeURL, WarnBadDate:
					t.Errorf("warning: %v", w)
				}
			}
			items := max(len(xmlItem.FindAll(in, -1)), len(raw))
			table += "\n" + name + " | " + tableRow(f, items)
		})
	}
	t.Log(table)
}

// tableRow sums a feed up.
func tableRow(f *Feed, items int) string {
	var n struct{ title, link, date, image, text int }
	count := func(p *int, ok bool) {
		if ok {
			*p++
		}
	}
	languages := map[string]int{}
	for i := range f.Documents {
		d := &f.Documents[i]
		count(&n.title, d.Title != "")
		count(&n.link, d.URL != "")
		count(&n.date, !d.Published.IsZero())
		count(&n.image, d.Image != "")
		count(&n.text, d.Content != "")
		languages[d.Language]++
	}
	var kinds []string
	for _, w := range f.Warnings {
		kinds = append(kinds, fmt.Sprintf("%s %d", w.Kind, w.Count))
	}
	return fmt.Sprintf("%s | %d | %d | %d | %d | %d | %d | %d | %s | %s", f.Format, items, len(f.Documents), n.title, n.link, n.date, n.image, n.text,
		strings.Trim(strings.Join(slices.Sorted(maps.Keys(languages)), " "), " "), strings.Join(kinds, ", "))
}

// A rawItem says what an item of a feed has, found without reading XML or JSON.
type rawItem struct{ title, link, date bool }

var (
	xmlItem  = regexp.MustCompile(`(?s)<(?:item|entry)[\s>].*?</(?:item|entry)>`)
	rawID    = regexp.MustCompile(`(?s)<(?:guid|id)\b[^>]*>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*</(?:guid|id)>`)
	rawLink  = regexp.MustCompile(`(?s)<link\b[^>]*>\s*(?:<!\[CDATA\[)?\s*(http.*?)\s*(?:\]\]>)?\s*</link>|<link\b[^>]*\bhref=["']`)
	rawDate  = regexp.MustCompile(`(?s)<(?:pubDate|dc:date|published|updated|issued)>(?:[^<]*[ -])?(?:19|20)\d\d[^<]*<`)
	rawTitle = regexp.MustCompile(`(?s)<title\b[^>]*>(?:\s|<!\[CDATA\[|&nbsp;)*[^\s\]<]`)
)

// rawItems finds the items of a feed, by their IDs or links.
func rawItems(in []byte, format string) map[string]rawItem {
	items := map[string]rawItem{}
	if format == "json" {
		var f struct {
			Items []map[string]any
		}
		if json.Unmarshal(in, &f) != nil {
			return items
		}
		for i, item := range f.Items {
			items[fmt.Sprint(i)] = rawItem{}
			for _, key := range []string{"id", "url"} {
				if item[key] != nil {
					delete(items, fmt.Sprint(i))
					items[fmt.Sprint(item[key])] = rawItem{item["title"] != nil && item["title"] != "", item["url"] != nil, item["date_published"] != nil}
					break
				}
			}
		}
		return items
	}
	for i, b := range xmlItem.FindAll(in, -1) {
		key := fmt.Sprint(i)
		if m := rawID.FindSubmatch(b); m != nil && len(m[1]) > 0 {
			key = html.UnescapeString(string(m[1]))
		} else if m := rawLink.FindSubmatch(b); m != nil && len(m[1]) > 0 {
			key = html.UnescapeString(string(m[1]))
		}
		items[key] = rawItem{rawTitle.Match(b), rawLink.Match(b), rawDate.Match(b)}
	}
	return items
}

// badTitle finds what has no place in a title: markup, entities, and signs of a
// wrong charset.
var badTitle = regexp.MustCompile(`</?[a-zA-Z][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|nbsp|[lr][sd]quo|[a-z]acute);|<!|\]\]>|\x{fffd}|[\x{80}-\x{9f}]|\n`)

// realTitles are titles that badTitle is wrong about.
var realTitles = map[string]bool{}

// Where a few ideographs stand in words of Latin letters, and no Chinese or
// Japanese text, the charset is wrong.
var (
	accidents = regexp.MustCompile(`\p{Latin}\p{Han}`)
	chinese   = regexp.MustCompile(`(?s)\p{Han}{3}|[\p{Hiragana}\p{Katakana}]{2}`)
)

// checkReal checks a document against what its item has.
func checkReal(t *testing.T, d *related.Document, raw map[string]rawItem) {
	t.Helper()
	if badTitle.MatchString(d.Title) && !realTitles[d.Title] {
		t.Errorf("title %q", d.Title)
	}
	for _, s := range append([]string{d.Summary, d.Content}, d.Tags...) {
		if i := strings.IndexRune(s, '\ufffd'); i >= 0 {
			t.Errorf("%q in %s", s[max(0, i-20):min(len(s), i+20)], d.ID)
		}
	}
	if d.URL != "" && !weburl.IsAbsolute(d.URL) {
		t.Errorf("URL %q is not absolute", d.URL)
	}
	item, ok := raw[d.ID]
	if !ok {
		item, ok = raw[strings.TrimPrefix(d.ID, "https://base.example")]
	}
	switch {
	case !ok:
	case item.title && d.Title == "":
		t.Errorf("%s has lost its title", d.ID)
	case item.link && d.URL == "":
		t.Errorf("%s has lost its link", d.ID)
	case item.date && d.Published.IsZero():
		t.Errorf("%s has lost its date", d.ID)
	}
}

// countPosts returns the number of published posts among the documents of a
// WordPress export, which is what index.tsv counts: without drafts and pages.
func countPosts(f *Feed, in []byte) int {
	pages := 0
	for _, m := range wxrItem.FindAllSubmatch(in, -1) {
		if string(m[2]) == "page" && string(m[1]) == "publish" {
			pages++
		}
	}
	return len(f.Documents) - pages
}
