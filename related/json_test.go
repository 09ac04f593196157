package related

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAppendJSON(t *testing.T) {
	full := List{ID: "a", URL: "https://x.example/a?b=1&c=2", Title: "</script> \"quoted\" \\ \u2028 \x01\n\t ü 統", Related: []Match{
		{ID: "b", URL: "u", Title: "t", Language: "pt-BR", Score: 0.5, Excerpt: "Text…", Published: day(1), Image: "i", Reason: ReasonContent,
			Terms: []Term{{"wolf", "word", 0.25}, {"C++", "tag", 0.125}}},
		{ID: "c", Score: 0.1234, Reason: ReasonPin, Published: time.Date(2026, 2, 1, 0, 30, 0, 0, time.FixedZone("", 3600))},
	}}
	got := string(full.AppendJSON(nil))
	var back List
	if err := json.Unmarshal([]byte(got), &back); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	want := full
	want.Related = append([]Match{}, full.Related...)
	want.Related[1].Published = want.Related[1].Published.UTC()
	if diff := cmp.Diff(want, back); diff != "" {
		t.Errorf("after a round trip (-want +got):\n%s", diff)
	}
	if strings.ContainsAny(got, "<>&\n\u2028") {
		t.Errorf("not safe in a script element: %s", got)
	}
	if !strings.Contains(got, `"score":0.5000,`) || !strings.Contains(got, `"date_published":"2026-01-31T23:30:00Z"`) {
		t.Errorf("scores have four decimals and dates are in UTC; got %s", got)
	}
	if got, want := string(List{ID: "x"}.AppendJSON(nil)), `{"id":"x","related":[]}`; got != want {
		t.Errorf("an empty list is %s, want %s", got, want)
	}
}

func FuzzAppendJSON(f *testing.F) {
	f.Add("id", "title \x00 \u2029 \xff <b>")
	f.Fuzz(func(t *testing.T, id, title string) {
		var back List
		if err := json.Unmarshal(List{ID: id, Title: title}.AppendJSON(nil), &back); err != nil {
			t.Fatal(err)
		}
		if want := strings.ToValidUTF8(title, "\ufffd"); back.Title != want && strings.ToValidUTF8(title, "") == title {
			t.Errorf("title %q came back as %q", title, back.Title)
		}
	})
}
