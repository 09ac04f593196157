package widget_test

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
)

func TestOptionsThatMakeNoSense(t *testing.T) {
	for want, o := range map[string]widget.Options{
		`Layout is "rows", want grid or list`:            {Layout: "rows"},
		`HeadingLevel is 7, want 1 to 6`:                 {HeadingLevel: 7},
		`HeadingLevel is -1, want 1 to 6`:                {HeadingLevel: -1},
		`Thumbnails is "always", want auto or none`:      {Thumbnails: "always"},
		`Date is "long", want auto or none`:              {Date: "long"},
		`Limit is negative`:                              {Limit: -1},
		`ID has white space in it, which no id can have`: {ID: "more like this"},
	} {
		block, err := widget.HTML(related.List{}, &o)
		if !errors.Is(err, widget.ErrOption) || err.Error() != "widget: Options."+want || block != "" {
			t.Errorf("got %q, %v, want %s", block, err, want)
		}
	}
}

// Whatever a feed says, the block has the elements that it is meant to have, the text
// that the feed had, and links that lead to web pages.
func FuzzHTML(f *testing.F) {
	f.Add("Eels are back", "https://harbour.example/eels", "/eels.jpg", "en", "Children feed them…")
	f.Add("Eels are back", "javascript", "data", "en", "") // without a colon they are the names of pages
	for _, b := range readBlocks(f) {
		for _, m := range b.List.Related {
			f.Add(m.Title, m.URL, m.Image, m.Language, m.Excerpt)
		}
	}
	f.Fuzz(func(t *testing.T, title, address, image, language, excerpt string) {
		list := related.List{Related: []related.Match{{
			Title: title, URL: address, Image: image, Language: language, Excerpt: excerpt,
			Published: time.Date(2026, 10, 7, 0, 0, 0, 0, time.UTC),
		}}}
		block, err := widget.HTML(list, &widget.Options{Lang: language, Heading: title})
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(string(block)) {
			t.Errorf("%q is not UTF-8", block)
		}
		if block == "" {
			return
		}
		var elements []string
		text := make(map[string]string)
		z := html.NewTokenizer(strings.NewReader(string(block)))
		for z.Next() != html.ErrorToken {
			switch token := z.Token(); token.Type {
			case html.StartTagToken:
				elements = append(elements, token.Data)
				for _, a := range token.Attr {
					if a.Key == "href" || a.Key == "src" {
						checkAddress(t, a.Val)
					}
				}
			case html.TextToken:
				text[elements[len(elements)-1]] += token.Data
			case html.CommentToken, html.DoctypeToken:
				t.Errorf("%q in %q", token, block)
			}
		}
		want := []string{"section", "h2", "ul", "li", "span", "img", "div", "h3", "a", "bdi", "p", "bdi", "p", "time"}
		if !strings.Contains(string(block), "<img") {
			want = slices.Delete(want, 4, 6)
		}
		if !strings.Contains(string(block), "related-excerpt") {
			want = slices.Delete(want, len(want)-4, len(want)-2)
		}
		if !slices.Equal(elements, want) {
			t.Errorf("%q has the elements %q, want %q", block, elements, want)
		}
		if text["h2"] == "" || !strings.HasPrefix(text["bdi"], text["h2"]) {
			t.Errorf("%q: the title is not whole: %q", block, text)
		}
	})
}

// checkAddress fails if a browser, which ignores what it does not expect, would make
// anything but a web address of s on a web page.
func checkAddress(t *testing.T, s string) {
	t.Helper()
	seen := strings.Map(func(r rune) rune {
		switch {
		case r <= ' ':
			return -1
		case r == '\\':
			return '/'
		}
		return r
	}, s)
	if u, err := url.Parse(seen); err == nil && (u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || u.User != nil) {
		t.Errorf("%q is no address of a web page", s)
	}
	before, _, ok := strings.Cut(strings.ToLower(seen), ":")
	if ok && slices.Contains([]string{"javascript", "data", "vbscript", "blob", "file"}, before) {
		t.Errorf("%q is no address", s)
	}
}

func BenchmarkHTML(b *testing.B) {
	grid := readBlocks(b)["grid"]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := widget.HTML(grid.List, grid.Options); err != nil {
			b.Fatal(err)
		}
	}
}
