package feed

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// whole are feeds of three articles in each format.
var whole = map[string]string{
	"rss": `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Tides &amp; ferries</title><link>https://tide.example/</link><language>en</language>
<item><title>Überfahrt</title><link>https://tide.example/1</link><guid isPermaLink="true">https://tide.example/1</guid><pubDate>Mon, 03 Feb 2025 08:00:00 +0100</pubDate>
<dc:creator><![CDATA[Mara Quay]]></dc:creator><category>Sea</category><description>One &lt;b&gt;ferry&lt;/b&gt;</description><content:encoded><![CDATA[<p>One ferry, <a href="/2">two</a></p>]]></content:encoded></item>
<item><title>Two</title><link>https://tide.example/2</link><guid isPermaLink="false">no 2</guid><media:group><media:content url="https://tide.example/2.jpg" type="image/jpeg"/></media:group><description>The moon (日本語)</description></item>
<item><title>Three</title><link>https://tide.example/3</link><description>Trois &#233;l&#xe9;ments</description></item>
</channel></rss>`,
	"rdf": `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://tide.example/"><title>Tides</title><link>https://tide.example/</link><items><rdf:Seq><rdf:li rdf:resource="https://tide.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://tide.example/1"><title>One</title><link>https://tide.example/1</link><dc:date>2025-02-03T08:00:00Z</dc:date><dc:subject>Sea</dc:subject></item>
<item rdf:about="https://tide.example/2"><title>Two</title><link>https://tide.example/2</link><description>Ebb</description></item>
<item rdf:about="https://tide.example/3"><title>Three</title><link>https://tide.example/3</link></item>
</rdf:RDF>`,
	"atom": `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://tide.example/blog/"><title type="html">Tides</title><link href="./"/><author><name>Mara Quay</name></author>
<entry><id>tag:tide.example,2025:1</id><title type="text">One &lt;1&gt;</title><link href="1"/><updated>2025-02-03T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <em>ferry</em></p></div></content></entry>
<entry xml:lang="de"><id>tag:tide.example,2025:2</id><title>Zwei</title><link rel="enclosure" href="2.mp3"/><link href="2"/><published>2025-02-04T08:00:00Z</published><updated>2025-02-05T08:00:00Z</updated><summary type="html">&lt;p&gt;Ebbe&lt;/p&gt;</summary><category term="sea" label="Sea"/></entry>
<entry><id>tag:tide.example,2025:3</id><title>Three</title><link href="3"/><updated>2025-02-06T08:00:00Z</updated></entry>
</feed>`,
	"json": `{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "home_page_url": "https://tide.example/", "items": [
{"id": "1", "url": "https://tide.example/1", "title": "One", "content_html": "<p>One \"ferry\"</p>", "date_published": "2025-02-03T08:00:00Z", "tags": ["Sea", "Tide"], "authors": [{"name": "Mara Quay"}]},
{"id": "2", "url": "https://tide.example/2", "title": "Zwei", "content_text": "Ebbe, 日本", "image": "https://tide.example/2.jpg"},
{"id": "3", "url": "https://tide.example/3", "title": "Three", "summary": "Trois"}
]}`,
}

// Wherever a feed is cut off, the articles before that are what they are in the
// whole feed, and a warning or an error tells that something is missing.
func TestParseCutAnywhere(t *testing.T) {
	for format, in := range whole {
		all, err := Parse(strings.NewReader(in), nil)
		if err != nil || len(all.Documents) != 3 || len(all.Warnings) > 0 || all.Format != format {
			t.Fatalf("%s: %v, %+v", format, err, all)
		}
		for cut := range len(in) {
			before := in[:cut]
			done := 0 // articles that have ended
			for _, end := range []string{"</item>", "</entry>", "},\n", "\n]"} {
				done += strings.Count(before, end)
			}
			f, err := Parse(strings.NewReader(before), nil)
			if err != nil {
				if done > 0 {
					t.Fatalf("%s cut at %d, after %d articles: %v", format, cut, done, err)
				}
				continue
			}
			if len(f.Documents) < done || len(f.Documents) > 3 {
				t.Fatalf("%s cut at %d: %d documents, want %d", format, cut, len(f.Documents), done)
			}
			if diff := cmp.Diff(all.Documents[:done], f.Documents[:done:done], cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("%s cut at %d, after %q (-whole +cut):\n%s", format, cut, before[max(0, cut-30):], diff)
			}
			if done < 3 && len(f.Warnings) == 0 {
				t.Errorf("%s cut at %d: %d documents and no warning", format, cut, len(f.Documents))
			}
		}
	}
}
