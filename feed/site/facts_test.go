package site

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/kindred-go/kindred/related"
)

const longText = "The herring fleet came back on Friday with empty holds, and nobody on the quay said a word about it."

// page is a page with head and body and a text that is long enough for one.
func page(head, body string) string {
	return "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>"
}

func TestDocumentOfPage(t *testing.T) {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	main := "<main><h1>Heading</h1><p>" + longText + "</p></main>"
	for name, c := range map[string]struct {
		path, src string
		want      related.Document
	}{
		"title element when there is nothing else": {"a.html", page("<title>Tab &amp; title</title>", "<main><p>"+longText+"</p></main>"),
			related.Document{Title: "Tab & title", Content: longText}},
		"h1 before the title element": {"a.html", page("<title>Tab</title>", main),
			related.Document{Title: "Heading", Content: longText}},
		"og:title before h1": {"a.html", page(`<title>Tab</title><meta property="og:title" content="Card">`, main),
			related.Document{Title: "Card", Content: longText}},
		"JSON-LD before og": {"a.html", page(`<meta property="og:title" content="Card"><script type="application/ld+json">[{"@type":["Article","Thing"],"headline":"Said"}]</script>`, main),
			related.Document{Title: "Said", Content: longText}},
		"JSON-LD that is no JSON": {"a.html", page(`<script type="application/ld+json">{"@type":"Article","headline":</script>`, main),
			related.Document{Title: "Heading", Content: longText}},
		"a mark before all": {"a.html", page(`<meta property="og:title" content="Card">`, `<main><h1>Heading</h1><p>`+longText+`</p><span data-kindred-meta="title">Marked</span></main>`),
			related.Document{Title: "Marked", Content: longText + "\nMarked"}},
		"the site's name is in an h1 of its own": {"a.html", page("<title>True title – Site</title>", "<header><h1>Site</h1></header><div><h1>True title</h1><p>"+longText+"</p></div>"),
			related.Document{Title: "True title", Content: longText}},
		"marks with values, attributes and several names": {"a.html", page(
			`<meta data-kindred-meta="date[content], tag[content]" content="2025-05-04">`, `<main><h1>Heading</h1><p>`+longText+`</p>
			<img src="/a.png" alt="" data-pagefind-meta="image[src]"><i data-kindred-meta="author:Jo Reed, senior"></i><b data-pagefind-filter="tag">Fish</b></main>`),
			related.Document{Title: "Heading", Content: longText + "\nFish", Published: day(2025, 5, 4), Tags: []string{"2025-05-04", "Fish"},
				Authors: []string{"Jo Reed", "senior"}, Image: nowhere + "a.png"}},
		"body and ignore": {"a.html", page("", `<main><h1>Heading</h1><p>Not this.</p><div data-kindred-body><p>`+longText+`</p><p data-pagefind-ignore>Nor this</p></div><div data-pagefind-body>And this.</div></main>`),
			related.Document{Title: "Heading", Content: longText + "\nAnd this."}},
		"weights": {"a.html", page("", `<main><h1>Heading</h1><p>`+longText+`</p><p data-kindred-weight="3">Twice more.</p><p data-kindred-weight="0">Nothing.</p></main>`),
			related.Document{Title: "Heading", Content: longText + "\nTwice more.", Headings: []string{"Twice more.", "Twice more."}}},
		"microformats": {"2024/05/06/a.html", page("", `<article class="h-entry"><h1 class="p-name">Heading</h1><p>By X <time class="dt-published" datetime="2025-01-02">2 Jan</time></p><div class="e-content"><p>`+longText+`</p></div><p>Comments are closed.</p></article>`),
			related.Document{Title: "Heading", Content: longText, Published: day(2025, 1, 2)}},
		"a date in the path": {"2024/05/06/a.html", page("", main), related.Document{Title: "Heading", Content: longText, Published: day(2024, 5, 6)}},
		"a date in words": {"a.html", page("", `<main><h1>Heading</h1><p>Publié le 5 novembre 2022 par Anne</p><p>`+longText+`</p></main>`),
			related.Document{Title: "Heading", Content: "Publié le 5 novembre 2022 par Anne\n" + longText, Published: day(2022, 11, 5)}},
		"a year is no date": {"a.html", page("", `<main><h1>Heading 2021</h1><p>In 2022 alone.</p><p>`+longText+`</p></main>`),
			related.Document{Title: "Heading 2021", Content: "In 2022 alone.\n" + longText}},
		"microdata": {"a.html", page(`<meta itemprop="datePublished" content="2023-02-01">`, `<div itemscope itemtype="https://schema.org/BlogPosting"><h1>Heading</h1><div itemprop="articleBody">`+longText+`</div><p>After</p></div>`),
			related.Document{Title: "Heading", Content: longText, Published: day(2023, 2, 1)}},
		"what is around an article": {"a.html", page("", `<main><article><nav>Home</nav><header><h1>Heading</h1><p class="byline">By Jo</p></header><p>`+longText+`</p>
			<aside class="related-posts"><a href="/x/">X</a></aside><div class="toc">Contents</div><h2>Sub<a class="headerlink" href="#sub">¶</a></h2><p>More of it, so that it is long enough to be the larger part of this page.</p>
			<div><a href="/1/">One</a> <a href="/2/">Two</a> <a href="/3/">Three</a></div><footer>Filed</footer></article><aside>Elsewhere</aside></main>`),
			related.Document{Title: "Heading", Content: longText + "\nSub\nMore of it, so that it is long enough to be the larger part of this page.", Headings: []string{"Sub"}}},
		"language": {"a.html", `<html lang="en"><body><main lang="de_at"><h1>Heading</h1><p>` + longText + `</p></main></body></html>`,
			related.Document{Title: "Heading", Content: longText, Language: "de-AT"}},
		"end tags left out": {"a.html", `<title>T</title><body><main><h1>Heading</h1><p>` + longText + `<p>Second<ul><li>one<li>two</ul></main><p>After`,
			related.Document{Title: "Heading", Content: longText + "\nSecond\none\ntwo"}},
		"addresses": {"b/a.html", page(`<base href="https://cdn.example/x/">`, `<main><h1>Heading</h1><p>`+longText+`<a href="y">y</a><a href="/z">z</a><a href="mailto:a@b.example">m</a></p></main>`),
			related.Document{Title: "Heading", Content: longText + "yzm", Links: []string{"https://cdn.example/x/y", "https://cdn.example/z"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := examine([]byte(c.src), c.path, nil)
			got.Document.Links = append([]string(nil), got.Document.Links...)
			if diff := cmp.Diff(c.want, got.Document, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("document (-want +got):\n%s", diff)
			}
		})
	}
}

// Lists of other pages, in the shapes that themes give them, and articles that look a
// little like one.
func TestIsList(t *testing.T) {
	card := func(n string) string { return `<h2><a href="/` + n + `/">Title ` + n + `</a></h2><p>Some words.</p>` }
	article := "<p>" + longText + longText + longText + longText + longText + longText + longText + "</p>"
	for name, c := range map[string]struct {
		body string
		want Skip
	}{
		"an article":                    {"<main><h1>H</h1>" + article + "</main>", ""},
		"headings that are links":       {"<main><h1>H</h1>" + card("1") + card("2") + card("3") + "</main>", SkipList},
		"links with headings in them":   {`<main><h1>H</h1><a href="/1/"><h3>1</h3></a><a href="/2/"><h3>2</h3></a><a href="/3/"><h3>3</h3></a></main>`, SkipList},
		"articles beside each other":    {"<main><h1>H</h1><article>" + card("1") + article + "</article><article>" + card("2") + article + "</article></main>", SkipList},
		"cards whose link is elsewhere": {`<main><h1>H</h1><article><h2>One</h2><p>Words</p><a href="/1/"></a></article><article><h2>Two</h2><p>Words</p><a href="/2/"></a></article></main>`, SkipList},
		"mostly links":                  {`<main><h1>H</h1><ul><li><a href="/1/">One</a><li><a href="/2/">Two</a><li><a href="/3/">Three</a><li><a href="/4/">Four</a><li><a href="/5/">Five</a></ul></main>`, SkipList},
		"an article with a list below":  {"<main><article><h1>H</h1>" + article + "</article><section><h2>Read next</h2>" + card("1") + card("2") + card("3") + "</section></main>", ""},
		"an article with comments":      {`<main><article><h1>H</h1>` + article + `</article><ol class="comments"><li><article><p>Nice</p></article><li><article><p>Very</p></article></ol></main>`, ""},
		"headings that lead within it":  {`<main><h1>H</h1>` + `<h2><a href="#a">A</a></h2><h2><a href="#b">B</a></h2><h2><a href="#c">C</a></h2>` + article + "</main>", ""},
		"nothing":                       {"<main></main>", SkipEmpty},
	} {
		if got := examine([]byte(page("<title>T</title>", c.body)), "x/index.html", nil).Skip; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestSkipByPath(t *testing.T) {
	for path, want := range map[string]Skip{
		"index.html": SkipHome, "de/index.html": SkipHome, "posts/a/index.html": "", "posts/a.html": "",
		"tags/index.html": SkipTerm, "tags/fish/index.html": SkipTerm, "blog/tag/fish.html": SkipTerm, "blog/category/index.html": SkipTerm,
		"page/2/index.html": SkipPagination, "blog/page2.html": SkipPagination, "blog/page-3/index.html": SkipPagination, "posts/p/4/index.html": SkipPagination,
		"archive.html": SkipArchive, "2024/index.html": SkipArchive, "blog/2024/05/index.html": SkipArchive, "2024/05/01/fair/index.html": "",
		"404.html": SkipError, "404/index.html": SkipError, "search.html": SkipSearch, "suche/index.html": SkipSearch,
		"a/print/index.html": SkipPrint, "impressum.html": SkipAbout, "posts/about/index.html": SkipAbout, "posts/1984/index.html": SkipArchive, "posts/4711/index.html": "", "posts/90/index.html": "",
	} {
		if got := skipByPath(path, new(facts)); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
