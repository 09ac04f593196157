package feed

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

const wxr = rssHead + `<title>Pier Notes</title><link>https://pier.example</link><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>
	<wp:author><wp:author_login><![CDATA[mara]]></wp:author_login><wp:author_display_name><![CDATA[Mara Quay]]></wp:author_display_name></wp:author>
	<wp:category><wp:cat_name>Boats</wp:cat_name></wp:category>
	<item><title>Rope work</title><link>https://pier.example/rope/</link><dc:creator>mara</dc:creator><guid isPermaLink="false">https://pier.example/?p=1</guid>
	<description></description><content:encoded><![CDATA[<!-- wp:paragraph {"align":"left"} -->First line.
[caption id="a" width="300"]<img src="/in.jpg" alt="A knot"> The bowline[/caption]
Still the <b>same</b>[1] paragraph, as they say [sic].

Second [draft] one.
<!-- /wp:paragraph -->[gallery ids="5,6"][embed]https://video.example/x[/embed]]]></content:encoded><excerpt:encoded><![CDATA[All knots.]]></excerpt:encoded>
	<wp:post_id>1</wp:post_id><wp:post_date>2024-03-01 12:00:00</wp:post_date><wp:post_date_gmt>2024-03-01 11:00:00</wp:post_date_gmt><wp:status>publish</wp:status>
	<wp:post_type>post</wp:post_type><wp:post_modified_gmt>2024-03-05 11:00:00</wp:post_modified_gmt>
	<category domain="category" nicename="uncategorized">Uncategorized</category><category domain="post_tag" nicename="knots">Knots</category>
	<category domain="category" nicename="boats">Boats</category><category domain="post_format" nicename="aside">Aside</category>
	<category domain="series" nicename="s">Deck school</category><category domain="region" nicename="north">North</category>
	<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:postmeta>
	<wp:comment><wp:comment_author>Nobody</wp:comment_author><wp:comment_date_gmt>2029-01-01 00:00:00</wp:comment_date_gmt><wp:comment_content>No!</wp:comment_content></wp:comment></item>
	<item><title>Attached</title><link>https://pier.example/attached/</link><guid isPermaLink="false">https://pier.example/?p=2</guid><content:encoded>Text only.</content:encoded>
	<pubDate>Fri, 01 Mar 2024 11:00:00 +0000</pubDate><wp:post_id>2</wp:post_id><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>
	<item><title>Soon</title><guid isPermaLink="false">https://pier.example/?p=3</guid><pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_id>3</wp:post_id>
	<wp:post_date>2024-04-01 09:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
	<item><title>Secret</title><guid isPermaLink="false">https://pier.example/?p=4</guid><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password>x</wp:post_password></item>
	<item><title>Gone</title><wp:status>trash</wp:status><wp:post_type>post</wp:post_type></item>
	<item><title>in</title><wp:post_id>5</wp:post_id><wp:post_parent>0</wp:post_parent><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>https://pier.example/f/five.jpg</wp:attachment_url></item>
	<item><title>in</title><wp:post_id>6</wp:post_id><wp:post_parent>2</wp:post_parent><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>https://pier.example/f/notes.pdf</wp:attachment_url></item>
	<item><title>in</title><wp:post_id>7</wp:post_id><wp:post_parent>2</wp:post_parent><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>https://pier.example/f/seven.png</wp:attachment_url></item>` + rssTail

const bloggerOld = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#"><title>B</title>
	<entry><id>tag:blogger.com,1999:blog-1.post-1</id><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/>
	<category scheme="http://www.blogger.com/atom/ns#" term="tea"/><title>Post</title><content type="html">&lt;p&gt;Leaves.&lt;/p&gt;</content></entry>
	<entry><id>tag:blogger.com,1999:blog-1.post-2</id><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#comment"/><title>Re</title></entry>
	<entry><id>tag:blogger.com,1999:blog-1.post-3</id><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/>
	<title>Draft</title><app:control><app:draft>yes</app:draft></app:control></entry></feed>`

const bloggerNew = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><title>B</title>
	<entry><id>tag:blogger.com,1999:blog-1.post-1</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>Post</title>
	<blogger:filename>/2024/05/post.html</blogger:filename><category scheme="tag:blogger.com,1999:blog-1" term="tea"/></entry>
	<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><title>Re</title></entry>
	<entry><id>tag:blogger.com,1999:blog-1.post-3</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><title>Draft</title></entry>
	<entry><id>tag:blogger.com,1999:blog-1.post-4</id><blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status><title>Gone</title></entry></feed>`

const ghost = `{"db": [{"meta": {"version": "5"}, "data": {"posts": [
	{"id": 1, "slug": "tide", "title": "High <tide>", "html": "<p>Water &amp; <a href=\"__GHOST_URL__/ebb/\">ebb</a></p>", "feature_image": "__GHOST_URL__/content/t.jpg",
	 "status": "published", "published_at": "2024-01-02T03:04:05.000Z", "custom_excerpt": null, "locale": null},
	{"id": "2", "slug": "ebb", "title": "Ebb", "html": null, "plaintext": "Less water", "status": "draft", "author_id": "9"}],
	"tags": [{"id": "a", "name": "Sea"}, {"id": "b", "name": "#internal"}, {"id": "c", "name": "Moon"}], "users": [{"id": "9", "name": "Ola Wick"}],
	"posts_tags": [{"post_id": 1, "tag_id": "c", "sort_order": 1}, {"post_id": 1, "tag_id": "a", "sort_order": 0}, {"post_id": 1, "tag_id": "b"}],
	"posts_authors": [{"post_id": 1, "author_id": "9"}]}}]}`

