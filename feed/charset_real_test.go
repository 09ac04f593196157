package feed

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/kindred-go/kindred/feed/internal/charset"
)

// plausible are the charsets in which text of a language is found.
var plausible = map[string]string{
	"en": "windows-1252", "es": "windows-1252", "it": "windows-1252", "nl": "windows-1252", "no": "windows-1252", "sv": "windows-1252",
	"de": "windows-1252 iso-8859-15", "fr": "windows-1252 iso-8859-15", "pt": "windows-1252",
	"ru": "windows-1251 koi8-r iso-8859-5", "uk": "windows-1251 koi8-u", "ar": "windows-1256 iso-8859-6",
	"ja": "shift_jis euc-jp iso-2022-jp", "zh": "gb18030 big5",
}

var (
	languageOfFile = regexp.MustCompile(`-([a-z]{2})\.(?:xml|json)$`)
	declaration    = regexp.MustCompile(`^<\?xml[^>]*>`)
	wholeItem      = regexp.MustCompile(`(?s)<(?:item|entry)[ >].*?</(?:item|entry)>`)
)

// Single items of the real feeds, encoded in the charsets of their languages
// without a word about it, are read as what they were.
func TestGuessRealItems(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "feeds/real"), "*"))
	if err != nil {
		t.Fatal(err)
	}
	right, all := map[string]int{}, map[string]int{}
	for _, file := range files {
		m := languageOfFile.FindStringSubmatch(file)
		in, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if m == nil || !utf8.Valid(in) {
			continue
		}
		items := wholeItem.FindAllString(declaration.ReplaceAllString(string(in), ""), 20)
		for label := range strings.FieldsSeq(plausible[m[1]]) {
			for _, item := range items {
				if ok, counts := guessed(t, label, "<rss><channel>"+item+"</channel></rss>"); counts {
					all[label]++
					if ok {
						right[label]++
					}
				}
			}
		}
	}
	var latin, latinAll, other, otherAll int
	for label, n := range all {
		t.Logf("%-12s %d of %d", label, right[label], n)
		if label == "windows-1252" || label == "iso-8859-15" {
			latin, latinAll = latin+right[label], latinAll+n
		} else {
			other, otherAll = other+right[label], otherAll+n
		}
	}
	t.Logf("Latin %d of %d, others %d of %d", latin, latinAll, other, otherAll)
	// Most of the Latin ones that differ had been encoded twice before.
	if otherAll == 0 || 100*other < 99*otherAll || 100*latin < 96*latinAll {
		t.Error("fewer than before: of the Latin ones at least 96 % were right, of the others 99 %")
	}
}

// guessed reports whether text is guessed right. It does not count if there is
// nothing to guess.
func guessed(t *testing.T, label, text string) (ok, counts bool) {
	t.Helper()
	enc, err := htmlindex.Get(label)
	if err != nil {
		t.Fatal(err)
	}
	in, err := encoding.HTMLEscapeUnsupported(enc.NewEncoder()).String(text)
	if err != nil || utf8.ValidString(in) && label != "iso-2022-jp" {
		return false, false
	}
	want, err := enc.NewDecoder().String(in)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := charset.Decode([]byte(in), "")
	return string(got) == want, true
}
