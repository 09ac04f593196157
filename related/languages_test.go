package related_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

func TestLanguage(t *testing.T) {
	index, err := related.New([]related.Document{
		{ID: "declared", Title: "Jangada", Language: "pt-BR"},
		{ID: "detected", Title: "The harbour", Content: "The ferry that was in the harbour is on the way to the island, and it is late for the first time."},
		{ID: "unknown", Title: "Zwieback"},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"declared": "pt", "detected": "en", "unknown": "", "missing": ""} {
		if got := index.Language(id); got != want {
			t.Errorf("Language(%q) = %q, want %q", id, got, want)
		}
	}
}

// An entry names its language where it is not the one of the article.
func TestMatchLanguage(t *testing.T) {
	text := "herring boats harbour quay nets wharf anchors tide"
	index, err := related.New([]related.Document{
		{ID: "a", Title: "Herring one", Content: text, Language: "en"},
		{ID: "b", Title: "Herring two", Content: text + " gulls", Language: "en-GB"},
		{ID: "c", Title: "Herring three", Content: text + " salt", Language: "pt-BR"},
	}, &related.Options{CrossLanguage: true, KeepNearCopies: true})
	if err != nil {
		t.Fatal(err)
	}
	matches, err := index.Related("a", related.Query{})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, m := range matches {
		got[m.ID] = m.Language
	}
	if diff := cmp.Diff(map[string]string{"b": "", "c": "pt-BR"}, got); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
}
