package feed

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// tides is a feed of articles with 4 kB of HTML each.
func tides(articles int) []byte {
	var rss bytes.Buffer
	rss.WriteString(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Tides</title><link>https://tide.example/</link>`)
	text := strings.Repeat("<p>The ferry waits for the tide, and the tide waits for <a href=\"/moon\">nobody</a> &amp; nothing.</p>\n", 40)
	for i := range articles {
		fmt.Fprintf(&rss, `<item><title>Tide %d</title><link>https://tide.example/%[1]d</link><guid>https://tide.example/%[1]d</guid>`+
			`<pubDate>Mon, 03 Feb 2025 08:00:00 +0100</pubDate><category>Sea</category><description>Tide %[1]d.</description><content:encoded><![CDATA[%s]]></content:encoded></item>`, i, text)
	}
	rss.WriteString("</channel></rss>")
	return rss.Bytes()
}

func BenchmarkParse(b *testing.B) {
	rss := tides(500)
	b.SetBytes(int64(len(rss)))
	b.ReportAllocs()
	for b.Loop() {
		f, err := Parse(bytes.NewReader(rss), nil)
		if err != nil || len(f.Documents) != 500 {
			b.Fatal(err)
		}
	}
}

// BenchmarkMemory reads a feed of 100 MB and reports how much memory there is in
// use at most, the input, documents and garbage included, as a multiple of it.
func BenchmarkMemory(b *testing.B) {
	rss := tides(23_000)
	b.SetBytes(int64(len(rss)))
	peak := uint64(0)
	for b.Loop() {
		runtime.GC()
		stop, stopped := make(chan bool), make(chan bool)
		go func() {
			defer close(stopped)
			for {
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
				select {
				case <-stop:
					return
				case <-time.After(5 * time.Millisecond):
				}
			}
		}()
		if _, err := Parse(bytes.NewReader(rss), &Options{MaxBytes: -1, MaxItems: -1}); err != nil {
			b.Fatal(err)
		}
		close(stop)
		<-stopped
	}
	// The feed itself is there twice: here, and in what Parse reads.
	b.ReportMetric(float64(peak)/float64(len(rss))-1, "peak/input")
}
