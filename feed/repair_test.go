package feed

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
)

// kinds returns the kinds of a feed's warnings, but for made IDs, each once.
func kinds(f *Feed) []WarningKind {
	var list []WarningKind
	for _, w := range f.Warnings {
		if w.Kind != WarnMadeID && !slices.Contains(list, w.Kind) {
			list = append(list, w.Kind)
		}
	}
	return list
}

func TestParseBroken(t *testing.T) {
	repaired := []WarningKind{WarnRepaired}
	truncated := []WarningKind{WarnTruncated}
	tests := []struct {
		name, in string
		titles   []string
		kinds    []WarningKind
	}{
		{"text before the root", "Warning: mysql in line 3\n<?xml version='1.0'?><rss><channel><item><title>a</title></item></channel></rss>", []string{"a"}, repaired},
		{"text after the root", "<rss><channel><item><title>a</title></item></channel></rss>\n<!-- 0.3 s --> & <", []string{"a"}, nil},
		{"XML 1.1", `<?xml version="1.1"?><rss><channel><item><title>a</title></item></channel></rss>`, []string{"a"}, nil},
		{"wrong encoding declared", `<?xml version="1.0" encoding="UTF-16"?><rss><channel><item><title>é</title></item></channel></rss>`, []string{"é"}, nil},
		{"bare ampersands and brackets", "<rss><channel><item><title>a & b &foo; &amp c < 3 <3 ]]> &copy; &#0; &#x1f; &#8217;</title></item></channel></rss>",
			[]string{"a & b &foo; & c < 3 <3 ]]> © ’"}, repaired},
		{"control characters", "<rss><channel><item><title>a\x00b\x0cc\ufffed</title></item></channel></rss>", []string{"abcd"}, repaired},
		{"unclosed void elements", "<rss><channel><item><title>a<br>b</title></item><item><title>c<br></br>d</title></item></channel></rss>", []string{"a b", "c d"}, repaired},
		{"missing end tags", "<rss><channel><item><title>a<b></title><item><title>c</title></channel></rss>", []string{"a", "c"}, repaired},
		{"stray end tags", "<rss><channel></p><item><title>a</b></title></item></div></channel></rss>", []string{"a"}, repaired},
		{"case of end tags", "<RSS><Channel><Item><Title>a</title></item></channel></rss>", []string{"a"}, nil},
		{"attributes without quotes", "<rss version=2.0 x><channel y='<' y=\"\"><item><guid isPermaLink=false>1</guid><title>a</title></item></channel></rss>", []string{"a"}, repaired},
		{"a quote that never ends", "<rss><channel><item><title>a</title><link href=\"https://x.example></link></item><item><title>b</title></item></channel></rss>",
			[]string{"a", "b"}, repaired},
		{"truncated in an item", "<rss><channel><item><title>a</title></item><item><title>b</title><desc", []string{"a", "b"}, truncated},
		{"truncated before a title", "<rss><channel><item><title>a</title></item><item><guid>b</guid>", []string{"a"}, truncated},
		{"truncated in CDATA", "<rss><channel><item><title>a</title><description><![CDATA[x", []string{"a"}, truncated},
		{"items outside the channel", "<rss><channel></channel><item><title>a</title></item></rss>", []string{"a"}, repaired},
		{"two channels", "<rss><channel><item><title>a</title></item></channel><channel><item><title>b</title></item></channel></rss>", []string{"a", "b"}, repaired},
		{"item in an unclosed element", "<rss><channel><image><item><title>a</title></item><item><title>b</title></item></channel></rss>", []string{"a", "b"}, repaired},
		{"wrong namespace", `<feed xmlns="http://example.org/atom"><entry><title>a</title></entry></feed>`, []string{"a"}, repaired},
		{"entities of a DOCTYPE", `<!DOCTYPE rss [<!ENTITY a "bang"><!ENTITY b SYSTEM "file:///etc/passwd">]><rss><channel><item><title>a&a;&b;</title></item></channel></rss>`,
			[]string{"a&a;&b;"}, repaired},
		{"PHP's warnings before the root", "<br />\n<b>Warning</b>: nothing <i>works</i><br />\n<?xml version='1.0'?><rss version='2.0'><channel><item><title>a</title></item></channel></rss>", []string{"a"}, repaired},
		{"the DOCTYPE of HTML", "<!DOCTYPE html><rss><channel><item><title>a</title></item></channel></rss>", []string{"a"}, nil},
		{"inside HTML", "<!DOCTYPE html><html><body><div><rss version='2.0'><channel><item><title>a</title></item></channel></rss></div></body></html>", []string{"a"}, repaired},
		{"escaped in HTML", "<html><head><title>x</title></head><body><pre>&lt;?xml version='1.0'?&gt;&lt;rss&gt;&lt;channel&gt;&lt;item&gt;&lt;title&gt;a &amp;amp; b&lt;/title&gt;&lt;/item&gt;&lt;/channel&gt;&lt;/rss&gt;</pre></body></html>", []string{"a & b"}, repaired},
		{"conflict markers", "<rss><channel>\n<<<<<<< HEAD\n<item><title>a</title></item>\n=======\n<item><title>b</title></item>\n>>>>>>> main\n</channel></rss>", []string{"a", "b"}, repaired},
		{"no root", "<channel><item><title>a</title></item></channel></rss>", []string{"a"}, repaired},
		{"no channel", "<item><title>a</title></item><item><title>b</title></item></channel></rss>", []string{"a", "b"}, repaired},
		{"an entry as the document", `<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title></entry>`, []string{"a"}, nil},
		{"an entry with a prefix as the document", `<a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:title>a</a:title></a:entry>`, []string{"a"}, nil},
		{"two files in one", "<rss><channel><title>t</title><item><title>a</title></item></channel></rss>\n<?xml version='1.0'?><rss><channel><title>u</title><item><title>b</title></item></channel></rss>", []string{"a", "b"}, repaired},
		{"two files, the first truncated", "<rss><channel><item><title>a</title><desc\n<?xml version='1.0'?><rss><channel><item><title>b</title></item></channel></rss>", []string{"a", "b"}, []WarningKind{WarnRepaired, WarnTruncated}},
		{"items after the end", "<rss><channel><item><title>a</title></item></channel></rss><item><title>b</title></item>", []string{"a", "b"}, repaired},
		{"a feed inside an item", "<rss><channel><item><title>a</title><channel><item><title>b</title></item></channel></item><item><title>c</title></item></channel></rss>", []string{"a", "b", "c"}, repaired},
		{"an XML declaration without its end", "<?xml version='1.0'><rss><channel><item><title>a</title></item><item><title>b ?></title></item></channel></rss>", []string{"a", "b ?>"}, nil},
		{"a CDATA section without its end", "<rss><channel><item><title>a</title><description><![CDATA[x</description></item><item><title><![CDATA[b]]></title></item></channel></rss>", []string{"a", "b"}, repaired},
		{"a CDATA section inside another", "<rss><channel><item><title>a</title><description><![CDATA[<script>//<![CDATA[\nx\n//]]></script>]]></description></item><item><title>c</title></item></channel></rss>", []string{"a", "c"}, repaired},
		{"a quote that ends items later", `<rss><channel><item><title>a</title><link href="https://x.example/></link></item><item><title>b</title><link href="https://y.example/"></link></item></channel></rss>`, []string{"a", "b"}, repaired},
		{"a quote that never ends, near the end", `<rss><channel><item><title>a</title><link href="https://x.example></link></item><item><title>b</title></item></channel></rss>`, []string{"a", "b"}, repaired},
		{"a quote that never ends, of an item", `<rss><channel><title>F</title><item rdf:about="http://a.example/1><title>a</title></item><item><title>b</title></item></channel></rss>`, []string{"a", "b"}, repaired},
		{"a quote that never ends, of the root", `<rss version="2.0><channel><title>F</title><item><title>a</title></item><item><title>b</title></item></channel></rss>`, []string{"a", "b"}, repaired},
		{"a quote that never ends, texts only", `<rss><channel><cloud url='x><item><description>a</description></item><item><description>b</description></item></channel></rss>`, []string{"", ""}, repaired},
		{"a quote that another one ends", `<rss><channel><item><title>a</title><enclosure url="http://a/b.mp3 type="audio/mpeg"/></item></channel></rss>`, []string{"a"}, repaired},
		{"a channel in a channel", "<rss><channel><title>F</title><item><title>a</title></item><channel><title>G</title><item><title>b</title></item></channel></rss>", []string{"a", "b"}, repaired},
		{"a channel right in a channel", "<rss><channel><title>F</title><channel><item><title>a</title></item></channel></rss>", []string{"a"}, repaired},
		{"a channel in Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><channel><entry><title>a</title></entry></channel></feed>`, []string{"a"}, nil},
		{"a feed in a channel", "<rss><channel><feed><item><title>a</title></item></feed></channel></rss>", []string{"a"}, nil},
		{"RSS in Atom's namespace", `<rss xmlns="http://www.w3.org/2005/Atom"><channel><item><title>a</title></item></channel></rss>`, []string{"a"}, repaired},
		{"RDF in Media RSS's namespace", `<rdf:RDF xmlns="http://search.yahoo.com/mrss/"><item><title>a</title></item></rdf:RDF>`, []string{"a"}, repaired},
		{"a prefix of Atom's that is not declared", `<atom:feed><atom:title>F</atom:title><atom:entry><atom:title>a</atom:title></atom:entry></atom:feed>`, []string{"a"}, nil},
		{"a prefix of Atom's that means something else", `<a:feed xmlns:a="http://wrong/"><a:entry><a:title>a</a:title></a:entry></a:feed>`, []string{"a"}, nil},
		{"prefixes in RSS", `<rss version="2.0" xmlns:r="http://x"><r:channel><r:title>F</r:title><r:item><r:title>a</r:title></r:item></r:channel></rss>`, []string{"a"}, nil},
		{"namespaces of items", `<rss><channel><item xmlns="http://foo/"><title>a</title></item><item><title xmlns="http://foo/">b</title></item></channel></rss>`, []string{"a", "b"}, nil},
		{"namespaces of entries", `<feed xmlns="http://www.w3.org/2005/Atom"><entry xmlns="http://www.w3.org/2007/app"><title>a</title></entry></feed>`, []string{"a"}, nil},
		{"titles without an end", "<rss><channel><title>F<item><title>a<link>https://a.example/1</link></item><item><title>b</tilte><guid>2<content:encoded>x</content:encoded></item></channel></rss>", []string{"a", "b"}, repaired},
		{"CDATA in small letters", "<rss><channel><item><title><![cdata[a & b]]></title></item></channel></rss>", []string{"a & b"}, nil},
		{"halves of a character", "<rss><channel><item><title>a&#55357;&#56832;&#xD83D;&#xDE00;&#xD83D;b</title></item></channel></rss>", []string{"a😀😀b"}, repaired},
		{"RSS without a version in HTML", "<html><body><rss><channel><item><title>a</title></item></channel></rss></body></html>", []string{"a"}, repaired},
		{"text between items", "<rss><channel><item><title>a</title></item>Fatal error: out of memory<item><title>b</title></item></channel></rss>", []string{"a", "b"}, repaired},
		{"items in a comment only", "<rss><channel><!-- <item><title>a</title></item> --></channel></rss>", nil, []WarningKind{WarnLeftOut}},
		{"void elements in pairs", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='xhtml'><div>a<br></br><img src='x'></img></div></title></entry></feed>", []string{"a"}, nil},
		{"entities with a DOCTYPE", `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item><title>Caf&eacute;</title></item></channel></rss>`, []string{"Café"}, nil},
		{"a root that is cut off", "<rss version='2.0' xmlns:a=", nil, truncated},
		{"cut after a first feed", "<rss version='2.0'><channel><item><title>a</title></item></channel></rss><rss version='2.0'><channel><item><title>b</title><link>https://a.exam", []string{"a", "b"}, []WarningKind{WarnRepaired, WarnTruncated}},
		{"400 paragraphs without an end", "<rss><channel><item><title>a</title><description>" + strings.Repeat("<p>x", 500) + "</description></item></channel></rss>", []string{"a"}, repaired},
		{"comments of an export", `<rss><channel><item><title>a</title><wp:comment><wp:comment_content>x</wp:comment_content><title>y</title></wp:comment></item></channel></rss>`, []string{"a"}, nil},
		{"JSON with raw line breaks", "{\"feed_url\":\"/\",\"items\":[{\"id\":1,\"title\":\"a\nb\tc\x01\"}]}", []string{"a\nb\tc"}, repaired},
		{"JSON with commas and escapes too many", `{"feed_url":"/","items":[{"id":1,"title":"it\'s \"a\" [,]",},{"id":2,"title":"b\\",} , ],}`, []string{`it's "a" [,]`, `b\`}, repaired},
		{"JSON that ends in a string", `{"feed_url":"/","items":[{"id":1,"title":"a"},{"id":2,"title":"b\`, []string{"a", "b"}, truncated},
		{"a film of Google's", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/youtube/2007#video"/></entry></feed>`, []string{"a"}, nil},
		{"one link for all", "<rss><channel><item><title>a</title><link>https://x.example/</link></item><item><title>b</title><link>https://x.example/</link></item></channel></rss>", []string{"a", "b"}, nil},
		{"empty item", "<rss><channel><item/><item></item><item><title>a</title></item></channel></rss>", []string{"a"}, []WarningKind{WarnEmptyItem}},
		{"unclosed comment", "<rss><channel><!-- <item><title>a</title></item></channel></rss>", []string{"a"}, repaired},
		{"mark of one's own", `<rss xmlns:k="urn:kindred:mark"><channel><item><k:mark>7</k:mark><title>a</title></item></channel></rss>`, []string{"a"}, nil},
		{"Atom entry in RSS", `<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><item><title>a</title></item><atom:entry><atom:title>b</atom:title></atom:entry></channel></rss>`,
			[]string{"a", "b"}, repaired},
		{"item in Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><item><title>a</title></item><entry><title>b</title></entry></feed>`, []string{"a", "b"}, repaired},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Parse(strings.NewReader(tt.in), nil)
			if err != nil {
				t.Fatal(err)
			}
			var titles []string
			for _, d := range f.Documents {
				titles = append(titles, d.Title)
			}
			if diff := cmp.Diff(tt.titles, titles); diff != "" {
				t.Errorf("titles (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.kinds, kinds(f)); diff != "" {
				t.Errorf("warnings (-want +got):\n%s\n%v", diff, f.Warnings)
			}
		})
	}
}

// Items without a readable one among them are an error, never an empty feed.
func TestParseNothingReadable(t *testing.T) {
	const in = `<rss><channel><item><title></title></item></channel></rss>`
	f, err := Parse(strings.NewReader(in), nil)
	if err == nil || !strings.Contains(err.Error(), "1 items") {
		t.Errorf("Parse = %v, %v", f, err)
	}
}

func TestParseLimits(t *testing.T) {
	rss := func(s string) string { return "<rss><channel>" + s + "</channel></rss>" }
	nested := func(n int) string {
		return rss("<item><guid>1</guid><x:a xmlns:x='urn:x'>" + strings.Repeat("<x:b>", n) + strings.Repeat("</x:b>", n) + "</x:a></item>")
	}
	items := strings.Repeat("<item><title>a</title></item>", 3)
	lines := strings.Repeat(`{"id":"1","title":"a"}`+"\n", 3)
	list := `{"feed_url":"/","items":[{"id":1},{"id":2},{"id":3}]}`
	tests := []struct {
		name, in string
		opts     *Options
		want     error
	}{
		{"396 levels inside an item's child", nested(396), nil, nil},
		{"397 levels", nested(397), nil, errTooDeep},
		{"two million elements", nested(2_000_000), &Options{MaxBytes: -1}, errTooDeep},
		{"unclosed elements", "<rss>" + strings.Repeat("<a>", 200_000), nil, errTooDeep},
		{"unclosed line breaks", rss("<item><title>a</title><description>" + strings.Repeat("<br>", 200_000) + "</description></item>"), nil, nil},
		{"namespaces", "<rss" + strings.Repeat(" xmlns:a='b'", 200) + "/>", nil, errTooManyNamespaces},
		{"bytes", rss(items), &Options{MaxBytes: 20}, ErrTooLarge},
		{"just the bytes", rss(items), &Options{MaxBytes: int64(len(rss(items)))}, nil},
		{"default bytes", rss("<!--" + strings.Repeat(" ", defaultMaxBytes) + "-->"), nil, ErrTooLarge},
		{"no limit of bytes", rss("<!--" + strings.Repeat(" ", defaultMaxBytes) + "-->"), &Options{MaxBytes: -1}, nil},
		{"items", rss(items), &Options{MaxItems: 2}, ErrTooLarge},
		{"just the items", rss(items), &Options{MaxItems: 3}, nil},
		{"default items", rss(strings.Repeat(items, 4000)), nil, ErrTooLarge},
		{"no limit of items", rss(strings.Repeat(items, 4000)), &Options{MaxItems: -1}, nil},
		{"JSON items", list, &Options{MaxItems: 2}, ErrTooLarge},
		{"just the JSON items", list, &Options{MaxItems: 3}, nil},
		{"JSON Lines of any number", lines, &Options{MaxItems: 2}, nil},
		{"JSON Lines of any length", strings.Repeat(lines, 1000), &Options{MaxBytes: 200}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Parse(strings.NewReader(tt.in), tt.opts); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

func TestParseReadError(t *testing.T) {
	broken := errors.New("broken pipe")
	_, err := Parse(io.MultiReader(strings.NewReader("<rss>"), errReader{broken}), nil)
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

// wellFormed reports what encoding/xml has against the text.
func wellFormed(b []byte) error {
	d := xml.NewDecoder(strings.NewReader(string(b)))
	for {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

func FuzzPrepare(f *testing.F) {
	f.Add(`<rss a=b c><channel><item>x & y<br><![CDATA[z]]></item><!-- <item> --></channel>`)
	f.Add(`<feed xml:base="/a" xmlns="x"><entry>&nbsp;&#0;<title type='html'>]]></entry></b></feed>`)
	f.Add(`<!DOCTYPE rss [<!ENTITY a "b">]><rdf:RDF><item rdf:about="&lt;"/><item><item></rdf:RDF>`)
	f.Add(`<rss><channel><item>x<channel><item>x`)
	f.Add(`<feed A00:A00!000A! xmlns=0>&000000&nbsp;0000000000000000000000000000000`)
	f.Fuzz(func(t *testing.T, in string) {
		in = strings.ToValidUTF8(in, "?")
		p, err := prepare(input{text: []byte(in)}, nil, 100)
		if err != nil {
			return
		}
		if err := wellFormed(p.xml); err != nil {
			t.Errorf("prepared XML is not well-formed: %v\n%s", err, p.xml)
		}
		for i := range p.items {
			if alone := p.alone(i); alone != nil && wellFormed(alone) != nil {
				t.Errorf("item %d alone is not well-formed:\n%s", i, alone)
			}
		}
		if err := wellFormed(p.frame()); err != nil {
			t.Errorf("frame is not well-formed: %v\n%s", err, p.frame())
		}
	})
}

// Half an address, ID or date is another one; half a text is better than none.
func TestParseCut(t *testing.T) {
	const head = `<rss><channel><link>https://a.example/</link><item><title>One</title>`
	for _, test := range []struct {
		in   string
		want related.Document
	}{
		{`<link>https://shop.exam`, related.Document{}},
		{`<link>https://a.example/1</link><pubDate>Mon, 06 May 20`, related.Document{ID: "https://a.example/1", URL: "https://a.example/1"}},
		{`<guid>https://a.example/1`, related.Document{}},
		{`<guid isPermaLink="false">1</guid><link>https://a.example/1</`, related.Document{ID: "1"}},
		{`<guid>1</guid><description>Q&amp;A</description><link>h`, related.Document{ID: "1", Summary: "Q&A", Content: "Q&A"}},
		{`<guid>1</guid><description>Some &am`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><description>Some <`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><description>Some</`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><description>Some<br`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><description><![CDATA[Some]]`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><description>Some&amp;rsq`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><description>Some&lt;/`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><description><![CDATA[Some&rsq`, related.Document{ID: "1", Summary: "Some", Content: "Some"}},
		{`<guid>1</guid><category>Hal`, related.Document{ID: "1"}},
		{`<guid>1</guid><dc:creator>Hal`, related.Document{ID: "1"}},
	} {
		f, err := Parse(strings.NewReader(head+test.in), nil)
		if err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		test.want.Title = "One"
		got := f.Documents[0]
		if strings.HasPrefix(got.ID, "kindred:") {
			got.ID = ""
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.in, diff)
		}
		if !slices.Contains(kinds(f), WarnTruncated) {
			t.Errorf("%s: no warning", test.in)
		}
	}
}
