package site

import (
	"fmt"
	"strings"
	"testing"
)

// benchPage is a page as a generator makes it: 11 KB, of which 2 KB are the article.
func benchPage() []byte {
	var nav, text strings.Builder
	for i := range 64 {
		fmt.Fprintf(&nav, "<li class=\"nav-item\"><a class=\"nav-link\" href=\"/section-%d/\">Section number %d</a></li>\n", i, i)
	}
	for range 12 {
		fmt.Fprintf(&text, "<p>%s <a href=\"/a/\">%s</a></p>\n", longText, "Read on.")
	}
	return []byte(page(`<meta charset="utf-8"><title>The fleet comes home | Echo</title><link rel="canonical" href="https://echo.example/fleet/">
		<meta property="og:title" content="The fleet comes home"><script>`+strings.Repeat("window.analytics=function(){return 1};", 30)+`</script>`,
		"<header><nav><ul>"+nav.String()+"</ul></nav></header><main><article><h1>The fleet comes home</h1><p class=\"meta\"><time datetime=\"2026-01-02\">2 January</time></p>"+
			text.String()+"<related-articles></related-articles></article></main><footer><ul>"+nav.String()+"</ul></footer>"))
}

// BenchmarkPage is what one page takes that is not remembered.
func BenchmarkPage(b *testing.B) {
	raw := benchPage()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		examine(raw, "fleet/index.html", nil)
	}
}

// BenchmarkSplice is the writing of a list, without the file.
func BenchmarkSplice(b *testing.B) {
	raw := benchPage()
	f := examine(raw, "fleet/index.html", nil)
	b.ReportAllocs()
	for b.Loop() {
		page := f.splice(raw, oneBlock)
		if _, err := f.reread(page, oneBlock); err != nil {
			b.Fatal(err)
		}
	}
}
