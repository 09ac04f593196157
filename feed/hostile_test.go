package feed

import (
	"errors"
	"runtime"
	"strings"
	"testing"
)

// hostile are inputs that are made to take much time or memory, for their size.
// What takes more than linear time shows: with so much of it the test would not
// end.
func hostile(size int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	rss := func(s string) string {
		return "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item><title>a</title>" + s + "</item></channel></rss>"
	}
	atom := func(s string) string {
		return "<feed xml:base='https://a.example/' xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title><content type='html'>" + s + "</content></entry></feed>"
	}
	html := func(s string) string { return rss("<description><![CDATA[" + s + "]]></description>") }
	wp := func(s string) string {
		return rss("<x:post_type xmlns:x='http://wordpress.org/export/1.2/'>post</x:post_type><x:status>publish</x:status><description>" + s + "</description>")
	}
	json := func(s string) string { return `{"version":"https://jsonfeed.org/version/1.1","items":[` + s + `]}` }
	return map[string]string{
		"comments without an end":            rss(fill("<!--")),
		"instructions without an end":        rss(fill("<?a")),
		"declarations without an end":        rss(fill("<!a")),
		"DOCTYPEs":                           fill("<!DOCTYPE ["),
		"CDATA without an end":               rss(fill("<a><![CDATA[</a>")),
		"CDATA in CDATA":                     rss(fill("<a><![CDATA[<![CDATA[]]></a>")),
		"attributes":                         rss("<a " + fill("b='' ") + ">"),
		"attributes of one name each":        rss("<a " + fill("bcdefgh%='' ") + ">"),
		"tags in attributes":                 rss(fill("<a b=\"<a \"")),
		"quotes without an end":              rss(fill("<a b=\"</item><c d='")),
		"namespaces":                         rss("<a " + fill("xmlns:b='' ") + ">"),
		"brackets":                           rss("<description>" + fill("<") + "</description>"),
		"ampersands":                         rss("<description>" + fill("&") + "</description>"),
		"text between elements":              rss("<media:description>" + fill("a<b/>") + "</media:description>"),
		"CDATA in an extension":              rss("<media:description>" + fill("a<![CDATA[b]]>") + "</media:description>"),
		"extensions":                         rss(fill("<media:title/>")),
		"a group of pictures":                rss("<media:group>" + fill("<media:content url='a'/>") + "</media:group>"),
		"categories":                         rss(fill("<category>a</category>")),
		"links":                              rss(fill("<link>x</link>")),
		"end tags":                           rss(fill("</b>")),
		"items":                              "<rss><channel>" + fill("<item><title>a</title></item>"),
		"items in items":                     "<rss>" + fill("<channel><item>"),
		"items without an end":               "<rss><channel>" + fill("<entry "),
		"items in a quote":                   "<rss><channel><item><title>a</title><b c='" + fill("<item >"),
		"channels":                           fill("<channel>"),
		"feeds":                              fill("<rss version='2.0'>"),
		"feeds with declarations":            "<rss>" + fill("<?xml ?><rss>"),
		"elements":                           fill("<a>"),
		"deep HTML":                          rss("<description>" + fill("&lt;div&gt;") + "</description>"),
		"HTML that is formatted anew":        html(fill("<b><p>")),
		"tables":                             html(fill("<table><a>")),
		"attributes in HTML":                 html("<a " + fill("b ") + ">"),
		"comments in HTML":                   html(fill("<!--")),
		"entities without a semicolon":       html(fill("&nbsp")),
		"Atom's HTML":                        atom(fill("&lt;font size=1&gt;&lt;p&gt;")),
		"Atom's tables":                      atom(fill("&lt;table&gt;&lt;b&gt;")),
		"shortcodes":                         wp(fill("[a ")),
		"shortcodes in shortcodes":           wp(fill("[caption]")),
		"JSON nulls":                         json(fill("null,") + "null"),
		"JSON in JSON":                       json(fill("[")),
		"JSON tags":                          json(`{"id":"1","title":"a","tags":[` + fill(`"",`) + `""]}`),
		"JSON authors in lists":              json(`{"id":"1","title":"a","authors":` + strings.Repeat("[", 5000) + fill(`"a",`) + `"a"` + strings.Repeat("]", 5000) + "}"),
		"JSON attachments":                   json(`{"id":"1","title":"a","attachments":[` + fill(`{},`) + `{}]}`),
		"JSON commas":                        json(`{"id":"1","title":"a"}` + fill(", ")),
		"JSON Lines with nothing":            fill(`{"summary":""}` + "\n"),
		"Ghost":                              `{"db":[{"data":{"posts":[` + fill("{},") + `{}]}}]}`,
		"undeclared Latin-1":                 rss("<description>" + fill("caf\xe9 ") + "</description>"),
		"text that was encoded twice":        rss("<description>" + fill("Ã©") + "</description>"),
		"a date":                             rss("<pubDate>" + fill("12 May ") + "</pubDate>"),
		"an address":                         rss("<link>https://a.example/" + fill("../") + "</link>"),
		"a language":                         rss("<language>" + fill("a-") + "</language>"),
		"a quote without an end after many":  rss(`<a ` + fill(`b="<a " `) + "c='" + strings.Repeat("x", 5000)),
		"a page with such a quote":           "<html><a " + fill(`b="<a " `) + "c='" + strings.Repeat("x", 5000),
		"a long base and links":              rss("<link>https://a.example/" + strings.Repeat("x/", 400) + "</link>" + html(fill("<a href=0>"))),
		"a long address and links":           rss("<link>https://a.example/" + strings.Repeat("x/", size/4) + "</link>" + html(strings.Repeat("<a href=0>", size/20))),
		"long bases":                         "<rss xml:base='https://a.example/" + strings.Repeat("x/", 400) + "'><channel><item><title>a</title>" + fill("<category xml:base='b/'>q</category>"),
		"a long root and other channels":     "<rss a='" + strings.Repeat("x", size/2) + "'><channel>" + strings.Repeat("<channel><item><title>a</title></item></channel><item><title>a</title></item>", 400),
		"shortcodes without their end":       wp(fill("[gallery]") + "[/gALLERY]"),
		"a long language for every item":     "<rss xml:lang='" + strings.Repeat("en-", size/6) + "'><channel>" + strings.Repeat("<item><title>a</title></item>", 900),
		"extensions with items":              "<rss><channel>" + fill("<x:a><item><title>a</title></item>"),
		"extensions of many names, likewise": "<rss><channel>" + strings.Repeat("<x:a><x:b><x:c><x:d><item><title>a</title></item>", 900) + fill("<x:e>x</x:e>"),
		"lists of feeds":                     "<opml>" + fill("<outline xmlUrl='https://a.example/'/>"),
		"a page with links":                  "<!doctype html>" + fill("<link rel=alternate type=application/rss+xml href=/a>"),
		"escaped, with nothing in it":        "<pre>" + fill("&lt;"),
		"spaces":                             fill(" ") + "<rss/>",
		"a UTF-16 without a byte order":      fill("<\x00a\x00>\x00"),
	}
}

