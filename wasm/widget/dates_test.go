package widget

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// Days that a date is tried with: one digit, the last of them, and two digits.
var days = []int{1, 9, 28}

// The script writes dates with Intl.DateTimeFormat. What is in labels.json must give
// the same in every language.
func TestDatesAreThoseOfIntl(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("KINDRED_REQUIRE_BROWSERS") == "1" {
			t.Fatal("node is not installed")
		}
		t.Skip("node is not installed")
	}
	type job struct {
		Tags []string `json:"tags"`
		Days []int    `json:"days"`
	}
	all := job{Days: days}
	for tag := range languages() {
		all.Tags = append(all.Tags, tag)
	}
	in, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "testdata/dates.mjs")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want map[string][]string
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) < 60 {
		t.Fatalf("node has %d of %d languages", len(want), len(all.Tags))
	}

	for tag, dates := range want {
		var got []string
		for month := time.January; month <= time.December; month++ {
			for _, day := range days {
				got = append(got, date(languages()[tag], time.Date(2026, month, day, 12, 0, 0, 0, time.UTC)))
			}
		}
		if diff := cmp.Diff(dates, got, cmp.Transformer("spaces", ordinarySpaces)); diff != "" {
			t.Errorf("%s: -Intl +Go\n%s", tag, diff)
		}
	}
}

// ordinarySpaces makes all kinds of spaces one: versions of ICU differ in them.
func ordinarySpaces(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
}
