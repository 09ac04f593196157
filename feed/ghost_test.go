package feed

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

// Exports of other programs, and of old Ghost's, have strings for numbers and an
// author of the post itself.
func TestParseGhostLoosely(t *testing.T) {
	const in = `{"data":{"posts":[{"id":1,"title":"a","status":"published","author_id":"9"},7,{"id":2,"title":"b","status":"published","author_id":""}],
		"tags":[{"id":"x","name":"X"},{"id":"y","name":"Y"},{"id":"z","name":"Z"}],"users":[{"id":"","name":"Nobody"},{"id":9,"name":"Ola"}],
		"posts_tags":[{"post_id":1,"tag_id":"x","sort_order":"2"},{"post_id":1,"tag_id":"y","sort_order":"0"},{"post_id":1,"tag_id":"z","sort_order":1}],
		"posts_authors":{}}}`
	f, err := Parse(strings.NewReader(in), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := &Feed{Format: "json", Documents: []related.Document{{ID: "1", Title: "a", Tags: []string{"Y", "Z", "X"}, Authors: []string{"Ola"}}, {ID: "2", Title: "b"}},
		Warnings: []Warning{{Kind: WarnLostItem, Item: 1, Text: "left out: a post must be a JSON object, not 7", Count: 1}}}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

// Many posts with many users, or with many tags of one ID, must not take time that
// grows with the product: this would then take minutes.
func TestParseGhostLinear(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 10_000
	}
	list := func(s string) string { return "[" + strings.Repeat(s+",", n) + s + "]" }
	for _, in := range []string{
		`{"data":{"posts":` + list(`{"id":1,"title":"a","status":"published","author_id":8}`) + `,"users":` + list(`{"id":9,"name":"b"}`) + "}}",
		`{"data":{"posts":` + list(`{"id":1,"title":"a","status":"published"}`) + `,"tags":[{"id":2,"name":"t"}],"posts_tags":` + list(`{"post_id":1,"tag_id":2}`) + "}}",
	} {
		if _, err := Parse(strings.NewReader(in), &Options{MaxItems: -1}); err != nil {
			t.Error(err)
		}
	}
}
