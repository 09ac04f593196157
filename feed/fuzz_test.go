package feed

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// checkDocument checks what holds of every document that this package makes.
func checkDocument(t *testing.T, d *related.Document) {
	t.Helper()
	if d.ID == "" {
		t.Errorf("document without ID: %+v", d)
	}
	for _, u := range append([]string{d.Image}, d.Links...) {
		if u != "" && !weburl.IsAbsolute(u) {
			t.Errorf("URL %q is not absolute", u)
		}
	}
	if d.URL != "" && !weburl.IsAbsolute(d.URL) && !weburl.IsRelative(d.URL) {
		t.Errorf("document URL %q", d.URL)
	}
	for _, s := range append([]string{d.ID, d.URL, d.Title, d.Summary, d.Content, d.Language, d.Image}, append(d.Tags, d.Authors...)...) {
		if !utf8.ValidString(s) {
			t.Errorf("not UTF-8: %q", s)
		}
	}
	for _, tag := range append(d.Tags, d.Authors...) {
		if strings.TrimSpace(tag) == "" {
			t.Errorf("blank tag or author")
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<rss><channel><title>t</title><item><guid>1</guid><link>/a</link><description>&lt;p&gt;x</description><pubDate>Mon, 03 Feb 2025 08:00:00 +0100</pubDate></item></channel></rss>`), "", "https://f.example/")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><entry xml:lang="de"><id>x</id><title type="html">a</title><link href="c"/><content type="xhtml"><div>d</div></content></entry></feed>`), "text/xml; charset=iso-8859-1", "https://f.example/")
	f.Add([]byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="a"><title>x</title></item></rdf:RDF>`), "", "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"content_html":"<p>","tags":"a,b"},null]}`), "", "")
	f.Add([]byte("{\"id\":\"1\",\"title\":\"a\"}\n{\"id\":\"2\"}"), "", "")
	f.Add([]byte(`<!DOCTYPE html><link rel=alternate type=application/rss+xml href=/f>`), "", "https://f.example/")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00>\x00"), "", "")
	f.Fuzz(func(t *testing.T, in []byte, contentType, baseURL string) {
		feed, err := Parse(strings.NewReader(string(in)), &Options{ContentType: contentType, BaseURL: baseURL, MaxItems: 100})
		if (feed == nil) == (err == nil) {
			t.Fatalf("Parse = %v, %v", feed, err)
		}
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for i := range feed.Documents {
			d := &feed.Documents[i]
			checkDocument(t, d)
			if seen[d.ID] {
				t.Errorf("ID %q twice", d.ID)
			}
			seen[d.ID] = true
		}
		for _, w := range feed.Warnings {
			if w.Kind == "" || w.Text == "" || w.Count < 1 {
				t.Errorf("warning %+v", w)
			}
		}
	})
}

// FuzzOPML reads lists of feeds, and pages that name theirs.
func FuzzOPML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><opml version="2.0"><body><outline text="News"><outline type="rss" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline></body></opml>`))
	f.Add([]byte(`<opml><body><outline xmlurl='/b.xml' text="a < b"><outline xmlUrl="javascript:alert(1)"/>`))
	f.Add([]byte(`<!DOCTYPE html><head><link rel="alternate" type="application/rss+xml" href="/feed"><LINK REL=ALTERNATE TYPE=application/atom+xml HREF=//x.example/>`))
	f.Add([]byte(`<opml><!-- <outline xmlUrl="https://c.example/"/> --><![CDATA[<outline xmlUrl="https://d.example/"/>]]>`))
	f.Fuzz(func(t *testing.T, in []byte) {
		_, err := Parse(strings.NewReader(string(in)), &Options{BaseURL: "https://site.example/list", MaxItems: 100})
		var other *NotFeedError
		if !errors.As(err, &other) {
			return
		}
		if other.Error() == "" || len(other.Feeds) > 0 && other.What != "opml" && other.What != "html" {
			t.Errorf("%+v", other)
		}
		seen := map[string]bool{}
		for _, u := range other.Feeds {
			if !weburl.IsAbsolute(u) || seen[u] || !utf8.ValidString(u) {
				t.Errorf("feed at %q", u)
			}
			seen[u] = true
		}
	})
}
