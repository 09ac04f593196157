package feed

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
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

func TestRealFeeds(t *testing.T) {
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
	for _, row := range rows[1:] {
		name := row[column["name"]]
		t.Run(name, func(t *testing.T) {
			in, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			f, err := Parse(bytes.NewReader(in), nil)
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
			for i := range f.Documents {
				checkDocument(t, &f.Documents[i])
			}
			for _, w := range f.Warnings {
				switch w.Kind {
				case WarnLostItem, WarnParser, WarnTruncated:
					t.Errorf("warning: %v", w)
				}
			}
		})
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
	posts := -pages
	for _, d := range f.Documents {
		if !d.Hidden {
			posts++
		}
	}
	return posts
}
