package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is foretold of a page with a list is what reading it finds.
func TestForetell(t *testing.T) {
	sel, err := parseSelector("h1")
	if err != nil {
		t.Fatal(err)
	}
	list := `<section class="related not-prose" data-kindred-ignore><h2>Zum Thema</h2><ul><li><p>Für <img src="/a.png" alt=""><a href="/x/">X</a></p></li></ul></section>`
	styles := []string{"", "<style data-kindred-css>a>b{}</style>", `<link rel="stylesheet" href="/related.1.css" data-kindred-css>`}
	places := map[string]string{
		"element": "<related-articles limit=2><p>Old</p></related-articles>", "comments": "<!-- related:start --><!-- related:end -->",
		"slot": "<td data-related-slot></td>", "after": "",
	}
	places["slot"] = "<div data-related-slot>x</div>"
	foretold := 0
	for name, place := range places {
		for _, head := range []string{"<title>T</title>", `<meta charset="utf-8"><title>T</title>`} {
			raw := []byte(page(head, "<main><h1>H</h1><p>"+longText+"</p>"+place+"</main>"))
			f := examine(raw, "a.html", sel)
			// One list after the other, with every change of style between them.
			for _, style := range append(styles, styles[2], styles[1], "", styles[1], styles[2]) {
				b := Block{HTML: list, Style: style}
				written := f.splice(raw, b)
				want, err := f.reread(written, b)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				got, ok := f.foretell(raw, b)
				if !ok {
					t.Fatalf("%s, %q: can't be foretold", name, style)
				}
				if diff := cmp.Diff(want, got, factsOptions); diff != "" {
					t.Fatalf("%s, %q (-read +foretold):\n%s", name, style, diff)
				}
				raw, f = written, got
				foretold++
			}
		}
	}
	if foretold == 0 {
		t.Error("nothing was compared")
	}
}

func TestIsWhole(t *testing.T) {
	for s, want := range map[string]bool{
		`<section class="related x"><p>a</p></section>`:                              true,
		`<section class="related x"><img src=a><br></section>`:                       true,
		`<section class="related x"><p>a</section>`:                                  false,
		`<section class="related x"></div></section>`:                                false,
		`<section class="related x`:                                                  false,
		`<section class="related x"></section><p></p>`:                               false,
		`<section class="related x"><!-- related:end --></section>`:                  false,
		`<section class="related x"><related-articles></related-articles></section>`: false,
		`<section class="related x"><div/></section>`:                                false,
		`<div></div>`:                 false,
		"":                            false,
		`<section class="related x">`: false,
	} {
		if got := isWhole(s); got != want {
			t.Errorf("isWhole(%q) = %v", s, got)
		}
	}
}
