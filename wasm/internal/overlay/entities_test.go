package overlay

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every name in the packed text means what it means to package html.
func TestEntities(t *testing.T) {
	packages, err := list(engine)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"html", "golang.org/x/net/html"} {
		original, err := packages[path].read()
		if err != nil {
			t.Fatal(err)
		}
		f, err := entities(original)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		packed, err := strconv.Unquote(string(regexp.MustCompile(`rest := (".*"); rest`).FindSubmatch(f["unpack.go"])[1]))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for ; packed != ""; n++ {
			name, after, _ := strings.Cut(packed, "\x00")
			r, size := utf8.DecodeRuneInString(after)
			if got := html.UnescapeString("&" + name); got != string(r) {
				t.Errorf("%s: %s is %q, want %q", path, name, string(r), got)
			}
			packed = after[size:]
		}
		if n < 2000 {
			t.Errorf("%s: only %d names", path, n)
		}
	}
}
