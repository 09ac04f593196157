package feed

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Many programs say "en" of whatever they publish.
func TestLanguagesInDoubt(t *testing.T) {
	const (
		en = "The ferry leaves at noon."
		ru = "Паром уходит в полдень."
		zh = "渡轮中午从港口出发。"
		ja = "npm install と git commit のあとで、港からフェリーが出ます。"
		el = "We write μ, σ and Δx for what is measured."
	)
	for name, test := range map[string]struct {
		language string
		texts    []string
		want     []string // the documents' languages
		warnings int      // documents that they are about
	}{
		"right":                         {"en-US", []string{en, el, en}, []string{"en-US", "en-US", "en-US"}, 0},
		"wrong of one in five":          {"en", []string{en, en, ru, en, en}, []string{"en", "en", "", "en", "en"}, 1},
		"one in a small feed":           {"en", []string{en, ru, en}, []string{"en", "", "en"}, 1},
		"wrong of most, so not of any":  {"en", []string{ru, en, zh, ja}, []string{"", "", "", ""}, 4},
		"latin names in Japanese":       {"de", []string{ja}, []string{""}, 1},
		"another script is written too": {"uz", []string{ru}, []string{"uz"}, 0},
		"script given":                  {"en-Cyrl", []string{ru}, []string{"en-Cyrl"}, 0},
		"Latin in a Russian feed":       {"ru", []string{en, ru}, []string{"ru", "ru"}, 0},
		"not said":                      {"", []string{zh}, []string{""}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			in := "<rss><channel><language>" + test.language + "</language>"
			for i, text := range test.texts {
				in += fmt.Sprintf("<item><guid>%d</guid><description>%s</description></item>", i, text)
			}
			f, err := Parse(strings.NewReader(in+"</channel></rss>"), nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range f.Documents {
				got = append(got, f.Documents[i].Language)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("languages (-want +got):\n%s", diff)
			}
			warnings := 0
			for _, w := range f.Warnings {
				if w.Kind == WarnLanguage {
					warnings += w.Count
				}
			}
			if warnings != test.warnings {
				t.Errorf("warnings about %d documents, want %d: %v", warnings, test.warnings, f.Warnings)
			}
		})
	}
}

func TestLanguageOfItem(t *testing.T) {
	for _, test := range []struct{ feed, item, want string }{
		{"en", ``, "en"},
		{"en_gb", `<dc:language>pt-br</dc:language>`, "pt-BR"},
		{"en", `<description xml:lang="de">Wasser</description>`, "de"},
		{"en", `<description xml:lang="">x</description>`, ""},
		{"en", `<dc:language>klingonish!</dc:language>`, "en"},
		{"en", `<dc:language>zxx</dc:language>`, "en"},
		{"mul", ``, ""},
		{"und", ``, ""},
		{"x-default", ``, ""},
		{"en-EN", ``, "en"},
		{"de_DE.UTF-8", ``, "de"},
		{"english", ``, ""},
		{"en" + strings.Repeat("-en", 50), ``, ""},
	} {
		f, err := Parse(strings.NewReader(rssHead+"<language>"+test.feed+"</language><item><title>a</title>"+test.item+"</item>"+rssTail), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Documents[0].Language; got != test.want {
			t.Errorf("in %s %s: language %q, want %q", test.feed, test.item, got, test.want)
		}
	}
}
