package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkBuild is kindred build on pages of 11 KB, of which 350 words are the
// article: at first, after one new page, and after all pages have been made again.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		pages := benchPages(n + 1)
		build := func(b *testing.B, site, cache string) {
			var out bytes.Buffer
			if code := run(b.Context(), []string{"build", "--site", site, "--cache", cache}, strings.NewReader(""), &out, &out); code != exitOK {
				b.Fatal(out.String())
			}
		}
		write := func(b *testing.B, site string, from, to int) {
			for i := from; i < to; i++ {
				dir := filepath.Join(site, "posts", fmt.Sprint("p", i))
				if err := os.MkdirAll(dir, 0o755); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, "index.html"), pages[i], 0o644); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.Run(fmt.Sprintf("%d/first", n), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				site, cache := b.TempDir(), b.TempDir()
				write(b, site, 0, n)
				b.StartTimer()
				build(b, site, cache)
			}
		})
		for name, from := range map[string]int{"onenew": n, "allagain": 0} {
			b.Run(fmt.Sprintf("%d/%s", n, name), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					site, cache := b.TempDir(), b.TempDir()
					write(b, site, 0, n)
					build(b, site, cache)
					write(b, site, from, n+1)
					b.StartTimer()
					build(b, site, cache)
				}
			})
		}
	}
}

// benchPages makes pages of stories: every twelve share words that others seldom have.
func benchPages(n int) [][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	word := func(rank int) string {
		var b strings.Builder
		for rank += 7; rank > 0; rank /= 20 {
			b.WriteString([]string{"ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu"}[rank%20])
		}
		return b.String()
	}
	var nav strings.Builder
	for i := range 56 {
		fmt.Fprintf(&nav, "<li class=\"nav-item\"><a class=\"nav-link\" href=\"/section-%d/\">Section number %d</a></li>\n", i, i)
	}
	script := strings.Repeat("window.analytics=function(){return 1};", 30)
	pages := make([][]byte, n)
	published := time.Date(2020, 1, 1, 8, 0, 0, 0, time.UTC)
	for i := range pages {
		var text strings.Builder
		for p := range 350 {
			rank := int(math.Exp(random.Float64() * math.Log(150_000))) // as often as words of a language
			if random.IntN(8) == 0 {
				rank = 1000 + i/12*40 + random.IntN(40)
			}
			text.WriteString(word(rank) + " ")
			if p%60 == 59 {
				text.WriteString("</p>\n<p>")
			}
		}
		title := word(1000+i/12*40) + " " + word(i) + " " + word(1000+i/12*40+1)
		pages[i] = fmt.Appendf(nil, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%[1]s | Bench</title>
<link rel="canonical" href="https://bench.example/posts/p%[2]d/"><meta property="og:type" content="article"><meta property="og:title" content="%[1]s">
<meta property="article:published_time" content="%[3]s"><script>%[4]s</script></head>
<body><header><a href="/">Bench</a><nav><ul>%[5]s</ul></nav></header><main><article><h1>%[1]s</h1><p>%[6]s</p>
<related-articles></related-articles></article></main><footer><ul>%[5]s</ul></footer></body></html>
`, title, i, published.AddDate(0, 0, i/4).Format(time.RFC3339), script, nav.String(), text.String())
	}
	return pages
}
