package feed

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return d.UTC()
}

const rssHead = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"
 xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"><channel>`

const rssTail = `</channel></rss>`

func TestParse(t *testing.T) {
	tests := []struct {
		name, in string
		opts     *Options
		want     *Feed
	}{
		{"RSS", rssHead + `
			<title>The &lt;i&gt;Harbour&lt;/i&gt; Post</title><link>https://post.example/</link><description>News &amp;amp; views</description>
			<language>en_gb</language><atom:link rel="next" href="/feed?page=2"/>
			<item><title>Ferry &amp;amp; bridge</title><link>/ferry</link><guid isPermaLink="false">42</guid>
			<description>Short.</description><content:encoded><![CDATA[<h2>Morning</h2><p>Long <a href="more">text</a> &amp; <img src="/f.jpg" alt="a ferry"></p>]]></content:encoded>
			<category> Harbour </category><category>harbour</category><category domain="post_format">Aside</category><dc:subject>Traffic</dc:subject>
			<dc:creator>Ada Quill</dc:creator><author>desk@post.example (Ben Ink)</author>
			<pubDate>Mon, 03 Feb 2025 08:00:00 +0100</pubDate><atom:updated>2025-02-04T00:00:00Z</atom:updated></item>
			<item><title>Alone</title><guid>https://post.example/alone</guid><description>&lt;p&gt;All &lt;b&gt;there&lt;/b&gt; is&lt;/p&gt;</description>
			<dc:date>2025-02-01</dc:date><dc:language>fr</dc:language>
			<media:content url="https://cdn.example/v.mp4" type="video/mp4"><media:thumbnail url="/t.png"/></media:content><itunes:image href="/i.png"/></item>` + rssTail,
			nil,
			&Feed{Format: "rss", Title: "The Harbour Post", URL: "https://post.example/", Description: "News & views", Language: "en-GB", Next: "https://post.example/feed?page=2",
				Documents: []related.Document{
					{ID: "42", URL: "https://post.example/ferry", Title: "Ferry & bridge", Summary: "Short.",
						Content: "Morning\nLong text & a ferry", Headings: []string{"Morning"}, Links: []string{"https://post.example/more"},
						Tags: []string{"Harbour", "Traffic"}, Authors: []string{"Ada Quill", "Ben Ink"}, Language: "en-GB",
						Published: day(t, "2025-02-03T07:00:00Z"), Updated: day(t, "2025-02-04T00:00:00Z"), Image: "https://post.example/f.jpg"},
					{ID: "https://post.example/alone", URL: "https://post.example/alone", Title: "Alone", Summary: "All there is", Content: "All there is",
						Language: "fr", Published: day(t, "2025-02-01T00:00:00Z"), Image: "https://post.example/t.png"},
				}}},
		{"RDF", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
			<channel rdf:about="https://r.example/"><title>R</title><link>https://r.example/</link><dc:language>de</dc:language><items><rdf:Seq/></items></channel>
			<item rdf:about="https://r.example/1"><title>Eins</title><link>https://r.example/1?x=1</link></item></rdf:RDF>`,
			nil,
			&Feed{Format: "rdf", Title: "R", URL: "https://r.example/", Language: "de", Documents: []related.Document{
				{ID: "https://r.example/1", URL: "https://r.example/1?x=1", Title: "Eins", Language: "de"}}}},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app" xml:lang="en" xml:base="https://a.example/blog/">
			<title>A</title><subtitle type="html">&lt;b&gt;sub&lt;/b&gt;</subtitle><link href="/"/><link rel="next" href="?page=2"/><author><name>Cy Pen</name></author>
			<entry xml:lang="es-mx"><id>tag:a.example,2025:1</id><title type="text">Use &lt;b&gt; sparingly</title><link rel="alternate" type="application/json" href="1.json"/>
			<link rel="alternate" type="text/html" href="1.html"/><summary type="html">&lt;p&gt;In short&lt;/p&gt;</summary>
			<content type="xhtml" xml:base="https://a.example/deep/page.html"><div xmlns="http://www.w3.org/1999/xhtml"><h1>H</h1><p>Body <a href="x">link</a></p></div></content>
			<category term="t1" label="Tea"/><category term="coffee"/><updated>2025-03-01T10:00:00Z</updated><app:control><app:draft>no</app:draft></app:control></entry>
			<entry><id>https://a.example/2</id><title type="html">R&amp;amp;D</title><content>1 &lt; 2
			   &lt;i&gt;</content><published>2025-03-02T10:00:00+02:00</published><updated>2025-03-03T00:00:00Z</updated><author><name>Di Type</name></author></entry>
			<entry><id>3</id><title>Soon</title><app:control><app:draft> Yes </app:draft></app:control></entry></feed>`,
			&Options{BaseURL: "https://feeds.example/a.xml"},
			&Feed{Format: "atom", Title: "A", Description: "sub", URL: "https://a.example/", Language: "en", Next: "https://a.example/blog/?page=2",
				Documents: []related.Document{
					{ID: "tag:a.example,2025:1", URL: "https://a.example/blog/1.html", Title: "Use <b> sparingly", Summary: "In short", Content: "H\nBody link",
						Headings: []string{"H"}, Links: []string{"https://a.example/deep/x"}, Tags: []string{"Tea", "coffee"}, Authors: []string{"Cy Pen"},
						Language: "es-MX", Published: day(t, "2025-03-01T10:00:00Z"), Updated: day(t, "2025-03-01T10:00:00Z")},
					{ID: "https://a.example/2", URL: "https://a.example/2", Title: "R&D", Content: "1 < 2\n<i>", Authors: []string{"Di Type"}, Language: "en",
						Published: day(t, "2025-03-02T08:00:00Z"), Updated: day(t, "2025-03-03T00:00:00Z")},
				},
				Warnings: []Warning{{Kind: WarnLeftOut, Item: -1, Count: 1, Text: "left out: what is no published post or page: draft 1"}}}},
		{"JSON Feed, not quite", "\ufeff \n" + `{"version": "https://jsonfeed.org/version/1", "title": "J", "home_page_url": "https://j.example/", "author": {"name": "Ed"},
			"next_url": "https://j.example/2.json", "expired": "maybe", "items": [null, "text", {},
			{"id": 7, "url": "/seven", "title": "Seven & <i>", "content_html": "<p>A &amp; b</p><img src=s.png>", "content_text": "other", "tags": "sea, sun", "author": "Flo", "date_published": "2025-01-01T00:00:00Z"},
			{"id": "https://j.example/8", "content_text": "a <b>\nc", "summary": "s", "tags": ["x", 3, null, "X"], "authors": [{"name": "Gus"}, "Hal", null], "language": "pt_br", "image": "https://j.example/i.png"}]}`,
			nil,
			&Feed{Format: "json", Title: "J", URL: "https://j.example/", Next: "https://j.example/2.json", Documents: []related.Document{
				{ID: "7", URL: "https://j.example/seven", Title: "Seven & <i>", Content: "A & b", Tags: []string{"sea", "sun"}, Authors: []string{"Flo"},
					Published: day(t, "2025-01-01T00:00:00Z"), Image: "https://j.example/s.png"},
				{ID: "https://j.example/8", URL: "https://j.example/8", Content: "a <b>\nc", Summary: "s", Tags: []string{"x", "3"}, Authors: []string{"Gus", "Hal"},
					Language: "pt-BR", Image: "https://j.example/i.png"}},
				Warnings: []Warning{
					{Kind: WarnEmptyItem, Item: 0, Text: "left out: it is null", Count: 1},
					{Kind: WarnLostItem, Item: 1, Text: `left out: an item must be a JSON object, not "text"`, Count: 1},
					{Kind: WarnEmptyItem, Item: 2, Text: "left out: there is nothing in it", Count: 1}}}},
		{"archived RSS (RFC 5005)", rssHead + `<link>https://o.example/</link><ttl> 90 </ttl><atom:link rel="prev-archive" href="/2024.xml"/>` + rssTail, nil,
			&Feed{Format: "rss", URL: "https://o.example/", Next: "https://o.example/2024.xml", TTL: 90 * time.Minute}},
		{"archived Atom, paged as well", `<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://o.example/"/>
			<link rel="prev-archive" href="/2024.xml"/><link rel="next-archive" href="/2026.xml"/><link rel="next" href="/2"/></feed>`, nil,
			&Feed{Format: "atom", URL: "https://o.example/", Next: "https://o.example/2"}},
		{"an ID of Atom that is no address", `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/"><entry><id>2</id><title>a</title><link rel="self" href="z"/></entry></feed>`, nil,
			&Feed{Format: "atom", Documents: []related.Document{{ID: "https://a.example/x/2", Title: "a"}}}},
		{"JSON Lines", `{"id":"1","title":"One"}` + "\n\n" + `{"id":"2","title":"Two"` + "\n" + `{"id":"3","title":"Three"}`, nil,
			&Feed{Format: "jsonl", Documents: []related.Document{{ID: "1", Title: "One"}, {ID: "3", Title: "Three"}},
				Warnings: []Warning{{Kind: WarnBadLine, Item: -1, Text: "line 3 left out: unexpected end of JSON input", Count: 1}}}},
		{"one JSON line", `{"id":"1","content_text":"One"}`, nil,
			&Feed{Format: "jsonl", Documents: []related.Document{{ID: "1", Content: "One"}}}},
		{"WordPress export", rssHead + `<wp:wxr_version>1.2</wp:wxr_version><link>https://w.example</link>
			<item><title>Post</title><link>https://w.example/post</link><guid isPermaLink="false">https://w.example/?p=1</guid><pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate>
			<content:encoded><![CDATA[<!-- wp:paragraph --><p>Hi</p><!-- /wp:paragraph -->]]></content:encoded><excerpt:encoded><![CDATA[Ex]]></excerpt:encoded>
			<wp:post_date_gmt>2024-05-06 07:08:09</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
			<item><title>Draft</title><guid isPermaLink="false">https://w.example/?p=2</guid><pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate>
			<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:status>draft</wp:status><wp:post_type>page</wp:post_type></item>
			<item><title>pic</title><wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type></item>
			<item><title>menu</title><wp:status>publish</wp:status><wp:post_type>nav_menu_item</wp:post_type></item>` + rssTail, nil,
			&Feed{Format: "rss", URL: "https://w.example", Documents: []related.Document{
				{ID: "https://w.example/?p=1", URL: "https://w.example/post", Title: "Post", Summary: "Ex", Content: "Hi", Published: day(t, "2024-05-06T07:08:09Z")}},
				Warnings: []Warning{{Kind: WarnLeftOut, Item: -1, Count: 3, Text: "left out: what is no published post or page: attachment 1, draft 1, nav_menu_item 1"}}}},
		{"no items", rssHead + "<title>Quiet</title>" + rssTail, nil, &Feed{Format: "rss", Title: "Quiet"}},
		{"relative URL without a base", `<rss><channel><link>/</link><item><title>x</title><link>/p/1</link></item></channel></rss>`, nil,
			&Feed{Format: "rss", Documents: []related.Document{{ID: "/p/1", URL: "/p/1", Title: "x"}},
				Warnings: []Warning{{Kind: WarnRelativeURL, Item: 0, ID: "/p/1", Count: 1, Text: "its URL is relative and the feed does not say to what; set the base URL"}}}},
		{"relative URL with a base", `<rss><channel><item><title>x</title><link>../p/1</link></item></channel></rss>`,
			&Options{BaseURL: "https://b.example/feeds/all.xml"},
			&Feed{Format: "rss", Documents: []related.Document{{ID: "https://b.example/p/1", URL: "https://b.example/p/1", Title: "x"}}}},
		{"same ID", `<rss><channel>
			<item><guid>a</guid><title>old</title><pubDate>2024-01-01</pubDate></item><item><guid>b</guid><title>b</title></item>
			<item><guid>a</guid><title>new</title><pubDate>2024-01-02</pubDate></item><item><guid>a</guid><title>older</title><pubDate>2023-01-02</pubDate></item>
			<item><guid>b</guid><title>b2</title></item></channel></rss>`, nil,
			&Feed{Format: "rss", Documents: []related.Document{{ID: "a", Title: "new", Published: day(t, "2024-01-02T00:00:00Z")}, {ID: "b", Title: "b2"}},
				Warnings: []Warning{
					{Kind: WarnDuplicateID, Item: 2, ID: "a", Count: 1, Text: "an earlier item has the same ID; this one is kept, it is dated later"},
					{Kind: WarnDuplicateID, Item: 3, ID: "a", Count: 1, Text: "an earlier item has the same ID; the earlier one is kept, it is dated later"},
					{Kind: WarnDuplicateID, Item: 4, ID: "b", Count: 1, Text: "an earlier item has the same ID; this one is kept, it is the later one"}}}},
		{"unsafe addresses", `<rss><channel><item><guid>javascript:alert(1)</guid><title>x</title><link>javascript:alert(2)</link>
			<description>&lt;a href="javascript:alert(3)"&gt;y&lt;/a&gt;&lt;img src="data:x"&gt;</description></item></channel></rss>`, nil,
			&Feed{Format: "rss", Documents: []related.Document{{ID: "javascript:alert(1)", Title: "x", Summary: "y", Content: "y"}}}},
		{"date that is none", `<rss><channel><item><guid>1</guid><pubDate>Tag 3 der Woche</pubDate></item></channel></rss>`, nil,
			&Feed{Format: "rss", Documents: []related.Document{{ID: "1"}},
				Warnings: []Warning{{Kind: WarnBadDate, Item: 0, ID: "1", Count: 1, Text: `date "Tag 3 der Woche" could not be read`}}}},
		{"video channel", `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry><id>v</id><title>V</title>
			<media:group><media:thumbnail url="https://i.example/v.jpg"/><media:description>What it shows</media:description></media:group></entry></feed>`, nil,
			&Feed{Format: "atom", Documents: []related.Document{{ID: "v", Title: "V", Summary: "What it shows", Content: "What it shows", Image: "https://i.example/v.jpg"}}}},
		{"original link", rssHead + `<item><guid isPermaLink="false">1</guid><link>https://proxy.example/~r/1</link><feedburner:origLink>https://o.example/1</feedburner:origLink></item>` + rssTail, nil,
			&Feed{Format: "rss", Documents: []related.Document{{ID: "1", URL: "https://o.example/1"}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(strings.NewReader(tt.in), tt.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
		})
	}
}

// Items without ID and URL get one that is the same every time, and different
// for items that look the same.
func TestParseMadeID(t *testing.T) {
	const in = `<rss><channel><item><title>x</title></item><item><title>x</title></item><item><title>y</title></item></channel></rss>`
	ids := func() (ids []string) {
		f, err := Parse(strings.NewReader(in), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Documents {
			ids = append(ids, d.ID)
		}
		if w := f.Warnings; len(w) != 1 || w[0].Kind != WarnMadeID || w[0].Count != 3 {
			t.Errorf("warnings: %v", w)
		}
		return ids
	}
	first := ids()
	if len(first) != 3 || first[1] != first[0]+"-2" || first[2] == first[0] {
		t.Errorf("IDs: %q", first)
	}
	if diff := cmp.Diff(first, ids()); diff != "" {
		t.Errorf("read again:\n%s", diff)
	}
}

func TestWarningString(t *testing.T) {
	for want, w := range map[string]Warning{
		"cut":               {Item: -1, Text: "cut", Count: 1},
		"item 4: cut":       {Item: 3, Text: "cut", Count: 1},
		"item 1 (x): cut":   {Item: 0, ID: "x", Text: "cut", Count: 1},
		"mended (12 times)": {Item: -1, Text: "mended", Count: 12},
	} {
		if got := w.String(); got != want {
			t.Errorf("String = %q, want %q", got, want)
		}
	}
}
