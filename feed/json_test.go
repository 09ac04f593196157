package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/quick"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

// jsonHead begins a JSON Feed, up to its items.
const jsonHead = `{"version":"https://jsonfeed.org/version/1.1","items":[`

func TestParseBrokenJSON(t *testing.T) {
	const one, three = `{"id":"1","title":"a"}`, `{"id":"3","title":"c"}`
	feed := func(items string) string { return jsonHead + items + "]}" }
	tests := []struct {
		name, in string
		titles   []string
		warnings []string // kind, item and count
	}{
		{"quotes in a title", feed(one + `,{"id":"2","title":"say "hi" now"},` + three), []string{"a", `say "hi" now`, "c"}, []string{"repaired -1 2"}},
		{"HTML that was not escaped", feed(`{"id":"1","title":"a","content_html":"<a href="/x" class="y">b</a>"},` + three), []string{"a", "c"}, []string{"repaired -1 4"}},
		{"a quote that ends a title", feed(one + `,{"id":"2","title":"say "hi", he said"},` + three), []string{"a", "c"}, []string{"lost-item 1 1"}},
		{"two bad items", feed(one + `,{"id":"2","title":x},{"id":NaN},` + three), []string{"a", "c"}, []string{"lost-item 1 1", "lost-item 2 1"}},
		{"the first item", feed(`{"id":,"title":"b"},` + one), []string{"a"}, []string{"lost-item 0 1"}},
		{"the last item", strings.Replace(feed(one+`,{"id":"2","title":b}`), "[", `[`+three+",", 1), []string{"c", "a"}, []string{"lost-item 2 1"}},
		{"a title without its end", feed(one + `,{"id":"2","title":"b},` + three), []string{"a", "c"}, []string{"lost-item 1 1"}},
		{"a title without its end, on lines", feed(one + ",\n {\n \"id\":\"2\",\n \"title\":\"b\n },\n {\n \"id\":\"3\",\n \"title\":\"c\"\n}"), []string{"a", "c"}, []string{"lost-item 1 1"}},
		{"no end of an item", feed(one + `,{"id":"2","title":"b",` + three), []string{"a", "c"}, []string{"lost-item 1 1"}},
		{"two ends of an item", feed(one + `,{"id":"2","title":"b"}},` + three), []string{"a", "b", "c"}, []string{"repaired -1 1"}},
		{"a bracket that closes nothing", feed(one + "]," + three), []string{"a", "c"}, []string{"repaired -1 2"}},
		{"a bracket that opens nothing", feed(one + ",[" + three), []string{"a", "c"}, []string{"repaired -1 1"}},
		{"a list of lists", feed("[" + one + "," + three + "]"), []string{"a", "c"}, []string{"parser -1 1", "repaired -1 1"}},
		{"a version that can't be read", `{"version":x "https://jsonfeed.org/version/1","items":[` + one + "]}", []string{"a"}, []string{"parser -1 1"}},
		{"a bad item with code", feed(`{"id":"0","title":"b","content_text":"x":[1],16]} for"},` + one), []string{"a"}, []string{"lost-item 0 1"}},
		{"no colon", feed(one + `,{"id":"2","title" "b","authors":[{"name":"x"},{"name":"y"}],"attachments":[{"url":"/p"},{"url":"/q"}]},` + three), []string{"a", "c"}, []string{"lost-item 1 1"}},
		{"no comma between items", feed(one + "\n" + three), []string{"a", "c"}, []string{"repaired -1 1"}},
		{"no comma between fields", `{"version":"https://jsonfeed.org/version/1.1" "items":[{"id":"1" "url":"https://e.example/1"` + "\n" + `"title":"a"}]}`, []string{"a"}, []string{"repaired -1 3"}},
		{"commas too many", feed("," + one + ",, ," + three + ",,"), []string{"a", "c"}, []string{"repaired -1 3"}},
		{"a bad field of the feed", `{"version":"https://jsonfeed.org/version/1.1","title":"x", y, "items":[` + one + "]}", []string{"a"}, []string{"parser -1 1"}},
		{"a bad field after the items", jsonHead + one + `],"title":x}`, []string{"a"}, []string{"parser -1 1"}},
		{"an item that is deep", feed(`{"id":"1","x":` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + "}," + three), []string{"c"}, []string{"lost-item 0 1"}},

		{"the end in a text", jsonHead + one + `,{"id":"2","url":"https://e.example/2","title":"b","content_html":"abc de`, []string{"a", "b"}, []string{"truncated -1 1"}},
		{"the end in a title", jsonHead + one + `,{"id":"2","title":"b \ud83d`, []string{"a", "b "}, []string{"truncated -1 1"}},
		{"the end before a title", jsonHead + one + `,{"id":"2","url":"https://e.example/2","ti`, []string{"a"}, []string{"truncated -1 1", "truncated 1 1"}},
		{"the end in the only item", jsonHead + `{"title":"a","tags":["b`, []string{"a"}, []string{"truncated -1 1"}},
		{"the end between items", jsonHead + one + ",", []string{"a"}, []string{"truncated -1 1"}},
		{"the end after the items", jsonHead + one + `],"title":"x`, []string{"a"}, []string{"truncated -1 1"}},

		{"two feeds on a line", feed(one) + feed(three), []string{"a", "c"}, []string{"repaired -1 1"}},
		{"two feeds on two lines", feed(one) + "\n" + feed(three) + "\n", []string{"a", "c"}, []string{"repaired -1 1"}},
		{"two feeds, the second with a bad item", feed(one) + feed(`{"id":x},`+three), []string{"a", "c"}, []string{"lost-item 1 1", "repaired -1 1"}},
		{"an object after the feed", feed(one) + "\n{}", []string{"a"}, []string{"repaired -1 1"}},
		{"a feed in XML after the feed", feed(one) + "\n<rss version='2.0'><channel><item><title>b</title></item></channel></rss>", []string{"a"}, []string{"repaired -1 1"}},
		{"white space after the feed", feed(one) + " \n\x00\n", []string{"a"}, nil},

		{"PHP's messages", "<br />\n<b>Notice</b>: Undefined variable: x in <b>/a.php</b> on line <b>3</b><br />\n" + feed(one), []string{"a"}, []string{"repaired -1 1"}},
		{"PHP's log", "[01-Jan-2024 00:00:00 UTC] PHP Warning: x\n" + feed(one), []string{"a"}, []string{"repaired -1 1"}},
		{"other JSON", `{"error":null} ` + feed(one), []string{"a"}, []string{"repaired -1 1"}},
		{"other JSON on a line", `{"error":null}` + "\n" + feed(one), []string{"a"}, []string{"repaired -1 1"}},
		{"a prefix against hijacking", ")]}'\n" + feed(one), []string{"a"}, []string{"repaired -1 1"}},
		{"JSONP", "callback(" + feed(one) + ")", []string{"a"}, []string{"repaired -1 2"}},
		{"JSONP with a comment", "/**/typeof cb === 'function' && cb(" + feed(one) + ");\n", []string{"a"}, []string{"repaired -1 2"}},
		{"XML in a text, behind PHP's messages", "<br />\n" + feed(`{"id":"1","title":"a","content_text":"<rss version='2.0'><channel><item><title>no"}`), []string{"a"}, []string{"repaired -1 1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Parse(strings.NewReader(tt.in), nil)
			if err != nil {
				t.Fatal(err)
			}
			var titles, warnings []string
			count := map[string]int{}
			for _, d := range f.Documents {
				titles = append(titles, d.Title)
			}
			for _, w := range f.Warnings {
				if w.Kind == WarnMadeID {
					continue
				}
				key := fmt.Sprint(w.Kind, " ", w.Item)
				if count[key] == 0 {
					warnings = append(warnings, key)
				}
				count[key] += w.Count
			}
			for i, key := range warnings {
				warnings[i] = fmt.Sprint(key, " ", count[key])
			}
			if diff := gocmp.Diff(tt.titles, titles); diff != "" {
				t.Errorf("titles (-want +got):\n%s", diff)
			}
			if diff := gocmp.Diff(tt.warnings, warnings); diff != "" {
				t.Errorf("warnings (-want +got):\n%s\n%v", diff, f.Warnings)
			}
		})
	}
}

