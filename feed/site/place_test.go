package site

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// Each page shows its place by what the list, here {list}, replaces or comes between.
func TestPlace(t *testing.T) {
	tests := []struct {
		name, page string
		after      string
		want       string // the page with the list, or why there is none
	}{
		{"an element", "<body><related-articles></related-articles>", "", "<body><related-articles>{list}</related-articles>"},
		{"its children are replaced", "<related-articles>a<p>b</p></related-articles>", "", "<related-articles>{list}</related-articles>"},
		{"comments", "<p>a</p><!-- related:start -->old<!--related:end-->", "", "<p>a</p><!-- related:start -->{list}<!--related:end-->"},
		{"an attribute", "<ul data-related-slot></ul>", "", "<ul data-related-slot>{list}</ul>"},
		{"an element of the page's own", "<x-list Data-Related-Slot=1 class=a></x-list>", "", "<x-list Data-Related-Slot=1 class=a>{list}</x-list>"},
		{"upper case and line ends", "<RELATED-ARTICLES\r\n LIMIT=3\r\n>\r\n</RELATED-ARTICLES\r\n>", "", "<RELATED-ARTICLES\r\n LIMIT=3\r\n>{list}</RELATED-ARTICLES\r\n>"},
		{"with > in a value", `<related-articles heading="a > b"></related-articles>`, "", `<related-articles heading="a > b">{list}</related-articles>`},
		{"the element before the others", "<p>a</p><!-- related:start --><!-- related:end --><div data-related-slot></div><related-articles></related-articles>", "", "<p>a</p><!-- related:start --><!-- related:end --><div data-related-slot></div><related-articles>{list}</related-articles>"},
		{"comments before the attribute", "<div data-related-slot></div><!-- related:start --><!-- related:end -->", "", "<div data-related-slot></div><!-- related:start -->{list}<!-- related:end -->"},
		{"the first of several", "<related-articles></related-articles><related-articles></related-articles>", "", "<related-articles>{list}</related-articles><related-articles></related-articles>"},
		{"the outer of two", "<div data-related-slot><div data-related-slot></div></div>", "", "<div data-related-slot>{list}</div>"},
		{"the first with an end tag", "<div><related-articles></div><related-articles></related-articles>", "", "<div><related-articles></div><related-articles>{list}</related-articles>"},
		{"comments after one that was forgotten", "<div><!-- related:start --></div>a<!-- related:start --><!-- related:end -->", "", "<div><!-- related:start --></div>a<!-- related:start -->{list}<!-- related:end -->"},

		{"no end tag", "<body><related-articles>text", "", "the element <related-articles> has no end tag"},
		{"the end tag is in another element", "<div><related-articles></div></related-articles>", "", "the element <related-articles> has no end tag"},
		{"/> is no end", "<div><div data-related-slot/>text</div>", "", "the element <div data-related-slot/> ends in />, which HTML does not know: it needs an end tag"},
		{"a void element", "a<img data-related-slot>", "", "the element <img data-related-slot> has no end tag"},
		{"comments in different elements", "<div>a<!-- related:start --></div><!-- related:end -->", "", "the comments related:start and related:end do not stand in one element, one after the other"},
		{"a paragraph between the comments goes on", "<div>a<!-- related:start --><p>b<!-- related:end --></div>", "", "the comments related:start and related:end do not stand in one element, one after the other"},
		{"a comment alone", "<p>a</p><!-- related:end -->", "", "the comments related:start and related:end do not stand in one element, one after the other"},
		{"in a paragraph", "<p><related-articles></related-articles></p>", "", "the element <related-articles> is in a paragraph, which no list can be in: take it out of the <p>"},
		{"a paragraph", "<p data-related-slot></p>", "", "the element <p data-related-slot> is in a paragraph, which no list can be in: take it out of the <p>"},
		{"comments in a paragraph", "<p>a<!-- related:start --><!-- related:end --></p>", "", "what is between the comments related:start and related:end is in a paragraph, which no list can be in: take it out of the <p>"},
		{"in a link", "<a href=x><span data-related-slot></span></a>", "", "the element <span data-related-slot> is in a link or button, which no other links can be in"},
		{"in a drawing", "<svg><related-articles></related-articles></svg>", "", ""},
		{"an attribute in a drawing", "<svg><g data-related-slot></g></svg>", "", "the element <g data-related-slot> is in a drawing or a formula"},
		{"HTML in a drawing", "<svg><title/><foreignObject><div data-related-slot></div></foreignObject></svg>", "", "<svg><title/><foreignObject><div data-related-slot>{list}</div></foreignObject></svg>"},
		{"HTML that ends a drawing", "<svg><style/><div data-related-slot></div>", "", "<svg><style/><div data-related-slot>{list}</div>"},
		{"CDATA in a drawing", "<svg><![CDATA[<div data-related-slot></div>]]></svg>", "", ""},
		{"a table", "<table data-related-slot></table>", "", "the element <table data-related-slot> is in a table, but in none of its cells"},
		{"comments in a table", "<table><tr><!-- related:start --><!-- related:end --></table>", "", "what is between the comments related:start and related:end is in a table, but in none of its cells"},
		{"a cell", "<table><tr><td data-related-slot></td></table>", "", "<table><tr><td data-related-slot>{list}</td></table>"},
		{"a cell without an end tag", "<table><tr><td data-related-slot><tr></table>", "", "the element <td data-related-slot> has no end tag"},
		{"what browsers move out of a table", "<table><div data-related-slot></div><tr></table>", "", "<table><div data-related-slot>{list}</div><tr></table>"},
		{"a paragraph around the table", "<!doctype html><p>a<table><tr><td><related-articles></related-articles></table>", "", "<!doctype html><p>a<table><tr><td><related-articles>{list}</related-articles></table>"},
		{"a paragraph that a heading has ended", "<p>a<h2>b</h2><related-articles></related-articles></p>", "", "<p>a<h2>b</h2><related-articles>{list}</related-articles></p>"},
		{"a heading with another's end tag", "<h1>a</h2><related-articles></related-articles>", "", "<h1>a</h2><related-articles>{list}</related-articles>"},
		{"between head and body", "<head></head><!-- related:start --><!-- related:end --><body>", "", "what is between the comments related:start and related:end is before the body of the page"},

		{"in a script", `<script>"<related-articles></related-articles></head>"</script><p>a`, "", ""},
		{"in a style", "<style><related-articles></related-articles></style>", "", ""},
		{"in a text field", "<textarea><related-articles></related-articles></textarea>", "", ""},
		{"in a template", "<template><related-articles></related-articles><!-- related:start --><!-- related:end --></template>", "", ""},
		{"a template", "<template data-related-slot></template>", "", "the element <template data-related-slot> is in an element that nobody sees"},
		{"in a noscript", "<noscript><related-articles></related-articles></noscript>", "", ""},
		{"in a comment", "<!-- <related-articles></related-articles> -->", "", ""},
		{"in the title", "<title><related-articles></related-articles></title>", "", ""},

		{"after an element", "<main><p>a</p></main>b", "main", "<main><p>a</p></main>{inserted}b"},
		{"after the first that matches", "<article>a</article><main>b</main>", "main, article", "<article>a</article>{inserted}<main>b</main>"},
		{"after none", "<p>a</p>", "main", ""},
		{"only where there is no place", "<main></main><div data-related-slot></div>", "main", "<main></main><div data-related-slot>{list}</div>"},
		{"after a void element", "<div><IMG class=b></div>", ".b", "<div><IMG class=b>{inserted}</div>"},
		{"after what has no end tag", "<main><p>a", "main", "the element <main> has no end tag"},
		{"after what is in a paragraph", "<p><img></p>", "img", "the element <img> has no place for a list after it: it is in a paragraph, which no list can be in: take it out of the <p>"},
		{"after a cell", "<table><tr><td></td></table>", "td", "the element <td> has no place for a list after it: it is in a table, but in none of its cells"},
		{"after what is in the head", "<head><title>a</title></head>", "title", "the element <title> is not in the body of the page"},
		{"after the body", "<body><p>a</p></body>", "body", "the element <body> is not in the body of the page"},
		{"after what the parser adds", "<table><tr></table>", "tbody", "the element that is to be before the list is not in the page's own markup"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after, err := parseSelector(tt.after)
			if err != nil {
				t.Fatal(err)
			}
			f := examine([]byte(tt.page), "a.html", after)
			got := f.Place.Problem
			if f.Place.Kind != NoPlace {
				b := Block{HTML: "<section class=\"related \">list</section>"}
				page := f.splice([]byte(tt.page), b)
				if _, err := f.reread(page, b); err != nil {
					t.Error(err)
				}
				got = strings.NewReplacer(insertedStart+b.HTML+insertedEnd, "{inserted}", b.HTML, "{list}").Replace(string(page))
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Where the stylesheet goes, {style}.
func TestPlaceOfStyle(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"at the end of the head", "<head><title>a</title></head><body><related-articles></related-articles>",
			"<head><title>a</title>{style}</head><body><related-articles>{list}</related-articles>"},
		{"where the head has no end tag", "<head><title>a</title>\n<body><related-articles></related-articles>",
			"<head><title>a</title>\n{style}<body><related-articles>{list}</related-articles>"},
		{"where text ends the head", "<title>a</title> text <related-articles></related-articles>",
			"<title>a</title> {style}text <related-articles>{list}</related-articles>"},
		{"where the page has no tags for it", "<!doctype html>\n<meta charset=utf-8><title>a</title>\n<p>a<ul data-related-slot></ul>",
			"<!doctype html>\n<meta charset=utf-8><title>a</title>\n{style}<p>a<ul data-related-slot>{list}</ul>"},
		{"</head> in a script", "<head><script>'</head>'</script></head><related-articles></related-articles>",
			"<head><script>'</head>'</script>{style}</head><related-articles>{list}</related-articles>"},
		{"a second head", "<head></head><body><head></head><related-articles></related-articles>",
			"<head>{style}</head><body><head></head><related-articles>{list}</related-articles>"},
		{"nothing is before the list", "<related-articles></related-articles>", "<related-articles>{style}{list}</related-articles>"},
		{"not in the place of what only looks like it", "<head></head><div data-kindred-css>text<related-articles></related-articles>",
			"<head>{style}</head><div data-kindred-css>text<related-articles>{list}</related-articles>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, style := range []string{testStyle, `<link rel=stylesheet href=/r.css data-kindred-css>`} {
				f := examine([]byte(tt.page), "a.html", nil)
				page := f.splice([]byte(tt.page), Block{HTML: testList, Style: style})
				if got := strings.NewReplacer(testList, "{list}", references(testList), "{list}", style, "{style}").Replace(string(page)); got != tt.want {
					t.Errorf("got  %s\nwant %s", got, tt.want)
				}
				if got := examine(page, "a.html", nil).splice(page, Block{}); string(got) != tt.page {
					t.Errorf("taken out again: %s", got)
				}
			}
		})
	}
}

