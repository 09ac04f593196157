package widget

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestHeading(t *testing.T) {
	for tag, want := range map[string]string{
		"":           "More like this",
		"en":         "More like this",
		"de":         "Mehr zum Thema",
		"de-CH-1996": "Mehr zum Thema",
		"DE_at":      "Mehr zum Thema",
		" fr ":       "À lire aussi",
		"no":         "Les også",
		"zh":         "相关阅读",
		"zh-CN":      "相关阅读",
		"zh-Hans-HK": "相关阅读",
		"zh-TW":      "延伸閱讀",
		"zh-HK":      "延伸閱讀",
		"zh-Hant-MO": "延伸閱讀",
		"sr":         "Прочитајте још",
		"sr-Latn-RS": "Pročitajte još",
		"sr-ME":      "Pročitajte još",
		"tlh":        "More like this",
		"not a tag":  "More like this",
		"-":          "More like this",
	} {
		if got := Heading(tag); got != want {
			t.Errorf("Heading(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestDate(t *testing.T) {
	day := time.Date(2026, time.March, 7, 23, 0, 0, 0, time.UTC)
	for tag, want := range map[string]string{
		"en":    "Mar 7, 2026",
		"en-GB": "7 Mar 2026",
		"en-IE": "7 Mar 2026",
		"en-ZA": "07 Mar 2026",
		"pt-PT": "7/03/2026",
		"lt":    "2026-03-07",
		"ca":    "7 de març del 2026",
		"ja":    "2026年3月7日",
		"fa":    "۷ مارس ۲۰۲۶",
		"ar-EG": "٧ مارس ٢٠٢٦",
	} {
		if got := ordinarySpaces(date(wordsFor(tag), day)); got != want {
			t.Errorf("in %s the date is %q, want %q", tag, got, want)
		}
	}
}

// Every language has all it needs, of itself or from the language that it is a kind of.
func TestLabelsAreWhole(t *testing.T) {
	var table map[string]*words
	d := json.NewDecoder(strings.NewReader(string(labels)))
	d.DisallowUnknownFields()
	if err := d.Decode(&table); err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for tag, raw := range table {
		for _, name := range append(raw.Also, tag) {
			if seen[name] {
				t.Errorf("%s is there twice", name)
			}
			seen[name] = true
		}
		w := languages()[strings.ToLower(tag)]
		if w.Heading == "" || w.Heading != clean(w.Heading) {
			t.Errorf("%s: the heading is %q", tag, w.Heading)
		}
		for i, month := range w.Months {
			if month == "" {
				t.Errorf("%s: month %d has no name", tag, i+1)
			}
		}
		fields := strings.ReplaceAll(w.Date, "{dd}", "{d}")
		for _, field := range []string{"{d}", "{m}", "{y}"} {
			if strings.Count(fields, field) != 1 {
				t.Errorf("%s: the date is %q", tag, w.Date)
			}
		}
		if n := len([]rune(w.Digits)); n != 0 && n != 10 {
			t.Errorf("%s has %d digits", tag, n)
		}
	}
	if len(table) < 60 {
		t.Errorf("only %d languages", len(table))
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{
		"": "ltr", "en": "ltr", "ar": "rtl", "AR_eg": "rtl", "ckb-IQ": "rtl", "iw": "rtl",
		"pa": "ltr", "pa-Arab": "rtl", "pa-Arab-PK": "rtl", "az-Latn": "ltr", "ar-Latn": "ltr", "arz": "ltr", "he-1": "rtl",
	} {
		if got := direction(tag); got != want {
			t.Errorf("direction(%q) = %s, want %s", tag, got, want)
		}
	}
}

func TestLanguageTag(t *testing.T) {
	got := make(map[string]string)
	want := map[string]string{
		"": "", "en": "en", "en_US": "en-US", " zh-Hant ": "zh-Hant", "en-": "", "-": "", "e n": "",
		`en" onload="x`: "", "абв": "", "abcdefghi": "",
	}
	for tag := range want {
		got[tag] = languageTag(tag)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
