package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/quick"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/unicode"

	"github.com/kindred-go/kindred/related"
)

// collectLines reads all lines; errors become their text.
func collectLines(r io.Reader, opts *Options) (docs []related.Document, errs []string) {
	for d, err := range Lines(r, opts) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		docs = append(docs, d)
	}
	return docs, errs
}

func TestLines(t *testing.T) {
	in := "\ufeff" + `{"id":"1","url":"/1","title":"One","content_html":"<p>a<p>b <a href='/x'>c</a>","unknown":{"a":[1]}}` + "\r\n\n  \n" +
		"[]\n" +
		`{"id":"2"` + "\n" +
		`{}` + "\n" +
		`{"id":"3","title":"` + strings.Repeat("x", maxLine) + `"}` + "\n" +
		`{"id":"4","title":"` + strings.Repeat("y", maxLine-len(`{"id":"4","title":""}`)) + `"}` + "\n" +
		`{"id":"1","title":"again"}`
	docs, errs := collectLines(strings.NewReader(in), &Options{BaseURL: "https://l.example/"})
	wantErrs := []string{
		"line 4: an item must be a JSON object, not []",
		"line 5: unexpected end of JSON input",
		"line 6: the item has no ID, no URL, no title and no text",
		"line 7: feed is too large: the line has more than 4 MiB",
	}
	if diff := cmp.Diff(wantErrs, errs); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if len(docs) != 3 || len(docs[1].Title) < maxLine-100 {
		t.Fatalf("%d documents", len(docs))
	}
	want := []related.Document{
		{ID: "1", URL: "https://l.example/1", Title: "One", Content: "a\nb c", Links: []string{"https://l.example/x"}},
		{ID: "1", Title: "again"},
	}
	if diff := cmp.Diff(want, []related.Document{docs[0], docs[2]}); diff != "" {
		t.Errorf("documents (-want +got):\n%s", diff)
	}
}

// Lines are of any charset, each of its own or all in UTF-16.
func TestLinesCharset(t *testing.T) {
	const text = `{"id":"1","title":"` + "日本 Łódź" + `"}` + "\n" + `{"id":"2","title":"b"}` + "\n\n" + `{"id":"3","title":"ç"}`
	wide := func(order unicode.Endianness, mark unicode.BOMPolicy, pad int) string {
		in := strings.Replace(text, `"b"`, `"b","content_text":"`+strings.Repeat("é", pad)+`"`, 1)
		in, err := unicode.UTF16(order, mark).NewEncoder().String(in)
		if err != nil {
			t.Fatal(err)
		}
		return in
	}
	tests := []struct {
		name, in, contentType string
		titles                []string
		warning               string
	}{
		{"UTF-8", "\ufeff" + text, "", []string{"日本 Łódź", "b", "ç"}, ""},
		{"Latin-1", "{\"id\":\"1\",\"title\":\"caf\xe9\"}\n{\"id\":\"2\",\"title\":\"Größe\"}\n{\"id\":\"3\",\"title\":\"\xdcbung\"}", "",
			[]string{"café", "Größe", "Übung"}, "item 1: the line is not UTF-8; it was read as windows-1252 (2 times)"},
		{"windows-1250 that the header says", "{\"id\":\"1\",\"title\":\"A\"}\n{\"id\":\"2\",\"title\":\"\xe8aj\"}", "application/x-ndjson; charset=windows-1250",
			[]string{"A", "čaj"}, "item 2: the line is not UTF-8; it was read as windows-1250"},
		{"UTF-16", wide(unicode.LittleEndian, unicode.UseBOM, 1), "", []string{"日本 Łódź", "b", "ç"}, "item 1: the line is not UTF-8; it was read as utf-16le (3 times)"},
		{"UTF-16 without a mark", wide(unicode.BigEndian, unicode.IgnoreBOM, 1), "", []string{"日本 Łódź", "b", "ç"}, "item 1: the line is not UTF-8; it was read as utf-16be (3 times)"},
		{"long lines of UTF-16", wide(unicode.BigEndian, unicode.UseBOM, 100_000), "", []string{"日本 Łódź", "b", "ç"}, "item 1: the line is not UTF-8; it was read as utf-16be (3 times)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			opts := &Options{ContentType: tt.contentType}
			f, err := Parse(strings.NewReader(tt.in), opts)
			if err != nil {
				t.Fatal(err)
			}
			docs, errs := collectLines(iotest.OneByteReader(strings.NewReader(tt.in)), opts)
			if errs != nil {
				t.Errorf("errors: %v", errs)
			}
			for _, docs := range [][]related.Document{f.Documents, docs} {
				var titles []string
				for i := range docs {
					titles = append(titles, docs[i].Title)
				}
				if diff := cmp.Diff(tt.titles, titles); diff != "" {
					t.Errorf("titles (-want +got):\n%s", diff)
				}
			}
			var got []string
			for _, w := range f.Warnings {
				got = append(got, w.String())
			}
			if strings.Join(got, "\n") != tt.warning {
				t.Errorf("warnings %q, want %q", got, tt.warning)
			}
		})
	}
}

