package main

import (
	"bytes"
	"testing"
	"time"
)

func TestWords(t *testing.T) {
	day := time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct{ language, date, names string }{
		{"en-GB", "9 March 2026", "Ann, Bea and Cy"},
		{"de", "9. März 2026", "Ann, Bea und Cy"},
		{"es", "9 de marzo de 2026", "Ann, Bea y Cy"},
		{"fr", "9 March 2026", "Ann, Bea and Cy"},
	} {
		w := wordsOf(test.language)
		if got := w.Date(day); got != test.date {
			t.Errorf("%s: %q, want %q", test.language, got, test.date)
		}
		if got := w.Names([]string{"Ann", "Bea", "Cy"}); got != test.names {
			t.Errorf("%s: %q, want %q", test.language, got, test.names)
		}
	}
	if got := wordsOf(british).Names([]string{"Ann"}); got != "Ann" {
		t.Errorf("one name: %q", got)
	}
}

// A picture stays the same from build to build, and differs from title to title.
func TestPicture(t *testing.T) {
	for _, section := range sections {
		one := picture(section, "One")
		if !bytes.Equal(one, picture(section, "One")) {
			t.Errorf("%s: the same title has two pictures", section)
		}
		if bytes.Equal(one, picture(section, "Another")) {
			t.Errorf("%s: two titles have the same picture", section)
		}
		if len(one) > 20_000 {
			t.Errorf("%s: a picture of %d bytes", section, len(one))
		}
	}
	if len(styles) != len(sections) {
		t.Errorf("%d styles for %d sections", len(styles), len(sections))
	}
}
