package feed

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseNotFeed(t *testing.T) {
	tests := []struct {
		name, in string
		want     NotFeedError
		says     string
	}{
		{"empty", "", NotFeedError{What: "empty"}, "empty"},
		{"white space", "\ufeff \n" + strings.Repeat(" ", 5000), NotFeedError{What: "empty"}, "empty"},
		{"page", "<!doctype HTML><html><title>x</title><p>a < b", NotFeedError{What: "html"}, "/feed"},
		{"page without a doctype", "<html><body>x", NotFeedError{What: "html"}, "web page"},
		{"page that names its feeds", `<!DOCTYPE html><link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="de" href="/de">
			<link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2"><LINK REL="ALTERNATE" TYPE="application/atom+xml" HREF="//x.example/atom">`,
			NotFeedError{What: "html", Feeds: []string{"https://site.example/feed?a=1&b=2", "https://x.example/atom"}}, "its feed is at https://site.example/feed?a=1&b=2 https://x.example/atom"},
		{"page with a base", `<html><head><script>'<link rel="alternate" type="application/rss+xml" href="/script">'</script>
			<!-- <link rel="alternate" type="application/rss+xml" href="/comment"> --><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="c1">
			<link rel="alternate" type="application/rss+xml" title="News" href="feed.xml"><base target="_top"><base href="/blog/"><base href="/other/"></head>`,
			NotFeedError{What: "html", Feeds: []string{"https://site.example/blog/feed.xml", "https://site.example/blog/c1"}}, "https://site.example/blog/feed.xml"},
		{"OPML", `<?xml version="1.0"?><opml><body><outline xmlUrl="https://a.example/"/><outline><outline xmlurl="https://b.example/"/></outline>
			<outline xmlUrl="https://a.example/"/><outline xmlUrl="https://c.example/"/><outline xmlUrl="https://d.example/"/></body></opml>`,
			NotFeedError{What: "opml", Feeds: []string{"https://a.example/", "https://b.example/", "https://c.example/", "https://d.example/"}},
			"https://a.example/ https://b.example/ https://c.example/ and 1 more"},
		{"OPML without feeds", `<opml><body><outline/></body></opml>`, NotFeedError{What: "opml"}, "lists none"},
		{"sitemap", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>`, NotFeedError{What: "sitemap"}, "sitemap"},
		{"other XML", `<c:catalog xmlns:c="urn:c"/>`, NotFeedError{What: "xml", Detail: "c:catalog"}, "<c:catalog>"},
		{"text", "Just a moment...", NotFeedError{What: "text"}, "neither XML"},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00", NotFeedError{What: "text"}, "neither XML"},
		{"binary with a tag in it", "\x00\x01\x02q<zz>\x04", NotFeedError{What: "text"}, "neither XML"},
		{"gzip", "\x1f\x8b\x08\x00\x00", NotFeedError{What: "compressed"}, "unpack it"},
		{"JSON object", `{"error": "not found"}`, NotFeedError{What: "json", Detail: "it is an object without a list of items"}, "without a list of items"},
		{"JSON with other items", `{"items": [{"sku": 1}]}`, NotFeedError{What: "json", Detail: `it has items, but does not say that it is a feed; add "version": "https://jsonfeed.org/version/1.1"`}, "JSON"},
		{"JSON whose items are none", `{"title": "x", "items": {"a": {"b": 1}}}`, NotFeedError{What: "json", Detail: "it is an object without a list of items"}, "JSON"},
		{"JSON list", `[{"id": 1}]`, NotFeedError{What: "json", Detail: "it is a list; put one item a line, without brackets and commas, or the list into the items of a JSON Feed"}, "one item a line"},
		{"JSON lines of something else", "{1}\n{2}\n", NotFeedError{What: "json", Detail: "none of its lines could be read"}, "lines"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := Parse(strings.NewReader(tt.in), &Options{BaseURL: "https://site.example/page"})
			var got *NotFeedError
			if !errors.As(err, &got) || !errors.Is(err, ErrNotFeed) || f != nil {
				t.Fatalf("Parse = %v, %v, want a NotFeedError", f, err)
			}
			if diff := cmp.Diff(tt.want, *got); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			if !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%q does not say %q", err, tt.says)
			}
		})
	}
}
