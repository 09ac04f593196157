package collection

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed"
	"github.com/kindred-go/kindred/related"
)

func doc(id string, day int) related.Document {
	d := related.Document{ID: id, URL: "https://x.example/" + id, Title: "Title " + id}
	if day > 0 {
		d.Published = time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC)
	}
	return d
}

func ids(docs []related.Document) string {
	var names []string
	for _, d := range docs {
		names = append(names, d.ID)
	}
	return strings.Join(names, " ")
}

func TestJoin(t *testing.T) {
	f := func(docs ...related.Document) *feed.Feed { return &feed.Feed{Documents: docs} }
	moved := doc("m", 1)
	moved.URL = "http://www.x.example/b/?utm_source=feed"
	for _, test := range []struct {
		name    string
		feeds   []*feed.Feed
		earlier []related.Document
		want    string
	}{
		{"none earlier", []*feed.Feed{f(doc("a", 9), doc("b", 8))}, nil, "a b"},
		{"what has left the feed stays", []*feed.Feed{f(doc("a", 9), doc("b", 8))}, []related.Document{doc("b", 8), doc("c", 7)}, "a b c"},
		{"what was taken down goes", []*feed.Feed{f(doc("a", 20), doc("b", 8))}, []related.Document{doc("x", 12), doc("c", 7)}, "a b c"},
		{"a pinned article at the top is no sign", []*feed.Feed{f(doc("pinned", 1), doc("a", 20), doc("b", 8))}, []related.Document{doc("c", 7)}, "pinned a b c"},
		{"without dates all stays", []*feed.Feed{f(doc("a", 0))}, []related.Document{doc("b", 5), doc("c", 0)}, "a b c"},
		{"one URL, two IDs", []*feed.Feed{f(doc("b", 8))}, []related.Document{moved}, "b"},
		{"of several feeds the shortest tells", []*feed.Feed{f(doc("a", 20), doc("b", 2)), f(doc("n", 20), doc("o", 15))}, []related.Document{doc("c", 14), doc("d", 16)}, "a b n o c"},
	} {
		docs, _ := Join(test.feeds, test.earlier)
		if diff := cmp.Diff(test.want, ids(docs)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// What is packed comes back as it was, up to a limit.
func TestPack(t *testing.T) {
	full := related.Document{ID: "a", URL: "https://x.example/a", Title: "T", Summary: "S", Content: "C\nD", Headings: []string{"H"},
		Tags: []string{"t"}, Authors: []string{"A"}, Language: "en", Published: time.Date(2026, 1, 1, 0, 0, 0, 5, time.UTC),
		Image: "https://x.example/i.jpg", Links: []string{"https://x.example/b"}, Section: "s", Series: "r"}
	var back []related.Document
	for d, err := range feed.Lines(strings.NewReader(string(Pack([]related.Document{full}))), nil) {
		if err != nil {
			t.Fatal(err)
		}
		back = append(back, d)
	}
	if diff := cmp.Diff([]related.Document{full}, back); diff != "" {
		t.Errorf("after a round trip (-want +got):\n%s", diff)
	}
	var many []related.Document
	for i := range 2 * maxEarlier {
		d := doc(fmt.Sprint(i), 0)
		d.Content = strings.Repeat("word ", 4000)
		many = append(many, d)
	}
	packed := Pack(many)
	if n := strings.Count(string(packed), "\n"); len(packed) > maxEarlierBytes || n != maxEarlierBytes/(len(packed)/n) {
		t.Errorf("%d documents of %d bytes are kept", n, len(packed))
	}
	if n := strings.Count(string(Pack(many[:0])), "\n"); n != 0 {
		t.Errorf("%d of none are kept", n)
	}
}

func TestFind(t *testing.T) {
	docs := []related.Document{doc("a", 1), {ID: "https://x.example/guid"}, doc("c", 1)}
	for page, want := range map[string]string{
		"https://www.x.example/c/?utm_medium=rss#top": "c", "https://x.example/guid": "https://x.example/guid", "https://x.example/d": "", "": "",
	} {
		got := ""
		if d, ok := Find(docs, &related.Document{URL: page}); ok {
			got = d.ID
		}
		if got != want {
			t.Errorf("Find(%q) = %q, want %q", page, got, want)
		}
	}
}

func TestInSection(t *testing.T) {
	for _, test := range []struct {
		d       related.Document
		section string
		want    bool
	}{
		{related.Document{Section: "World "}, "world", true},
		{related.Document{Section: "Sport", URL: "https://x.example/world/a"}, "world", false},
		{related.Document{URL: "https://x.example/World/a"}, "/world/", true},
		{related.Document{URL: "https://x.example/en/world/a"}, "en/world", true},
		{related.Document{URL: "https://x.example/worldwide/a"}, "world", false},
		{related.Document{}, "world", false},
	} {
		if got := InSection(&test.d, test.section); got != test.want {
			t.Errorf("InSection(%+v, %q) = %t", test.d, test.section, got)
		}
	}
}
