package widget_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
	"github.com/kindred-go/kindred/wasm/widget/internal/browser"
)

// A place is a column of a page, with a block in it, and what a browser made of it.
type place struct {
	Width  int    // of the column, in pixels
	Text   int    // size of the page's text, in pixels
	Cards  int    // in the block
	Layout string // "" means grid
	Plain  bool   // without pictures
}

type looks struct {
	Columns int  // of cards
	Lonely  bool // the last row has one card, the first has more
	Beside  bool // pictures are beside the text
}

func TestLayout(t *testing.T) {
	tests := map[place]looks{
		{Width: 280, Text: 16, Cards: 4}:  {Columns: 1, Beside: true}, // a phone of 320 pixels
		{Width: 350, Text: 17, Cards: 4}:  {Columns: 1, Beside: true},
		{Width: 280, Text: 32, Cards: 4}:  {Columns: 1}, // with text twice as large
		{Width: 600, Text: 16, Cards: 4}:  {Columns: 2},
		{Width: 736, Text: 16, Cards: 4}:  {Columns: 2},
		{Width: 860, Text: 16, Cards: 4}:  {Columns: 2},
		{Width: 900, Text: 16, Cards: 4}:  {Columns: 4},
		{Width: 1400, Text: 16, Cards: 4}: {Columns: 4},

		{Width: 736, Text: 16, Cards: 1}:  {Columns: 1, Beside: true},
		{Width: 736, Text: 16, Cards: 2}:  {Columns: 2},
		{Width: 1400, Text: 16, Cards: 2}: {Columns: 2},
		{Width: 600, Text: 16, Cards: 3}:  {Columns: 1, Beside: true},
		{Width: 736, Text: 16, Cards: 3}:  {Columns: 3},
		{Width: 600, Text: 16, Cards: 5}:  {Columns: 1, Beside: true},
		{Width: 736, Text: 16, Cards: 5}:  {Columns: 3},
		{Width: 600, Text: 16, Cards: 6}:  {Columns: 2},
		{Width: 736, Text: 16, Cards: 6}:  {Columns: 3},
		{Width: 1400, Text: 16, Cards: 8}: {Columns: 4},
		{Width: 1400, Text: 16, Cards: 9}: {Columns: 3},
		{Width: 736, Text: 16, Cards: 21}: {Columns: 3},

		{Width: 280, Text: 16, Cards: 4, Plain: true}: {Columns: 1},
		{Width: 736, Text: 16, Cards: 4, Plain: true}: {Columns: 2},

		{Width: 280, Text: 16, Cards: 4, Layout: "list"}:               {Columns: 1, Beside: true},
		{Width: 280, Text: 32, Cards: 4, Layout: "list"}:               {Columns: 1},
		{Width: 1400, Text: 16, Cards: 4, Layout: "list"}:              {Columns: 1, Beside: true},
		{Width: 1400, Text: 16, Cards: 4, Layout: "list", Plain: true}: {Columns: 1},
	}
	var places []place
	var page strings.Builder
	fmt.Fprintf(&page, "<!doctype html><meta charset=utf-8><style>%s</style><body style=margin:0>", widget.CSS())
	for p := range tests {
		places = append(places, p)
		fmt.Fprintf(&page, `<div class="place" style="width:%dpx;font-size:%dpx">%s</div>`, p.Width, p.Text, strings.ReplaceAll(placeBlock(t, p), "</li>", "</li>"+pause))
	}
	s := newSite(t, map[string]file{"/": {text: page.String()}, "/picture.svg": picture})
	each(t, func(t *testing.T, b *browser.Browser) {
		p := b.NewPage(t, browser.Options{Width: 1500})
		p.Open(s.url + "/")
		var measured []struct {
			looks
			Overflow bool // something is wider than the column
			Small    int  // links that are no target of 24 pixels
			Cut      int  // pictures that are not in the box kept for them
		}
		p.Wait(`[...document.images].every(i => (i.loading = "eager", i.complete))`)
		p.Eval(measure, &measured)
		got := make(map[place]looks)
		for i, m := range measured {
			got[places[i]] = m.looks
			if m.Overflow || m.Small > 0 || m.Cut > 0 {
				t.Errorf("%+v: overflow %v, %d small targets, %d pictures not in their box", places[i], m.Overflow, m.Small, m.Cut)
			}
		}
		if diff := cmp.Diff(tests, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	})
}

// placeBlock returns a block with a word in it that is longer than a phone is wide.
func placeBlock(t *testing.T, p place) string {
	t.Helper()
	var list related.List
	for i := range p.Cards {
		m := related.Match{
			URL: fmt.Sprintf("/%d", i), Title: "Ferry " + strings.Repeat("s ", i), Image: "/picture.svg",
			Excerpt: "The last boat leaves at ten past…", Published: time.Date(2026, 10, 7, 0, 0, 0, 0, time.UTC),
		}
		if i == 1 {
			m.Title = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
		}
		list.Related = append(list.Related, m)
	}
	o := widget.Options{Layout: p.Layout, Limit: p.Cards}
	if p.Plain {
		o.Thumbnails = "none"
	}
	block, err := widget.HTML(list, &o)
	if err != nil {
		t.Fatal(err)
	}
	return string(block)
}

// measure is an expression for what there is in each place.
const measure = `[...document.querySelectorAll(".place")].map((place) => {
  const box = (e) => e.getBoundingClientRect();
  const cards = [...place.querySelectorAll(".related-item")];
  const inRow = (card) => cards.filter((c) => Math.abs(box(c).top - box(card).top) < 1).length;
  const picture = place.querySelector(".related-thumb");
  const columns = inRow(cards[0]);
  return {
    Columns: columns,
    Lonely: columns > 1 && inRow(cards.at(-1)) === 1,
    Beside: picture !== null && box(cards[0].querySelector(".related-body")).top < box(picture).bottom,
    Overflow: place.scrollWidth > place.clientWidth,
    Small: cards.filter((c) => {
      const target = getComputedStyle(c.querySelector("a"), "::after");
      return parseFloat(target.width) < 24 || parseFloat(target.height) < 24;
    }).length,
    Cut: [...place.querySelectorAll("img")].filter((img) => {
      const outer = box(img.parentNode), inner = box(img);
      return outer.height < 24 || Math.abs(outer.height - inner.height) > 1 || Math.abs(outer.width - inner.width) > 1;
    }).length,
  };
})`