// What is written is what the page's other bytes are.
func TestPlaceCharsets(t *testing.T) {
	const ascii, russian = "&#xDC;ber &#x6F22;&#x5B57;", "Привет, мир. Это страница с текстом, и её кодировка старая."
	page := func(charset, text string) string {
		return "<html><head><meta charset=" + charset + "></head><body><p>" + text + "</p>\r\n<related-articles></related-articles></body></html>"
	}
	encoded := func(e interface{ Bytes([]byte) ([]byte, error) }, s string) []byte {
		b, err := e.Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	tests := []struct {
		name, file string
		page       []byte
		want       string // instead of {list}; else the problem
	}{
		{"UTF-8", "a.html", []byte(page("utf-8", "é")), "Über 漢字"},
		{"UTF-8 with a byte order mark", "a.html", []byte("\ufeff" + page("x", "é")), "Über 漢字"},
		{"ASCII that says UTF-8", "a.html", []byte(page("UTF-8", "e")), "Über 漢字"},
		{"ASCII", "a.html", []byte(page("", "e")), ascii},
		{"windows-1251", "a.html", encoded(charmap.Windows1251.NewEncoder(), page("windows-1251", russian)), ascii},
		{"Shift_JIS", "a.html", encoded(japanese.ShiftJIS.NewEncoder(), page("shift_jis", "表示ソフトの十分な能力を構築する")), ascii},
		{"ISO-2022-JP", "a.html", encoded(japanese.ISO2022JP.NewEncoder(), page("iso-2022-jp", "表示ソフトの能力")), "nothing can be written into a page in the charset iso-2022-jp"},
		{"UTF-16", "a.html", utf16Bytes(page("utf-16", "表")), string(utf16Bytes("Über 漢字")[2:])},
		{"UTF-16, big end first", "a.html", swapped(utf16Bytes(page("utf-16", "表"))), string(swapped(utf16Bytes("Über 漢字")[2:]))},
		{"UTF-16 with half a letter", "a.html", append(utf16Bytes(page("utf-16", "表")), 0, 0xd8), "the page is not UTF-16 with a byte order mark and without mistakes"},
		{"XHTML", "a.xhtml", []byte(page("utf-8", "é")), "browsers read XHTML as XML, and a list is HTML"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := examine(tt.page, tt.file, nil)
			if f.Place.Kind == NoPlace {
				if f.Place.Problem != tt.want {
					t.Errorf("problem %q, want %q", f.Place.Problem, tt.want)
				}
				return
			}
			b := Block{HTML: testList, Style: testStyle}
			written := f.splice(tt.page, b)
			if _, err := f.reread(written, b); err != nil {
				t.Error(err)
			}
			if !bytes.Contains(written, []byte(tt.want)) {
				t.Errorf("%q has no %q", written, tt.want)
			}
			if bare := examine(written, tt.file, nil).splice(written, Block{}); !bytes.Equal(bare, tt.page) {
				t.Errorf("taken out again:\n%q\nwant\n%q", bare, tt.page)
			}
		})
	}
}

func swapped(b []byte) []byte {
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return b
}
