package browser

import "testing"

func TestInput(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		p := b.NewPage(t, Options{})
		p.Open(site + "/input")
		is := func(expression, want string) {
			t.Helper()
			var got string
			p.Eval(`String(`+expression+`)`, &got)
			if got != want {
				t.Errorf("%s is %q, want %q", expression, got, want)
			}
		}
		p.Key("Tab")
		is("document.activeElement.id", "first")
		p.Key("Tab")
		is("document.activeElement.id", "text")
		is("getComputedStyle(document.activeElement).outlineWidth", "3px")
		p.Key("Shift+Tab")
		is("document.activeElement.id", "first")
		p.Click("#text")
		p.Type("Zürich 1")
		is("text.value", "Zürich 1")
		p.Key("Backspace")
		is("text.value", "Zürich ")
		is("getComputedStyle(hover).color === 'rgb(1, 2, 3)'", "false")
		p.Move("#hover")
		is("getComputedStyle(hover).color === 'rgb(1, 2, 3)'", "true")
		p.Click("x-box >>> button")
		is("self.inner", "true")
		p.Scroll(0, 400)
		p.Wait("scrollY > 0")
		p.Click("#late")
		is("self.clicked", "true mouse")
		is("scrollY > 1000", "true")
	})
}

func TestTap(t *testing.T) {
	each(t, func(t *testing.T, b *Browser, site string) {
		p := b.NewPage(t, Options{Width: 390, Height: 800, Touch: true})
		p.Open(site + "/input")
		p.Click("#late")
		p.Wait(`self.clicked === "true touch"`)
	})
}
