package regexp

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// expressions are all that are in the engine (TestExpressions of package overlay
// looks for others), and what they are made of.
var expressions = []string{
	`(?i)charset\s*=\s*["']?\s*([\w.:-]+)`,
	`(?i)<\?xml\s[^>]*?encoding\s*=\s*["']?\s*([\w.:-]+)`,
	`(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)`,
	`&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`,
	`(?:(?:<|&lt;)/?|&(?:amp;)?#?[0-9a-zA-Z]{0,31})$`,
	`(?i)^(?:[^<]|</?(?:br|b|i|a)\b[^<>]*>)*$`,
	`^([^@]+@[^\s]+)\s+\(([^@]+)\)$`,
	`^([^@]+)\s+\(([^@]+@[^)]+)\)$`,
	`^([^@()]+)$`,
	`^([^@()]+@[^@()]+)$`,
	`a|ab|(b)c?`,
	`(a{1,3}?)(a*)b`,
}

// typical are texts of the kinds that the expressions are for.
var typical = []string{
	"a@b.example (Ann Lee)", "Ann Lee (a@b.example)", "Ann Lee  \t(a@b.example)", "Ann Lee", "a@b.example", "a@b.example (Ann (Lee))", "a b@c (x@y)", "@ (x)",
	"text/xml; charset=utf-8", `text/xml; charset = "KOI8-R"`, `<?xml version="1.0" encoding='windows-1251'?>`, `<meta http-equiv="x" content="text/html; charset=big5">`,
	"&amp;&#10;&#x1f;&x;&1;&;", "a <", "a &lt;/", "a &amp;#12", "<br />\n<b>Notice</b>: x", "<body>",
}

// Texts made of the pieces of the expressions give the matches that the standard
// library finds.
func TestSameMatches(t *testing.T) {
	pieces := []string{"charset", "CharSet", "char\u017fet", "\u212a", " ", "\t", "\v", "\n", "=", `"`, "'", "utf-8", "a.b:c", "<?xml ", "<?XML\n", ">", "encoding",
		"<meta ", "<", "</", "<br", "<b", "<a x", "/>", "&", "&amp;", "&lt;", "#", "#x", "1f", "xyz", "9", ";", "@", "(", ")", "a", "b", "c", "aa", "é", "\xff", "日", "_"}
	r := rand.New(rand.NewPCG(3, 5))
	for _, text := range expressions {
		want, got := regexp.MustCompile(text), MustCompile(text)
		found := 0
		for range 4000 {
			some := [4]string{}
			for i := range some {
				some[i] = pieces[r.IntN(len(pieces))]
			}
			var s strings.Builder
			for range r.IntN(12) {
				s.WriteString(some[r.IntN(len(some))])
			}
			compare(t, want, got, s.String())
			if want.MatchString(s.String()) {
				found++
			}
		}
		for _, s := range typical {
			compare(t, want, got, s)
			if want.MatchString(s) {
				found++
			}
		}
		if found == 0 {
			t.Errorf("%s was never found", text)
		}
	}
}

func compare(t *testing.T, want *regexp.Regexp, got *Regexp, s string) {
	t.Helper()
	b := []byte(s)
	upper := strings.ToUpper
	for name, diff := range map[string]string{
		"Match":                cmp.Diff(want.Match(b), got.Match(b)),
		"MatchString":          cmp.Diff(want.MatchString(s), got.MatchString(s)),
		"FindIndex":            cmp.Diff(want.FindIndex(b), got.FindIndex(b)),
		"FindSubmatch":         cmp.Diff(want.FindSubmatch(b), got.FindSubmatch(b)),
		"FindStringSubmatch":   cmp.Diff(want.FindStringSubmatch(s), got.FindStringSubmatch(s)),
		"ReplaceAllStringFunc": replaced(want, got, s, upper),
	} {
		if diff != "" {
			t.Fatalf("%s of %s in %q (-want +got):\n%s", name, want, s, diff)
		}
	}
}

// replaced compares where no match is empty, as the expressions that are used so
// have none.
func replaced(want *regexp.Regexp, got *Regexp, s string, by func(string) string) string {
	if want.MatchString("") || strings.HasPrefix(want.String(), "(?:(?:<") {
		return ""
	}
	return cmp.Diff(want.ReplaceAllStringFunc(s, by), got.ReplaceAllStringFunc(s, by))
}
