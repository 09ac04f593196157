package feed

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

func TestMerge(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2025, 1, d, 0, 0, 0, 0, time.UTC) }
	type docs = []related.Document
	tests := []struct {
		name    string
		in      []docs
		want    docs
		dropped []string // IDs in warnings
	}{
		{"nothing", nil, nil, nil},
		{"all different", []docs{{{ID: "1"}, {ID: "2"}}, {{ID: "3", URL: "https://a.example/"}}}, docs{{ID: "1"}, {ID: "2"}, {ID: "3", URL: "https://a.example/"}}, nil},
		{"same ID, more text", []docs{{{ID: "1", Content: "a"}, {ID: "2"}}, {{ID: "1", Content: "longer"}}}, docs{{ID: "1", Content: "longer"}, {ID: "2"}}, []string{"1"}},
		{"same ID, newer", []docs{{{ID: "1", Published: day(1), Title: "old"}}, {{ID: "1", Updated: day(2)}}}, docs{{ID: "1", Updated: day(2)}}, []string{"1"}},
		{"same ID, equal", []docs{{{ID: "1", Title: "first"}}, {{ID: "1", Title: "second"}}}, docs{{ID: "1", Title: "first"}}, []string{"1"}},
		{"a summary is text, but not twice", []docs{{{ID: "1", Content: "abc", Summary: "abc"}}, {{ID: "1", Content: "abcd"}}}, docs{{ID: "1", Content: "abcd"}}, []string{"1"}},
		{"same URL", []docs{{{ID: "1", URL: "http://A.example:80/x/?utm_source=feed&b=1#top", Content: "more"}}, {{ID: "2", URL: "https://a.example/x?b=1&fbclid=9"}}},
			docs{{ID: "1", URL: "http://A.example:80/x/?utm_source=feed&b=1#top", Content: "more"}}, []string{"2"}},
		{"no URL is no URL", []docs{{{ID: "1"}}, {{ID: "2"}}}, docs{{ID: "1"}, {ID: "2"}}, nil},
		{"one that is two", []docs{{{ID: "1"}, {ID: "2", URL: "https://a.example/x"}}, {{ID: "1", URL: "https://a.example/x", Content: "c"}}, {{ID: "2", URL: "https://a.example/y"}, {ID: "3", URL: "https://a.example/y"}}},
			docs{{ID: "1", URL: "https://a.example/x", Content: "c"}}, []string{"2", "1", "2", "3"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, warnings := Merge(tt.in...)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Merge (-want +got):\n%s", diff)
			}
			var dropped []string
			for _, w := range warnings {
				if w.Kind != WarnDuplicate {
					t.Errorf("kind %q", w.Kind)
				}
				dropped = append(dropped, w.ID)
			}
			if diff := cmp.Diff(tt.dropped, dropped); diff != "" {
				t.Errorf("dropped (-want +got):\n%s", diff)
			}
		})
	}
}
