package content

import (
	"regexp"
	"strings"
	"time"

	"github.com/kindred-go/kindred/feed/internal/date"
)

var writtenDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)

// dateOf returns the first date under the keys, and its day as it is written,
// before any zone; or else a text there that is no date.
func dateOf(meta table, keys []string) (t time.Time, day, wrong string) {
	for v := range meta.values(keys...) {
		if inner, ok := v.(table); ok { // date: {created: …, updated: …} of MkDocs
			if t, day, _ := dateOf(inner, keys); !t.IsZero() {
				return t, day, ""
			}
			continue
		}
		s, ok := v.(string)
		if s = strings.TrimSpace(s); !ok || s == "" || isBool(s) || isComputed(s) {
			continue
		}
		t, ok := date.Parse(s)
		if !ok { // "2023-01-29 18:30:22 2023 -0800" is a day at least
			t, ok = date.Parse(writtenDay.FindString(s))
		}
		if ok {
			if day = writtenDay.FindString(s); day == "" {
				day = t.Format(time.DateOnly)
			}
			return t, day, ""
		}
		if wrong == "" {
			wrong = s
		}
	}
	return time.Time{}, "", wrong
}

// isComputed reports whether the generator finds the date, as Eleventy does for
// "git Last Modified" and "Created", or a template does.
func isComputed(s string) bool {
	switch strings.TrimPrefix(strings.ToLower(s), "git ") {
	case "last modified", "created":
		return true
	}
	return strings.Contains(s, "{{")
}

// lineOf returns the line of src in which the text stands in its front matter, or 0.
func lineOf(src, block, text string) int {
	start := strings.Index(src, block)
	if i := strings.Index(block, text); start >= 0 && i >= 0 {
		return 1 + strings.Count(src[:start+i], "\n")
	}
	return 0
}
