package main

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/kindred-go/kindred/related"
)

// TestPage reads the page as a browser does: every link leads to a section that
// is there or to an http(s) address, and nothing on it runs or is fetched.
func TestPage(t *testing.T) {
	page := kindred(t, append([]string{"list", "--format", "html"}, town...)...)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, links, outward, sections := map[string]bool{}, []string{}, 0, 0
	for n := range root.Descendants() {
		switch n.Data {
		case "script", "img", "iframe", "object", "form":
			t.Errorf("a <%s> on the page", n.Data)
		case "section":
			sections++
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on") || a.Key == "src":
				t.Errorf("attribute %s=%q", a.Key, a.Val)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && n.Data == "a":
				links = append(links, a.Val)
			case n.Data == "html" && a.Key == "lang" && a.Val != "en":
				t.Errorf("lang=%q", a.Val)
			}
		}
	}
	for _, link := range links {
		target, inPage := strings.CutPrefix(link, "#")
		switch {
		case inPage && !ids[target]:
			t.Errorf("%s leads nowhere", link)
		case !inPage && !strings.HasPrefix(link, "https://"):
			t.Errorf("link to %q", link)
		case !inPage:
			outward++
		}
	}
	if sections != 8 || outward <= sections {
		t.Errorf("%d sections and %d links to articles", sections, outward)
	}
	if !strings.Contains(page, "Island school wins the science prize &lt;again") {
		t.Error("a title is missing or not escaped")
	}
}

func TestPageRefusesOtherSchemes(t *testing.T) {
	index, err := related.New([]related.Document{{ID: "a", URL: "javascript:alert(1)", Title: "<script>alert(2)</script>"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, err := renderPage(&collection{index: index}, []related.List{{ID: "a", URL: "javascript:alert(1)", Title: "<script>alert(2)</script>"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"javascript:", "<script"} {
		if strings.Contains(string(page), bad) {
			t.Errorf("%q is on the page", bad)
		}
	}
}