func TestHostile(t *testing.T) {
	size := 2 << 20
	if testing.Short() {
		size = 128 << 10
	}
	for name, in := range hostile(size) {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			f, err := Parse(strings.NewReader(in), &Options{BaseURL: "https://a.example/", MaxItems: 1000})
			runtime.ReadMemStats(&after)
			if (f == nil) == (err == nil) {
				t.Errorf("Parse = %v, %v", f, err)
			}
			// All that was allocated, the most of which is free again.
			const most = 120
			if used := (after.TotalAlloc - before.TotalAlloc) / uint64(len(in)); used > most {
				t.Errorf("%d times the size of the input was allocated", used)
			} else {
				t.Logf("%d times the size of the input was allocated; error: %v", used, err)
			}
		})
	}
}

// Text is limited by item, whatever there is of markup.
func TestParseMaxText(t *testing.T) {
	item := func(text string) string {
		return "<rss><channel><item><guid>1</guid><description><![CDATA[" + text + "]]></description></item></channel></rss>"
	}
	for _, tt := range []struct {
		name, in string
		limit    int
		want     error
	}{
		{"1 MiB", item(strings.Repeat("x", 1<<20)), 0, nil},
		{"more", item(strings.Repeat("x", 1<<20+1)), 0, ErrTooLarge},
		{"markup", item("<img src='data:" + strings.Repeat("x", 1<<20) + "'>"), 0, nil},
		{"a limit of one's own", item("12345"), 4, ErrTooLarge},
		{"none", item(strings.Repeat("x", 2<<20)), -1, nil},
	} {
		if _, err := Parse(strings.NewReader(tt.in), &Options{MaxText: tt.limit}); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.want)
		}
	}
}