func TestParseExports(t *testing.T) {
	tests := []struct {
		name, in, baseURL string
		want              []related.Document
		leftOut           string
	}{
		{"WordPress", wxr, "", []related.Document{
			{ID: "https://pier.example/?p=1", URL: "https://pier.example/rope/", Title: "Rope work", Summary: "All knots.", Language: "en-US",
				Content:   "First line.\nA knot The bowline\nStill the same[1] paragraph, as they say [sic].\nSecond [draft] one.",
				Published: day(t, "2024-03-01T11:00:00Z"), Updated: day(t, "2024-03-05T11:00:00Z"), Tags: []string{"Knots", "Boats", "North"},
				Section: "Boats", Series: "Deck school", Authors: []string{"Mara Quay"}, Image: "https://pier.example/f/five.jpg"},
			{ID: "https://pier.example/?p=2", URL: "https://pier.example/attached/", Title: "Attached", Content: "Text only.", Language: "en-US",
				Published: day(t, "2024-03-01T11:00:00Z"), Image: "https://pier.example/f/seven.png"},
		}, "attachment 3, draft 1, trash 1, with a password 1"},
		{"Blogger until 2024", bloggerOld, "", []related.Document{
			{ID: "tag:blogger.com,1999:blog-1.post-1", Title: "Post", Content: "Leaves.", Tags: []string{"tea"}},
		}, "comment 1, draft 1"},
		{"Blogger", bloggerNew, "https://b.example/", []related.Document{
			{ID: "tag:blogger.com,1999:blog-1.post-1", Title: "Post", URL: "https://b.example/2024/05/post.html", Tags: []string{"tea"}},
		}, "comment 1, draft 1, soft_trashed 1"},
		{"Ghost", ghost, "https://g.example/", []related.Document{
			{ID: "1", URL: "https://g.example/tide/", Title: "High <tide>", Content: "Water & ebb", Tags: []string{"Sea", "Moon"}, Authors: []string{"Ola Wick"},
				Published: day(t, "2024-01-02T03:04:05Z"), Image: "https://g.example/content/t.jpg", Links: []string{"https://g.example/ebb/"}},
		}, "draft 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Parse(strings.NewReader(tt.in), &Options{BaseURL: tt.baseURL})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, f.Documents); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
			var warnings string
			for _, w := range f.Warnings {
				warnings += w.Text
			}
			if tt.leftOut != "" && !strings.HasSuffix(warnings, ": "+tt.leftOut) || tt.leftOut == "" && warnings != "" {
				t.Errorf("warnings %q, want %q at their end", warnings, tt.leftOut)
			}
		})
	}
}

func TestWithoutShortcodes(t *testing.T) {
	for in, want := range map[string]string{
		"no brackets":                                    "no brackets",
		"a [1] b [sic] c [Ed.] d [] e [ f":               "a [1] b [sic] c [Ed.] d [] e [ f",
		`x[gallery ids="1,2"]y`:                          "x\n\ny",
		"x[gallery]y":                                    "x\n\ny",
		`x[made-up a="]" b='['/]y`:                       "xy",
		"x[made-up 7]y":                                  "x[made-up 7]y",
		"[dropcap]T[/dropcap]he start":                   "The start",
		"[dropcap]The start":                             "[dropcap]The start",
		"The end[/dropcap]":                              "The end[/dropcap]",
		"[caption id=1]<img> Here[/caption]":             "\n\n<img> Here\n\n",
		"[embed]https://v.example[/embed]after":          "\n\nafter",
		"[embed]https://v.example":                       "\n\nhttps://v.example",
		"[youtube https://v.example/w?x=1]":              "\n\n",
		"write [[gallery]] for one":                      "write [[gallery]] for one",
		"[vc_row][vc_column a=1]in[/vc_column][/vc_row]": "\n\n\n\nin\n\n\n\n",
		"if a[i] < b[x = 1] {":                           "if a[i] < b[x = 1] {",
		"[link](https://example.org/)":                   "[link](https://example.org/)",
		"see [note 1] and [quote] x":                     "see [note 1] and [quote] x",
		"[x a=\"<b>\"]":                                  "",
		"[x <b>a=1</b>]":                                 "[x <b>a=1</b>]",
		"[embed]a[/eMBED]b":                              "\n\nb",
	} {
		if got := withoutShortcodes(in); got != want {
			t.Errorf("withoutShortcodes(%q) = %q, want %q", in, got, want)
		}
	}
}

// Text that looks like shortcodes all the way must not take time that grows with
// its square: this would then not end.
func TestWithoutShortcodesLinear(t *testing.T) {
	for _, unit := range []string{"[a=\"", "[a ", "[", "[/", "[embed]", "[a b=1]", "[x][/x]"} {
		withoutShortcodes(strings.Repeat(unit, 2<<20/len(unit)))
	}
}

func FuzzWithoutShortcodes(f *testing.F) {
	f.Add(`a [caption id="1"]<img>b[/caption] [gallery] [[code]] [i]`)
	f.Fuzz(func(t *testing.T, in string) {
		got := withoutShortcodes(in)
		if strings.IndexByte(in, '[') < 0 && got != in {
			t.Errorf("%q became %q", in, got)
		}
		if n := strings.Count(strings.ReplaceAll(got, "\n\n", ""), ""); n > strings.Count(in, "")+strings.Count(in, "\n") {
			t.Errorf("%q grew to %q", in, got)
		}
	})
}
