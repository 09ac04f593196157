package main

import (
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/kindred-go/kindred/related/cmd/kindred/internal/report"
	"github.com/kindred-go/kindred/related/internal/text"
)

var update = flag.Bool("update", false, "write the expected report anew")

var newsroom = filepath.FromSlash("../../../examples/newsroom/feed.xml")

func TestReportOnTheNewsroom(t *testing.T) {
	got := kindred(t, "report", newsroom)
	golden := filepath.Join("testdata", "report.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
		t.Errorf("the report changed; look at it, then run go test ./related/cmd/kindred -run Newsroom -update (-golden +now):\n%s", diff)
	}
	if n := strings.Count(got, "\n"); n > reportLines {
		t.Errorf("%d lines", n)
	}
}

func TestReportIsTheSameOnAnyNumberOfCPUs(t *testing.T) {
	for _, format := range []string{"text", "html", "json"} {
		want := kindred(t, "report", "--format", format, newsroom)
		before := runtime.GOMAXPROCS(1)
		got := kindred(t, "report", "--format", format, newsroom)
		runtime.GOMAXPROCS(before)
		if got != want {
			t.Errorf("%s: one CPU gives other bytes than %d", format, before)
		}
	}
}

// TestReportPage reads the page as a browser does: every element that opens
// closes, every reference leads somewhere, every chart has a name and a text, and
// nothing runs or is fetched.
func TestReportPage(t *testing.T) {
	page := kindred(t, "report", "--format", "html", newsroom)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, references, charts := map[string]bool{}, []string{}, 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "img", "iframe", "object", "form", "image", "use":
			t.Errorf("a <%s> on the page", n.Data)
		case "svg":
			charts++
			if n.FirstChild == nil || !hasChild(n, "title") || !hasChild(n, "desc") {
				t.Error("a chart without title or desc")
			}
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "style":
				t.Errorf("attribute %s=%q", a.Key, a.Val)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "aria-labelledby":
				references = append(references, strings.Fields(a.Val)...)
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				references = append(references, a.Val[1:])
			case a.Key == "href" && n.Data == "a" && !strings.HasPrefix(a.Val, "https://"):
				t.Errorf("link to %q", a.Val)
			}
		}
	}
	for _, id := range references {
		if !ids[id] {
			t.Errorf("#%s leads nowhere", id)
		}
	}
	if charts != 5 {
		t.Errorf("%d charts", charts)
	}
	// The numbers are there as text, too.
	for _, s := range []string{"Number of articles by language. English: 40; German: 2; Spanish: 2.", "The numbers behind the charts"} {
		if !strings.Contains(page, s) {
			t.Errorf("%q is not on the page", s)
		}
	}
	wellFormed(t, page)
}

func hasChild(n *html.Node, name string) bool {
	for c := range n.ChildNodes() {
		if c.Data == name {
			return true
		}
	}
	return false
}

// wellFormed holds a page to closing what it opens, where HTML wants that.
func wellFormed(t *testing.T, page string) {
	t.Helper()
	optional := map[string]bool{"p": true, "li": true, "tr": true, "td": true, "th": true, "thead": true, "tbody": true, "caption": true}
	var open []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		name, _ := z.TagName()
		switch tag := string(name); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("never closed: %v", open)
			}
			return
		case html.StartTagToken:
			if !optional[tag] && tag != "meta" && tag != "link" {
				open = append(open, tag)
			}
		case html.EndTagToken:
			if optional[tag] {
				continue
			}
			if len(open) == 0 || open[len(open)-1] != tag {
				t.Fatalf("</%s> closes %v", tag, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestReportPageRefusesOtherSchemes(t *testing.T) {
	bad := report.Article{ID: "a", URL: "javascript:alert(1)", Title: "</title><script>alert(2)</script>"}
	page, err := renderReport(&report.Report{
		Title:         bad.Title,
		Summary:       report.Summary{Articles: 1, MostShown: &bad},
		Unseen:        []report.Unseen{{Article: bad}},
		Distributions: &report.Distributions{},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"javascript:", "<script"} {
		if strings.Contains(string(page), s) {
			t.Errorf("%q is on the page", s)
		}
	}
}

// However much there is to say, a terminal's report is short, as wide as it may
// be, and leaves no section out.
func TestReportStaysShort(t *testing.T) {
	var a []report.Article
	for range 40 {
		a = append(a, report.Article{ID: strings.Repeat("harbour", 20), Title: strings.Repeat("The harbour bridge is shut ", 8), URL: "https://gazette.example/"})
	}
	r := &report.Report{
		Summary:   report.Summary{Articles: 200, ListLength: 4, MostShown: &a[0]},
		Tags:      report.Tags{Single: strings.Fields(strings.Repeat("tag ", 50)), Common: []report.TagCount{{Tag: strings.Repeat("news", 30), Articles: 40}}},
		Languages: report.Languages{Mix: []report.LanguageCount{{Language: "en", Articles: 40}}, Unknown: a},
		Thin:      report.Thin{Undated: a, Untagged: a, NoText: a},
	}
	for _, x := range a {
		r.Unseen = append(r.Unseen, report.Unseen{Article: x, Reason: report.Unlike, Closest: &report.Closest{Article: x, Score: .04}})
		r.Crowded = append(r.Crowded, report.Crowded{Article: x, Lists: 20})
		r.Short = append(r.Short, report.Short{Article: x, Length: 1})
		r.Copies = append(r.Copies, report.Cluster{Articles: a})
		r.Series = append(r.Series, report.Series{Articles: a, Missing: []int{3}})
		r.Thin.Brief = append(r.Thin.Brief, report.Brief{Article: x, Words: 10})
	}
	got := string((&textLayout{columns: 80}).report(r))
	// One entry of each section is shown in any case.
	if n := strings.Count(got, "\n"); n > reportLines+10 {
		t.Errorf("%d lines:\n%s", n, got)
	}
	for _, s := range sections(r) {
		if !strings.Contains(got, "\n"+s.Heading+"\n") {
			t.Errorf("%q is missing", s.Heading)
		}
	}
	for line := range strings.Lines(got) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    string
	}{
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two …"},
		{"Donaudampfschiffahrt", 10, "Donaudam …"},
		{"统计学的领域", 8, "统计学 …"},
		{"", 10, ""},
	} {
		if got := shorten(c.text, c.columns); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.columns, got, c.want)
		}
	}
}

func TestLanguageNames(t *testing.T) {
	for base := range languageNames {
		if text.Language(base) != base {
			t.Errorf("%s is no base subtag", base)
		}
	}
	if got := languageName("de") + " " + languageName("qq"); got != "German qq" {
		t.Errorf("got %q", got)
	}
}
