package site

import (
	"strings"
	"testing"
)

// Pages of a megabyte that repeat one thing, so that whatever takes time by the square
// of it would take minutes: this test would not end.
func TestExamineIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("large pages")
	}
	tests := []struct{ name, head, part string }{
		{"elements in each other", "", "<div>a"},
		{"end tags of nothing", "<p>", "</b></div>"},
		{"end tags of what is far out", "<b>", "<span></b>"},
		{"paragraphs with open elements", "", "<p><b id=a><i>a"},
		{"comments that start", "<main>", "<!-- related:start -->"},
		{"comments around titles", "", "<!-- related:start -->a<!-- related:end --><h1>a</h1>"},
		{"comments in bodies", "", "<p data-kindred-body>a<!-- related:start --><!-- related:end --></p>"},
		{"links in bodies", "", "<p data-kindred-body>a<a href=/x>b</a></p>"},
		{"attributes", "<main><p ", "data-kindred-meta=a class=related "},
		{"names in an attribute", "<main data-kindred-meta='", "a[b],c,"},
		{"marks in each other", "", "<div data-kindred-meta=title data-kindred-weight=5>a"},
		{"dates", "<main>", "<time itemprop=a datetime=2020-01-02>a</time>"},
		{"dates in each other", "<main><nav>", "<time datetime=2020-01-02>"},
		{"datelines in each other", "<main><h1>a</h1>", "<div class=byline>May 3"},
		{"links in headings", "<main>", "<div><h2><a href=/x>a</a></h2>"},
		{"tags in each other", "<main>", "<a rel=tag href=/x>a<div>"},
		{"articles", "", "<article><h2><a href=/b>a</a></h2></article>"},
		{"titles in each other", "", "<h1><div>a"},
		{"titles and dates", "", "<h1>a</h1><time datetime=2020-01-02></time>"},
		{"places without end", "", "<related-articles><i data-related-slot>"},
		{"drawings", "", "<svg><foreignObject><p>"},
		{"tables", "", "<table><tr><td>"},
		{"templates", "", "<template>"},
		{"signs", "", "<"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			examine([]byte(tt.head+strings.Repeat(tt.part, 1<<20/len(tt.part))), "a.html", afterHere)
		})
	}
}