func TestLinesErrors(t *testing.T) {
	broken := errors.New("broken pipe")
	var got []error
	for _, err := range Lines(io.MultiReader(strings.NewReader("{\"id\":\"1\"}\nx"), errReader{broken}), nil) {
		got = append(got, err)
	}
	var at *LineError
	if len(got) != 2 || got[0] != nil || !errors.Is(got[1], broken) || !errors.As(got[1], &at) || at.Line != 2 {
		t.Errorf("errors: %v", got)
	}
	for _, err := range Lines(strings.NewReader(strings.Repeat(" ", 2*maxLine)), nil) {
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("error %v, want ErrTooLarge", err)
		}
	}
}

// The reading stops when the caller does.
func TestLinesStop(t *testing.T) {
	n := 0
	for range Lines(strings.NewReader(strings.Repeat("{\"id\":\"1\"}\n", 10)), nil) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d lines", n)
	}
}

func TestAppendItem(t *testing.T) {
	d := related.Document{
		ID: "1", URL: "https://e.example/1", Title: `<b> & "q"`, Summary: "s", Content: "a\nb\u2028c\u00a0d",
		Tags: []string{"x"}, Authors: []string{"Ada"}, Language: "en", Image: "https://e.example/i.png", Hidden: true,
		Published: time.Date(2025, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600)),
		Section:   "Food", Boost: 1.2,
	}
	got, err := AppendItem([]byte("> "), &d)
	want := `> {"id":"1","url":"https://e.example/1","title":"<b> & \"q\"","content_text":"a\nb\u2028c` + "\u00a0" + `d","summary":"s",` +
		`"tags":["x"],"authors":[{"name":"Ada"}],"language":"en","date_published":"2025-01-02T02:04:05Z","image":"https://e.example/i.png",` +
		`"_kindred":{"section":"Food","boost":1.2,"hidden":true}}`
	if err != nil || string(got) != want {
		t.Errorf("AppendItem = %s, %v, want\n%s", got, err, want)
	}
}

