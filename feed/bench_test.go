package feed

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkParse reads a feed of 500 articles with 4 kB of HTML each.
func BenchmarkParse(b *testing.B) {
	var rss bytes.Buffer
	rss.WriteString(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Tides</title><link>https://tide.example/</link>`)
	text := strings.Repeat("<p>The ferry waits for the tide, and the tide waits for <a href=\"/moon\">nobody</a> &amp; nothing.</p>\n", 40)
	for i := range 500 {
		fmt.Fprintf(&rss, `<item><title>Tide %d</title><link>https://tide.example/%[1]d</link><guid>https://tide.example/%[1]d</guid>`+
			`<pubDate>Mon, 03 Feb 2025 08:00:00 +0100</pubDate><category>Sea</category><description>Tide %[1]d.</description><content:encoded><![CDATA[%s]]></content:encoded></item>`, i, text)
	}
	rss.WriteString("</channel></rss>")
	b.SetBytes(int64(rss.Len()))
	b.ReportAllocs()
	for b.Loop() {
		f, err := Parse(bytes.NewReader(rss.Bytes()), nil)
		if err != nil || len(f.Documents) != 500 {
			b.Fatal(err)
		}
	}
}
