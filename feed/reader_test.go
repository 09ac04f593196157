package feed

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

// A Reader with a Merger gives the documents and the warnings that Parse gives, which
// holds them.
func TestReader(t *testing.T) {
	const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"One"},{"id":"1","title":"Again"}]}`
	lines := "\ufeff" + `{"id":"1","title":"One","content_text":"first","date_published":"2025-03-01T00:00:00Z"}` + "\n\n" +
		`{"url":"https://l.example/a","title":"No ID"}` + "\n" +
		`{"id":"2",` + "\n" +
		"{\"id\":\"3\",\"title\":\"caf\xe9\"}\r\n" +
		`{"url":"https://l.example/a","title":"No ID either"}` + "\n" +
		`{}` + "\n" +
		`{"id":"1","title":"Older","content_text":"longer than the first","date_published":"2025-02-01T00:00:00Z"}` + "\n" +
		`{"id":"4","title":"` + strings.Repeat("x", maxLine) + `"}` + "\n" +
		`{"id":"3","title":"Later","url":"/three"}`
	for _, test := range []struct{ name, in, err string }{
		{"JSON Lines", lines, ""},
		{"a JSON Feed", jsonFeed, ""},
		{"lines without an article", `{"id":"1","title":""}` + "\n" + `{"id":"2"}`, "none of its lines is an article"},
		{"lines that are broken", `{"id":"1","title":"a","url":}` + "\n" + `{"id":"2"`, "none of its lines could be read"},
		{"a web page", "<!doctype html><title>x</title>", "web page"},
	} {
		t.Run(test.name, func(t *testing.T) {
			want, wantErr := Parse(strings.NewReader(test.in), nil)
			r, err := NewReader(iotest.HalfReader(strings.NewReader(test.in)), nil)
			var all, got []related.Document
			var m Merger
			if err == nil {
				for d, failure := range r.All() {
					if failure != nil {
						err = failure
						break
					}
					all = append(all, d)
					m.Add(&d)
				}
			}
			if test.err != "" {
				if wantErr == nil || err == nil || err.Error() != wantErr.Error() || !strings.Contains(err.Error(), test.err) {
					t.Fatalf("errors %v, of Parse %v; want %s", err, wantErr, test.err)
				}
				return
			}
			if err != nil || wantErr != nil {
				t.Fatal(err, wantErr)
			}
			m.EndFeed()
			for n := range m.Kept() {
				got = append(got, all[n])
			}
			merged, _ := Merge(want.Documents)
			if diff := cmp.Diff(merged, got); diff != "" {
				t.Errorf("documents (-of Parse +of the Reader):\n%s", diff)
			}
			var whole []Warning
			for _, w := range want.Warnings {
				if w.Kind != WarnDuplicateID || want.Format != "jsonl" {
					whole = append(whole, w)
				}
			}
			if diff := cmp.Diff(whole, r.Warnings); diff != "" {
				t.Errorf("warnings (-of Parse +of the Reader):\n%s", diff)
			}
			if want.Title != r.Title || want.Format != r.Format {
				t.Errorf("%q, %s; Parse says %q, %s", r.Title, r.Format, want.Title, want.Format)
			}
		})
	}
}

// The documents come before the rest is read, and an error of the reader comes last.
func TestReaderStreams(t *testing.T) {
	in, out := io.Pipe()
	go io.WriteString(out, `{"id":"1","title":"One"}`+"\n"+strings.Repeat(`{"id":"2","title":"Two"}`+"\n", 20_000))
	r, err := NewReader(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	n, broken := 0, errors.New("broken pipe")
	for _, err = range r.All() {
		if n++; n == 20_000 {
			out.CloseWithError(broken)
		}
	}
	if !errors.Is(err, broken) {
		t.Errorf("after %d documents: %v, want the reader's error", n, err)
	}
}

// A Merger that looks at documents one by one keeps what Parse and Merge keep of whole
// feeds.
func TestMerger(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		var m Merger
		var feeds [][]related.Document
		var all, got, dropped []related.Document
		for range 1 + r.IntN(4) {
			var lines []byte
			for range 1 + r.IntN(12) {
				d := related.Document{ID: fmt.Sprint(r.IntN(9)), Title: fmt.Sprint("Title ", len(all)), Content: strings.Repeat("x", r.IntN(4)+1)}
				if r.IntN(3) > 0 {
					d.URL = fmt.Sprint("https://m.example/", r.IntN(9))
				}
				if r.IntN(2) > 0 {
					d.Published = time.Date(2025, 1, 1+r.IntN(3), 0, 0, 0, 0, time.UTC)
				}
				lines, _ = AppendItem(lines, &d)
				lines = append(lines, '\n')
				all = append(all, d)
				m.Add(&d)
			}
			if r.IntN(4) == 0 {
				m.DropFeed()
				continue
			}
			m.EndFeed()
			f, err := Parse(strings.NewReader(string(lines)), nil)
			if err != nil {
				t.Fatal(err)
			}
			feeds = append(feeds, f.Documents)
		}
		for n := range m.Kept() {
			got = append(got, all[n])
		}
		for n := range m.Dropped() {
			dropped = append(dropped, all[n])
		}
		want, _ := Merge(feeds...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d: kept (-want +got):\n%s", seed, diff)
		}
		if len(got)+len(dropped) != len(all) {
			t.Fatalf("seed %d: of %d documents %d are kept and %d dropped", seed, len(all), len(got), len(dropped))
		}
	}
}