// Of an item that the text ends in, the fields that are whole are kept.
func TestParsePartialJSON(t *testing.T) {
	const item = `{"id":"https://e.example/1","title":"One","tags":["x","y"],"date_published":"2025-01-02T03:04:05Z","url":"https://e.example/one","content_html":"<p>Some \ud83d\ude00 text</p>"}`
	whole, err := Parse(strings.NewReader(jsonHead+item+"]}"), nil)
	if err != nil {
		t.Fatal(err)
	}
	all := whole.Documents[0]
	for end := range len(item) {
		f, err := Parse(strings.NewReader(jsonHead+item[:end]), nil)
		if !strings.Contains(item[:end], `"title":"O`) {
			if err == nil {
				t.Errorf("%s: %+v, want an error", item[:end], f)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", item[:end], err)
			continue
		}
		d := f.Documents[0]
		if !slices.Contains(kinds(f), WarnTruncated) || !strings.HasPrefix(all.Title, d.Title) || !strings.HasPrefix(all.Content, strings.TrimRight(d.Content, "</")) ||
			d.ID != all.ID || d.URL != all.URL && d.URL != all.ID || len(d.Tags) != 0 && len(d.Tags) != 2 || !d.Published.IsZero() && d.Published != all.Published {
			t.Errorf("%s: %+v, %v", item[:end], d, f.Warnings)
		}
	}
	for in, want := range map[string]related.Document{
		`{"title":"One","id":"https://e.exa`:        {Title: "One"},
		`{"title":"One","id":12`:                    {Title: "One"},
		`{"title":"One","id":12 `:                   {ID: "12", Title: "One"},
		`{"title":"One","url":"https://e.exa`:       {Title: "One"},
		`{"title":"One","authors":[{"name":"Ann"}`:  {Title: "One"},
		`{"title":"One","summary":"of a\`:           {Title: "One", Summary: "of a"},
		`{"title":"One","summary":"of a\u00e`:       {Title: "One", Summary: "of a"},
		`{"title":"One","content_text":"say "hi" n`: {Title: "One", Content: `say "hi" n`},
	} {
		f, err := Parse(strings.NewReader(jsonHead+in), nil)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if want.ID == "" {
			want.ID = f.Documents[0].ID // made
		}
		if diff := gocmp.Diff([]related.Document{want}, f.Documents); diff != "" {
			t.Errorf("%s (-want +got):\n%s", in, diff)
		}
	}
}

// An object is a feed if it says so, or if its items are articles.
func TestParseOtherJSON(t *testing.T) {
	const lines = "none of its lines is an article: an item needs a title, url, content_html, content_text or summary"
	tests := []struct{ name, in, detail string }{
		{"version", `{"version":"HTTP:\/\/WWW.JSONFeed.org/version/1","items":[]}`, ""},
		{"version after the items", `{"items":[{"id":1}],"version":"https://jsonfeed.org/version/1"}`, ""},
		{"no list of Go's", `{"version":"https://jsonfeed.org/version/1","items":null}`, ""},
		{"home page", `{"home_page_url":"https://e.example/","items":[]}`, ""},
		{"feed's address", `{"feed_url":"/feed.json","items":[{"id":1}]}`, ""},
		{"title and an address", `{"title":"x","items":[{"id":1},{"external_url":"/1"}]}`, ""},
		{"title and a text", `{"items":[{"content_text":"a"}],"title":"x"}`, ""},
		{"package", `{"name":"x","version":"1.0.0","items":[{"id":1,"title":"a"}]}`, notSaid},
		{"version of something else", `{"version":"2","items":[]}`, notSaid},
		{"title and no items", `{"title":"API","items":[]}`, notSaid},
		{"title and other items", `{"title":"API","items":[{"id":1,"title":"a"}]}`, notSaid},
		{"address of nothing", `{"feed_url":"","home_page_url":null,"items":[{"id":1}]}`, notSaid},
		{"version of JSON Feed without items", `{"version":"https://jsonfeed.org/version/1"}`, "it is an object without a list of items"},
		{"log", `{"id":"a","level":"info"}` + "\n" + `{"id":"b","level":"warn"}`, lines},
		{"log with nothing in it", "{}\n{}", lines},
		{"lines of which one is an article", `{"id":"a","level":"info"}` + "\n" + `{"id":"b","summary":"b"}`, ""},
		{"page with an example of a feed", `<!doctype html><p>So: {"version":"https://jsonfeed.org/version/1","items":[]}`, "html"},
		{"page without a doctype", `<h1>So:</h1>{"version":"https://jsonfeed.org/version/1","items":[]}`, "html"},
		{"XML in JSON", `{"contents":"<rss version=\"2.0\"><channel><item><title>a</title></item></channel></rss>"}`, "it is an object without a list of items"},
	}
	for _, tt := range tests {
		f, err := Parse(strings.NewReader(tt.in), nil)
		var other *NotFeedError
		switch {
		case tt.detail == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.detail != "" && (!errors.As(err, &other) || cmp.Or(other.Detail, other.What) != tt.detail):
			t.Errorf("%s: %+v, %v, want a NotFeedError: %s", tt.name, f, err, tt.detail)
		}
	}
}

const notSaid = `it has items, but does not say that it is a feed; add "version": "https://jsonfeed.org/version/1.1"`

// What begins like JSON may be junk before XML.
func TestParseJSONBeforeXML(t *testing.T) {
	const rss = "<?xml version='1.0'?><rss version='2.0'><channel><item><title>a</title></item></channel></rss>"
	for _, before := range []string{
		"[01-Jan-2024 00:00:00 UTC] PHP Warning: x in /a/b.php on line 3\n",
		`{"error":null}` + "\n",
		"{}\n\n",
		"[1,2]",
		`{"error":"<b>no</b> <rss version='2.0'>"}` + "\n",
		`{"id":"1","title":"no feed"}` + "\n",
		"{%- comment -%}\n",
	} {
		f, err := Parse(strings.NewReader(before+rss), nil)
		if err != nil {
			t.Errorf("%s: %v", before, err)
			continue
		}
		want := []Warning{{Kind: WarnRepaired, Item: -1, Text: repairTexts[repairAround], Count: 1}}
		if diff := gocmp.Diff(want, f.Warnings[:1]); diff != "" || f.Format != "rss" || len(f.Documents) != 1 {
			t.Errorf("%s: %+v (-want +got):\n%s", before, f, diff)
		}
	}
	// A feed made by hand is one, whatever follows it.
	f, err := Parse(strings.NewReader(`{"title":"x","items":[{"url":"https://e.example/1"}]}`+rss), nil)
	if err != nil || f.Format != "json" || !slices.Equal(kinds(f), []WarningKind{WarnRepaired}) {
		t.Errorf("Parse = %+v, %v", f, err)
	}
}

// A feed on one line is no line of JSON Lines.
func TestLinesWithFeed(t *testing.T) {
	in := `{"id":"1","title":"a"}` + "\n" + jsonHead + `{"id":"2","title":"b"}]}`
	want := "line 2 left out: it has a list of items, so it is a feed and not an item"
	f, err := Parse(strings.NewReader(in), nil)
	if err != nil || len(f.Documents) != 1 || len(f.Warnings) != 1 || f.Warnings[0].Text != want {
		t.Errorf("Parse = %+v, %v", f, err)
	}
	if docs, errs := collectLines(strings.NewReader(in), nil); len(docs) != 1 || len(errs) != 1 {
		t.Errorf("Lines = %v, %v", docs, errs)
	}
}

// JSON that is right is read as encoding/json reads it, whatever its strings are
// like.
func TestJSONReaderKeepsWhatIsRight(t *testing.T) {
	property := func(list []string, key string) bool {
		for i := range list {
			list[i] += []string{"", `"`, `},{"a":`, `\`, "\n", `{"`, `": "`}[i%7]
		}
		in, err := json.Marshal(map[string]any{key: list, "n": []any{1, -2.5e9, true, nil, map[string]any{}}})
		if err != nil {
			t.Fatal(err)
		}
		r := &jsonReader{text: in}
		got, err := r.value()
		return err == nil && string(got) == string(in) && r.found == [numJSONRepairs]int{}
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

// Of what can't be read, nothing is read again and again: this would then not end.
func TestHostileJSON(t *testing.T) {
	size := 2 << 20
	if testing.Short() {
		size = 128 << 10
	}
	for _, head := range []string{"", "[", "<br>", jsonHead, jsonHead + `{"id":"1",`, jsonHead + `{"id":"1","title":"`, jsonHead + "]}"} {
		for _, unit := range []string{`{"id":"1,`, `},{"id":"`, `},{"name":"x"}`, `"`, strings.Repeat(" ", 500) + `"`, strings.Repeat(" ", 500) + "{", `x,"items":[x],`, `{"a":1}<br>`, "]", `\ud83d`} {
			_, _ = Parse(strings.NewReader(head+strings.Repeat(unit, size/len(unit))), &Options{MaxItems: 1000})
		}
	}
}

// What the reader makes is JSON, and JSON that is right stays as it is.
func FuzzJSONReader(f *testing.F) {
	f.Add(`{"id":"1","title":"say "hi" now\x` + "\n" + `","tags":["a" 'b',,]}`)
	f.Add(jsonHead + `{"id":x},{"id":"2","title":"b},{"id":"3"}]}`)
	f.Add(`[1 2 {"a":"\ud83d`)
	f.Fuzz(func(t *testing.T, in string) {
		r := &jsonReader{text: []byte(in), pos: spaceLen([]byte(in))}
		got, err := r.value()
		right := json.Valid([]byte(in)) && strings.Count(in, "[")+strings.Count(in, "{") < maxDepth
		switch {
		case err == nil && !json.Valid(got):
			t.Errorf("%q became %q", in, got)
		case right && in != "" && bytes.IndexByte([]byte("{[\""), bytes.TrimSpace([]byte(in))[0]) >= 0 && (err != nil || string(got) != strings.TrimSpace(in)):
			t.Errorf("%q became %q, %v", in, got, err)
		case errors.Is(err, errEnds) && r.start < len(in) && in[r.start] == '{' && !json.Valid(r.partial()):
			t.Errorf("%q, cut, became %q", in, r.partial())
		}
	})
}
