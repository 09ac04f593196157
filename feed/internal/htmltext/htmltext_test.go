package htmltext

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

func TestRead(t *testing.T) {
	const base = "https://example.org/blog/post.html"
	tests := []struct {
		name, src string
		want      Text
	}{
		{"plain", "  two \n words ", Text{Plain: "two words"}},
		{"inline elements join", "<b>a</b>b <i>c</i>", Text{Plain: "ab c"}},
		{"blocks separate", "<p>One<p>Two<br>Three<div>Four</div>Five", Text{Plain: "One\nTwo\nThree\nFour\nFive"}},
		{"cells separate", "<table><tr><td>a<td>b<tr><td>c</table>", Text{Plain: "a\nb\nc"}},
		{"entities once", "Fish &amp; chips &amp;amp; caf&eacute; &#8211; &lt;b&gt;", Text{Plain: "Fish & chips &amp; café – <b>"}},
		{"no-break space stays", "10&nbsp;km", Text{Plain: "10\u00a0km"}},
		{"control characters go", "a\x00b\x07 <b>c\x7f</b>", Text{Plain: "ab c"}},
		{"not article", "a<script>x<y</script>b<style>p{}</style><noscript><img src=/n.png alt=n></noscript>" +
			"<nav><a href=/n>menu</a></nav>b<template>t</template><form>f<button>send</button></form>c<svg><title>s</title></svg>",
			Text{Plain: "ab\nb\nc"}},
		{"nested drops", "<nav>a<nav>b</nav>c</nav>d", Text{Plain: "d"}},
		{"unbalanced drops", "<nav>a<nav>b</nav>c", Text{Plain: "c"}},
		{"a form that never ends", "<form><p>the whole page", Text{Plain: "the whole page"}},
		{"an iframe that never ends", "a<iframe src=/x>b <i>c</i>", Text{Plain: "a\nb c"}},
		{"a script that never ends", "a<script>var x = '<p>b</p>'", Text{Plain: "a"}},
		{"XHTML empty elements", `a<iframe src="/x"/>b<script src="/y"/>c<video src="/z"/>d`, Text{Plain: "a\nbc\nd"}},
		{"prefixed XHTML", "<h:div><h:p>Hello <h:em>w</h:em></h:p><h:script>x</h:script></h:div>", Text{Plain: "Hello w"}},
		{"headings", "<h1>A <em>title</em></h1>x<h2>Two<br>lines</h2><h3> </h3><h4>open<h5>last</h5>",
			Text{Plain: "A title\nx\nTwo\nlines\nopen\nlast", Headings: []string{"A title", "Two lines", "open", "last"}}},
		{"endless heading", "<h2>start<p>" + strings.Repeat("word ", 300) + "</h2>",
			Text{Plain: "start\n" + strings.TrimSpace(strings.Repeat("word ", 300))}},
		{"links", `<a href="/a">a</a> <a href="b">b</a> <a href="#c">c</a> <a href="mailto:x@example.org">d</a>
			<a href="javascript:alert(1)">e</a> <a href="//cdn.example.org/f">f</a> <a href="/a">again</a> <a href="HTTP://Other.example/?q=1&amp;r=2">g</a>`,
			Text{Plain: "a b c d e f again g", Links: []string{"https://example.org/a", "https://example.org/blog/b",
				"https://cdn.example.org/f", "HTTP://Other.example/?q=1&r=2"}}},
		{"image and alt", `x<img src="a.jpg" alt="A cat">y<img src="b.jpg" alt="">z`,
			Text{Plain: "x A cat yz", Image: "https://example.org/blog/a.jpg"}},
		{"tracking pixel and lazy image", `<img src="/pixel" width="1" height="1"><img src="data:image/gif;base64,R0" data-src="/real.jpg">`,
			Text{Image: "https://example.org/real.jpg"}},
		{"a formula", `We show $a<b$ and more`, Text{Plain: "We show $a<b$ and more"}},
		{"tags that are cut off", `x <a href="y`, Text{Plain: "x"}},
		{"a tag that is cut off", `x <im`, Text{Plain: "x"}},
		{"alt that says nothing", `<img src=/a alt="IMG_0001.JPG">x`, Text{Plain: "x", Image: "https://example.org/a"}},
		{"no pictures", `<img class="wp-smiley" src="/s.png"><img src="/icon.png" width="16" height="16"><img src="/e.svg" style="height: 1em; width: 1em">
			<img src="https://feeds.feedburner.com/~ff/blog?d=x"><img src="https://blog.example.org/~r/blog/~4/xyz"><img src="https://www.pheedo.com/f.gif">
			<img src="https://s.w.org/images/core/emoji/2/72x72/1f600.png" alt="😀"><img src="https://example.org/~rose/me.jpg" width="100%">`,
			Text{Plain: "😀", Image: "https://example.org/~rose/me.jpg"}},
		{"caption of a picture", `<figure><img src="/a.jpg"><figcaption>The mayor</figcaption></figure>after`,
			Text{Plain: "The mayor\nafter", Image: "https://example.org/a.jpg"}},
		{"caption of an embed", `before<figure><figcaption>Watch</figcaption><iframe src="/v"></iframe><figcaption>on video</figcaption></figure>after`,
			Text{Plain: "before\nafter"}},
		{"caption of an embed by class", `<figure class="wp-block-embed"><figcaption>Watch</figcaption></figure>after`,
			Text{Plain: "after"}},
		{"unclosed caption", `<figure><iframe></iframe><figcaption>Watch</figure>after`, Text{Plain: "after"}},
		{"stray end tags", "a</figure></figcaption></h2></nav>b", Text{Plain: "a\nb"}},
		{"comments", "a<!-- x -->b<!--[if IE]>c<![endif]-->d", Text{Plain: "abd"}},
		{"less than", "1 < 2 and 3 > 2", Text{Plain: "1 < 2 and 3 > 2"}},
		{"right to left", "<p>سلام</p><p>עולם</p>", Text{Plain: "سلام\nעולם"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Read(tt.src, weburl.Parse(base))); diff != "" {
				t.Errorf("Read (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadWithoutBase(t *testing.T) {
	got := Read(`<a href="/a">a</a><a href="https://example.org/b">b</a><img src="c.png">`, nil)
	want := Text{Plain: "ab", Links: []string{"https://example.org/b"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

func TestLine(t *testing.T) {
	if got, want := Line(" A <b>bold</b><br>title &amp; more "), "A bold title & more"; got != want {
		t.Errorf("Line = %q, want %q", got, want)
	}
}

// Nesting that would exhaust the stack of a reader that recurses, or the time of
// one that moves text at every level.
func TestReadDeep(t *testing.T) {
	const n = 200_000
	for _, open := range []string{"<div>", "<nav>", "<figure><figcaption>a</figcaption>", "<h1>", "<b><form>"} {
		Read(strings.Repeat(open, n)+"<iframe></iframe>"+strings.Repeat("</figure></div></form>", n), nil)
	}
}

func FuzzText(f *testing.F) {
	f.Add("<p>One<p>Two &amp; three <img src=/a alt=b>")
	f.Add("<figure><iframe></iframe><figcaption>x</figure><h2>y")
	f.Add("<nav>a<nav>b</nav><script>x</script/>")
	f.Add("<figure><figcaption>a<figure><figcaption>b</figcaption><video></video></figure>c</figure>")
	base := weburl.Parse("https://example.org/a/")
	f.Fuzz(func(t *testing.T, src string) {
		got := Read(src, base)
		if utf8.ValidString(src) && !utf8.ValidString(got.Plain) {
			t.Errorf("text is not UTF-8: %q", got.Plain)
		}
		if strings.Trim(got.Plain, " \n") != got.Plain {
			t.Errorf("white space around %q", got.Plain)
		}
		for _, pair := range []string{"  ", " \n", "\n ", "\n\n", "\t", "\r", "\x00"} {
			if strings.Contains(got.Plain, pair) {
				t.Errorf("%q in %q", pair, got.Plain)
			}
		}
		for _, u := range append(got.Links, got.Image) {
			if u != "" && !weburl.IsAbsolute(u) {
				t.Errorf("URL %q is not absolute", u)
			}
		}
		for _, h := range got.Headings {
			if strings.TrimSpace(h) == "" || strings.Contains(h, "\n") {
				t.Errorf("heading %q", h)
			}
		}
	})
}