func TestAppendItemErrors(t *testing.T) {
	if _, err := AppendItem(nil, &related.Document{Title: "x"}); !errors.Is(err, related.ErrNoID) {
		t.Errorf("error %v, want ErrNoID", err)
	}
	got, err := AppendItem([]byte("a"), &related.Document{ID: "1", Published: time.Date(12025, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err == nil || string(got) != "a" {
		t.Errorf("AppendItem = %s, %v", got, err)
	}
}

// randomDocument returns a document with everything that JSON Feed can say, in
// the spelling that the reader gives it.
func randomDocument(r *rand.Rand) related.Document {
	text := func() string {
		alphabet := []rune("ab \n\t<>&\"'\\/{}é日\u00a0\u2028\U0001f600\x01\x7f\ufffd")
		s := make([]rune, r.IntN(12))
		for i := range s {
			s[i] = alphabet[r.IntN(len(alphabet))]
		}
		return string(s)
	}
	list := func() []string {
		var l []string
		for range r.IntN(3) {
			l = append(l, text())
		}
		return distinct(l)
	}
	when := func() time.Time {
		if r.IntN(3) == 0 {
			return time.Time{}
		}
		return time.Unix(r.Int64N(4e9), r.Int64N(1e9)).UTC()
	}
	link := func() string {
		if r.IntN(3) == 0 {
			return ""
		}
		return fmt.Sprintf("https://e.example/é/%d?a=<&b#%%zz", r.IntN(100))
	}
	return related.Document{
		ID: "x" + strings.TrimSpace(text()), URL: link(), Title: text(), Summary: text(), Content: text(),
		Tags: list(), Authors: list(), Language: []string{"", "en", "pt-BR", "zh-Hans"}[r.IntN(4)],
		Published: when(), Updated: when(), Image: link(),
		Headings: list(), Links: list(), Pins: list(), Section: foldSpace(text()), Series: foldSpace(text()),
		Boost: float64(r.IntN(3)), Hidden: r.IntN(2) == 0,
	}
}

// What AppendItem writes, Lines reads back.
func TestRoundTrip(t *testing.T) {
	property := func(seed uint64) bool {
		want := randomDocument(rand.New(rand.NewPCG(seed, 1)))
		line, err := AppendItem(nil, &want)
		if err != nil {
			t.Error(err)
			return false
		}
		if strings.ContainsAny(string(line), "\n\r") || !utf8.Valid(line) {
			t.Errorf("not one line of UTF-8: %q", line)
			return false
		}
		docs, errs := collectLines(strings.NewReader(string(line)+"\n"+string(line)), nil)
		if len(docs) != 2 || len(errs) != 0 {
			t.Errorf("%d documents, errors %v, of %q", len(docs), errs, line)
			return false
		}
		diff := cmp.Diff(want, docs[1], cmpopts.EquateEmpty())
		if diff != "" {
			t.Errorf("read back (-want +got):\n%s", diff)
		}
		return diff == ""
	}
	if err := quick.Check(property, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

func FuzzLines(f *testing.F) {
	f.Add(`{"id":"1","title":"One","content_html":"<p>a"}` + "\n" + `{"id":2,"tags":"a,b","authors":[{"name":"x"}]}`)
	f.Add("\ufeff{\"url\":\"https://a.example\",\"date_published\":\"2025-01-01T00:00:00Z\"}\r\n\r\n[]")
	f.Add(`{"author":{"name":[1]},"id":true,"title":null}`)
	f.Fuzz(func(t *testing.T, in string) {
		for d, err := range Lines(strings.NewReader(in), &Options{BaseURL: "https://l.example/"}) {
			var at *LineError
			if err != nil {
				if !errors.As(err, &at) || at.Line < 1 {
					t.Fatalf("error without a line: %v", err)
				}
				continue
			}
			checkDocument(t, &d)
			line, err := AppendItem(nil, &d)
			if err != nil {
				t.Fatalf("AppendItem: %v", err)
			}
			again, errs := collectLines(strings.NewReader(string(line)), nil)
			d.Headings, d.Links = nil, nil
			if diff := cmp.Diff([]related.Document{d}, again, cmpopts.EquateEmpty()); diff != "" || errs != nil {
				t.Fatalf("read back: %v\n%s", errs, diff)
			}
		}
	})
}

// JSON Lines are known from their beginning, however slowly it comes.
func TestParseTellsLinesFromFeeds(t *testing.T) {
	long := `{"id":"1","content_text":"` + strings.Repeat("word ", 20_000) + `"}`
	for _, test := range []struct{ format, in string }{
		{"jsonl", `{"id":"1","title":"One"}`},
		{"jsonl", "\ufeff\n" + `{"id":"1","title":"One"}` + "\n" + `{"id":"2"}`},
		{"jsonl", long + "\n" + long},
		{"jsonl", `{"id":"1","title":"One"}` + "\n{broken"},
		{"json", `{"title":"Feed","items":[{"id":"1","url":"/1"}]}`},
		{"json", `{"title":"Feed","items":[` + long + `]}` + "\n"},
		{"json", "{\n\"feed_url\":\"/feed\",\n\"items\":[]}"},
	} {
		for _, r := range []io.Reader{strings.NewReader(test.in), iotest.OneByteReader(strings.NewReader(test.in)), iotest.DataErrReader(strings.NewReader(test.in))} {
			f, err := Parse(r, nil)
			if err != nil || f.Format != test.format {
				t.Errorf("%.40q is read as %+v, %v; want %s", test.in, f, err, test.format)
			}
		}
	}
	if _, err := Parse(io.MultiReader(strings.NewReader("{\"id\":\"1\"}\n{\"id\":\"2\"}\n"), iotest.ErrReader(io.ErrClosedPipe)), nil); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Parse = %v, want the reader's error", err)
	}
}

// An extension that is not as it should be costs what is wrong, not the item.
func TestExtension(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`{"section":" World  news ","pins":["a","b"],"boost":1.5,"hidden":true}`, `{"section":"World news","pins":["a","b"],"boost":1.5,"hidden":true}`},
		{`{"section":7,"pins":"a","boost":"2","series":"Boats"}`, `{"series":"Boats"}`},
		{`{"boost":-1}`, ``},
		{`[1]`, ``},
		{`null`, ``},
	} {
		docs, errs := collectLines(strings.NewReader(`{"id":"1","title":"x","_kindred":`+test.in+`}`), nil)
		if len(docs) != 1 || len(errs) != 0 {
			t.Errorf("%s: %d documents, errors %v", test.in, len(docs), errs)
			continue
		}
		want := `{"id":"1","title":"x"}`
		if test.want != "" {
			want = `{"id":"1","title":"x","_kindred":` + test.want + `}`
		}
		if got, err := AppendItem(nil, &docs[0]); err != nil || string(got) != want {
			t.Errorf("%s: read as %s, %v, want %s", test.in, got, err, want)
		}
	}
}

// Addresses in an extension are relative to what the feed's others are relative to. A
// pin that looks like a path stays, since it may be an ID.
func TestExtensionAddresses(t *testing.T) {
	const item = `{"id":"/a","url":"/a","title":"A","_kindred":{"links":["/b","c","https://o.example/d","mailto:x"],` +
		`"pins":["/b","../e","id-1","f.html","https://o.example/d","https://s.example/b",""]}}`
	const feed = `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[` + item + `]}`
	type addresses struct{ Links, Pins []string }
	plain := addresses{[]string{"/b", "c", "https://o.example/d", "mailto:x"}, []string{"/b", "../e", "id-1", "f.html", "https://o.example/d", "https://s.example/b", ""}}
	resolved := addresses{[]string{"https://s.example/b", "https://s.example/x/c", "https://o.example/d", "mailto:x"}, append(slices.Clone(plain.Pins), "https://s.example/e")}
	for _, test := range []struct {
		name, in, base string
		want           addresses
	}{
		{"a feed", feed, "https://s.example/x/feed.json", resolved},
		{"a feed from nowhere", feed, "", plain},
		{"a line", item, "https://s.example/x/list.jsonl", resolved},
		{"links of the content go first", strings.Replace(feed, `"title":"A"`, `"content_html":"<a href=/g>G</a>"`, 1), "https://s.example/x/",
			addresses{[]string{"https://s.example/g"}, resolved.Pins}},
	} {
		f, err := Parse(strings.NewReader(test.in), &Options{BaseURL: test.base})
		if err != nil || len(f.Documents) != 1 {
			t.Errorf("%s: %+v, %v", test.name, f, err)
			continue
		}
		if diff := cmp.Diff(test.want, addresses{f.Documents[0].Links, f.Documents[0].Pins}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Strings are written as encoding/json writes them, but for U+FFFD as a character.
func FuzzJSONString(f *testing.F) {
	f.Add("a \"b\" \\ \x00\x1f\x7f\b\f\n\r\t <&> \u2028\u2029 \xff \U0001F600")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.TrimSuffix(want.String(), "\n"), string(appendJSONString(nil, s))); diff != "" {
			t.Error(diff)
		}
	})
}
