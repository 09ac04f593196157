package main

import (
	"os"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	f, err := os.Open("../newsroom/feed.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out strings.Builder
	if err := run(f, &out); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "A wolf walks the Sarrow Fells, the first in 140 years\n  0.") {
		t.Errorf("the wolf has no list:\n%s", got)
	}
	if err := run(strings.NewReader("<html></html>"), &out); err == nil {
		t.Error("a web page passes for a feed")
	}
}
