package related_test

import (
	"testing"

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
