package feed

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What other readers' suites have shown to be worth getting right, a feed each:
// what is looked at of it, and what it is.
func TestMapping(t *testing.T) {
	const atomHead = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">`
	url := func(f *Feed) any { return f.Documents[0].URL }
	urls := func(f *Feed) any { return f.URL + " " + f.Documents[0].URL }
	authors := func(f *Feed) any { return f.Documents[0].Authors }
	tags := func(f *Feed) any { return f.Documents[0].Tags }
	image := func(f *Feed) any { return f.Documents[0].Image }
	titles := func(f *Feed) any {
		var list []string
		for i := range f.Documents {
			list = append(list, f.Documents[i].Title)
		}
		return list
	}
	for _, test := range []struct {
		name, in string
		of       func(*Feed) any
		want     any
	}{
		{"Atom's own address is the base", atomHead + `<link href="."/><link rel="self" href="https://a.example/blog/feed.atom"/><entry><link href="../one"/></entry></feed>`,
			urls, "https://a.example/blog/ https://a.example/one"},
		{"RSS's own address is the base", rssHead + `<atom:link rel="self" href="https://a.example/blog/feed.rss"/><item><title>x</title><link>one</link></item>` + rssTail,
			urls, " https://a.example/blog/one"},
		{"a link of Atom in RSS that says no rel", rssHead + `<atom:link href="https://a.example/blog/"/><item><link>/one</link></item>` + rssTail,
			urls, "https://a.example/blog/ https://a.example/one"},
		{"pages go before archives", rssHead + `<atom:link rel="prev-archive" href="https://a.example/2"/><atom:link rel="next" href="https://a.example/3"/><atom:link rel="next" href="https://a.example/4"/><item><title>x</title></item>` + rssTail,
			func(f *Feed) any { return f.Next }, "https://a.example/3"},
		{"namespaces on the element itself", rssHead + `<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="https://a.example/2"/><item><title>A</title><title xmlns="http://search.yahoo.com/mrss/">M</title><x:creator xmlns:x="http://purl.org/dc/elements/1.1/">Zoe</x:creator><creator xmlns="http://purl.org/dc/elements/1.1/">Yan</creator>
			<h:body xmlns:h="http://www.w3.org/1999/xhtml"><p>Use &lt;div&gt; for &amp;amp; blocks</p></h:body></item>` + rssTail,
			func(f *Feed) any {
				d := f.Documents[0]
				return fmt.Sprint(f.Next, " ", d.Title, d.Authors, d.Content)
			}, "https://a.example/2 A[Zoe Yan]Use <div> for &amp; blocks"},
		{"Atom in RSS, declared on the element", rssHead + `<link xmlns="http://www.w3.org/2005/Atom" rel="self" href="https://a.example/feed"/><link>https://a.example/</link><item><title>A</title><content xmlns="http://www.w3.org/2005/Atom" type="text">1 &lt;b&gt; 2</content></item>` + rssTail,
			func(f *Feed) any { return f.URL + " " + f.Documents[0].Content }, "https://a.example/ 1 <b> 2"},
		{"Atom in Atom by another prefix", atomHead + `<entry><title>A</title><z:link xmlns:z="http://www.w3.org/2005/Atom" href="https://a.example/1"/><z:content xmlns:z="http://www.w3.org/2005/Atom" type="html">&lt;p&gt;Body&lt;/p&gt;</z:content></entry></feed>`,
			func(f *Feed) any { return f.Documents[0].URL + " " + f.Documents[0].Content }, "https://a.example/1 Body"},
		{"XHTML whose namespace begins too early", atomHead + `<entry><title>A</title><content type="xhtml" xmlns="http://www.w3.org/1999/xhtml"><div>Body</div></content></entry></feed>`,
			func(f *Feed) any { return f.Documents[0].Content }, "Body"},
		{"space around an address", atomHead + `<entry><link href=" https://a.example/one "/></entry></feed>`, url, "https://a.example/one"},
		{"the long form of alternate", atomHead + `<entry><link rel="http://www.iana.org/assignments/relation/alternate" href="https://a.example/one"/></entry></feed>`, url, "https://a.example/one"},
		{"the base of a link alone", rssHead + `<item><title>x</title><link xml:base="https://a.example/b/">one</link></item>` + rssTail, url, "https://a.example/b/one"},
		{"the base of a link of Atom alone", atomHead + `<entry><link xml:base="https://a.example/b/" href="one"/></entry></feed>`, url, "https://a.example/b/one"},
		{"the base of a summary", atomHead + `<entry><title>x</title><summary type="html" xml:base="https://a.example/b/">&lt;img src="i.png"&gt;</summary></entry></feed>`, image, "https://a.example/b/i.png"},
		{"a permalink in small letters", rssHead + `<item><guid ispermalink="false">https://a.example/1</guid><title>x</title></item>` + rssTail, url, ""},
		{"1970 is no date", rssHead + `<item><title>x</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>` + rssTail,
			func(f *Feed) any { return f.Documents[0].Published.IsZero() }, true},
		{"a blank enclosure before a good one", rssHead + `<item><title>x</title><enclosure url=" "/><enclosure url="https://a.example/a.mp3"/></item>` + rssTail,
			url, "https://a.example/a.mp3"},
		{"author of the channel", rssHead + `<itunes:author>Ann (ann@a.example)</itunes:author><item><title>x</title></item>` + rssTail, authors, []string{"Ann"}},
		{"author as in Atom", rssHead + `<item><title>x</title><author><name>Cy Pen</name><email>cy@a.example</email></author></item>` + rssTail, authors, []string{"Cy Pen"}},
		{"authors of an item", rssHead + `<item><title>x</title><author>Ann</author><author>b@a.example (Bo)</author></item>` + rssTail, authors, []string{"Ann", "Bo"}},
		{"an author in markup", rssHead + `<item><title>x</title><author><b>Ann</b></author></item>` + rssTail, authors, []string{"Ann"}},
		{"author of the item", rssHead + `<dc:creator>Ann</dc:creator><item><title>x</title><dc:creator>Bo</dc:creator></item>` + rssTail, authors, []string{"Bo"}},
		{"authors before author", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"x","authors":[{"name":"Ann"}],"author":{"name":"Bo"}}]}`, authors, []string{"Ann"}},
		{"tags of Flickr", rssHead + `<item><title>x</title><media:category scheme="urn:flickr:tags">atlanta georgia</media:category><media:category>New York</media:category></item>` + rssTail,
			tags, []string{"atlanta", "georgia", "New York"}},
		{"a kind is no tag", rssHead + `<item><title>x</title><category domain="http://schemas.google.com/g/2005#kind">video</category></item>` + rssTail, tags, []string(nil)},
		{"a tiny thumbnail is for want of a picture", atomHead + `<entry><title>x</title><content type="html">&lt;img src="https://a.example/b.jpg"&gt;</content><media:thumbnail url="https://a.example/s.jpg" width="72"/></entry></feed>`,
			image, "https://a.example/b.jpg"},
		{"a tiny thumbnail alone", atomHead + `<entry><title>x</title><media:thumbnail url="https://a.example/s.jpg" width="72"/></entry></feed>`, image, "https://a.example/s.jpg"},
		{"JSON Feed's title and description as HTML", `{"version":"https://jsonfeed.org/version/1","title":"Ships &amp; sails","description":"<p>All&nbsp;of them</p>","items":[{"id":"1","title":"x"}]}`,
			func(f *Feed) any { return f.Title + " " + f.Description }, "Ships & sails All\u00a0of them"},
		{"a title of a media type that nobody knows", atomHead + `<entry><title type="application/x-custom">test</title></entry></feed>`, titles, []string{"test"}},
		{"a title in Base64", atomHead + `<entry><title type="application/octet-stream">VGlkZXM=</title></entry></feed>`, titles, []string{"Tides"}},
		{"Dublin Core in Atom", atomHead + `<dc:title>All</dc:title><entry><dc:identifier>7</dc:identifier><dc:description>Some &lt;b&gt;text&lt;/b&gt;</dc:description></entry></feed>`,
			func(f *Feed) any { return f.Title + " " + f.Documents[0].ID + " " + f.Documents[0].Content }, "All 7 Some text"},
		{"Atom 0.3 in RSS", `<rss xmlns:a="http://purl.org/atom/ns#"><channel><item><a:title>Old</a:title><a:issued>2004-05-06T07:08:09Z</a:issued><a:content type="text/html" mode="escaped">&lt;p&gt;Text&lt;/p&gt;</a:content></item></channel></rss>`,
			func(f *Feed) any {
				d := f.Documents[0]
				return fmt.Sprint(d.Title, d.Content, d.Published.Year())
			}, "OldText2004"},
		{"RSS that says only when it was updated", rssHead + `<item><title>x</title><atom:updated>2004-05-06T07:08:09Z</atom:updated></item>` + rssTail,
			func(f *Feed) any { return f.Documents[0].Published.Year() }, 2004},
		{"items of an extension are its own", rssHead + `<item><title>One</title><sx:sync xmlns:sx="urn:sx"><sx:conflict><item><title>Other</title></item></sx:conflict></sx:sync><pubDate>x</pubDate></item><item><title>Two</title></item>` + rssTail,
			titles, []string{"One", "Two"}},
		{"entries of an extension are its own", atomHead + `<x:foo xmlns:x="urn:foo"><entry><title>Extension</title></entry></x:foo><entry><title>One</title></entry></feed>`, titles, []string{"One"}},
		{"a feed in an extension of an entry", atomHead + `<entry><title>A</title><g:feedLink xmlns:g="urn:g"><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>C</title></entry></feed></g:feedLink><content>Body</content></entry><entry><title>B</title></entry></feed>`,
			func(f *Feed) any { return fmt.Sprint(len(f.Documents), f.Documents[0].Content) }, "2Body"},
		{"an entry in the content of another", atomHead + `<entry><title>A</title><content type="application/atom+xml"><entry xmlns="http://www.w3.org/2005/Atom"><title>Inner</title></entry></content><published>2024-01-02T00:00:00Z</published></entry></feed>`,
			func(f *Feed) any { return fmt.Sprint(len(f.Documents), f.Documents[0].Published.Year()) }, "1 2024"},
		{"an item in an element of another", rssHead + `<item><title>A</title><related><item><title>Other</title><link>https://a.example/o</link></item></related><link>https://a.example/1</link></item><item><title>B</title></item>` + rssTail,
			func(f *Feed) any { return fmt.Sprint(len(f.Documents), f.Documents[0].URL) }, "2https://a.example/1"},
		{"a category with elements", rssHead + `<item><title>A</title><category><id>7</id><title>News</title><link>https://a.example/cat/7</link></category><comments><author>Troll</author><description>first!</description></comments><description>Text</description></item>` + rssTail,
			func(f *Feed) any {
				d := f.Documents[0]
				return fmt.Sprint(d.Title, d.Content, d.Authors, len(f.Warnings))
			}, "AText[] 1"},
		{"attributes that end in =", atomHead + `<entry><title>A</title><category term="solve x =" label="solve x ="/><category term="GET /?page size="/></entry></feed>`, tags, []string{"solve x =", "GET /?page size="}},
		{"an item in an instruction", rssHead + `<item><title>A</title><?php echo "<item>"; ?></item>` + rssTail, titles, []string{"A"}},
		{"a description of a film", rssHead + `<item><title>A</title><media:content url="https://a.example/v.mp4"><media:description>What it shows</media:description><media:keywords>k1, k2</media:keywords></media:content></item>` + rssTail,
			func(f *Feed) any { return fmt.Sprint(f.Documents[0].Content, f.Documents[0].Tags) }, "What it shows[k1 k2]"},
		{"markup in an extension's text", rssHead + `<item><title>A</title><dc:description>One <em>two</em> three</dc:description></item>` + rssTail, func(f *Feed) any { return f.Documents[0].Content }, "One two three"},
		{"a face is no picture", rssHead + `<item><title>A</title><media:content url="https://1.gravatar.com/avatar/abc?s=96" medium="image"/><media:thumbnail url="https://a.example/p.jpg"/></item>` + rssTail, image, "https://a.example/p.jpg"},
		{"an icon is no picture", rssHead + `<item><title>A</title><media:thumbnail url="https://a.example/p.jpg" width="30"/></item>` + rssTail, image, ""},
		{"the image of an item", rssHead + `<item><title>A</title><image><url>https://a.example/p.jpg</url></image></item>` + rssTail, image, "https://a.example/p.jpg"},
		{"the end of an extension is missing", rssHead + `<item><title>One</title><media:group><item><title>Two</title><media:group></media:group></item><item><title>Three</title></item>` + rssTail,
			titles, []string{"One", "Two", "Three"}},
		{"an empty item inside an item", rssHead + `<item><title>One</title><item /><link>https://a.example/one</link></item>` + rssTail, urls, " https://a.example/one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := Parse(strings.NewReader(test.in), nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, test.of(f)); diff != "" {
				t.Errorf("(-want +got):\n%s\nwarnings %v", diff, f.Warnings)
			}
		})
	}
}
