package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// source is an input device and what it does: "input source actions" of WebDriver.
type source struct {
	Type       string            `json:"type"`
	ID         string            `json:"id"`
	Parameters map[string]string `json:"parameters,omitempty"`
	Actions    []input           `json:"actions"`
}

// input is one thing that a device does.
type input map[string]any

// keys are the code points WebDriver has for keys that are no characters.
var keys = map[string]string{
	"Backspace": "\ue003", "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009",
	"Alt": "\ue00a", "Escape": "\ue00c", "Space": " ", "PageUp": "\ue00e", "PageDown": "\ue00f",
	"End": "\ue010", "Home": "\ue011", "ArrowLeft": "\ue012", "ArrowUp": "\ue013",
	"ArrowRight": "\ue014", "ArrowDown": "\ue015", "Delete": "\ue017", "Meta": "\ue03d",
}

// Key presses a key by its name in KeyboardEvent.key ("a", "Tab", "Enter", "ArrowDown",
// "Space"), with others held down if they stand before it with a plus: "Shift+Tab".
func (p *Page) Key(name string) {
	p.t.Helper()
	var down, up []input
	for _, key := range strings.Split(name, "+") {
		value := key
		if v, ok := keys[key]; ok {
			value = v
		} else if len([]rune(key)) != 1 {
			p.t.Fatalf("no key %q", key)
		}
		down = append(down, input{"type": "keyDown", "value": value})
		up = append([]input{{"type": "keyUp", "value": value}}, up...)
	}
	p.perform("press "+name, source{Type: "key", ID: "keyboard", Actions: append(down, up...)})
}

// Type presses the keys of text, one after the other.
func (p *Page) Type(text string) {
	p.t.Helper()
	var actions []input
	for _, r := range text {
		actions = append(actions, input{"type": "keyDown", "value": string(r)}, input{"type": "keyUp", "value": string(r)})
	}
	p.perform("type "+text, source{Type: "key", ID: "keyboard", Actions: actions})
}

// Click moves the pointer over the middle of the first element of selector and presses its
// button, or taps there. It waits until the element is there and nothing covers it.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.point("click", selector, input{"type": "pointerDown", "button": 0}, input{"type": "pointerUp", "button": 0})
}

// Move moves the pointer over the middle of the first element of selector, as Click does.
func (p *Page) Move(selector string) {
	p.t.Helper()
	p.point("move to", selector)
}

func (p *Page) point(name, selector string, then ...input) {
	p.t.Helper()
	p.do(name+" "+selector, func(ctx context.Context) error {
		at, err := p.middle(ctx, selector)
		if err != nil {
			return err
		}
		device := source{Type: "pointer", ID: "mouse", Parameters: map[string]string{"pointerType": "mouse"}}
		if p.visit.options.Touch {
			device = source{Type: "pointer", ID: "finger", Parameters: map[string]string{"pointerType": "touch"}}
		}
		move := input{"type": "pointerMove", "x": at[0], "y": at[1], "duration": 0, "origin": "viewport"}
		device.Actions = append([]input{move}, then...)
		return p.tab.perform(ctx, device)
	})
}

// Scroll turns the wheel over the middle of the viewport by CSS pixels, down if dy is positive.
func (p *Page) Scroll(dx, dy int) {
	p.t.Helper()
	p.perform("scroll", source{Type: "wheel", ID: "wheel", Actions: []input{{
		"type": "scroll", "x": p.visit.options.Width / 2, "y": p.visit.options.Height / 2,
		"deltaX": dx, "deltaY": dy, "duration": 0, "origin": "viewport",
	}}})
}

func (p *Page) perform(name string, s source) {
	p.t.Helper()
	p.do(name, func(ctx context.Context) error { return p.tab.perform(ctx, s) })
}

// find is a function that gives the first element of a selector with >>> in it.
const find = `(selector => selector.split(">>>").reduce((at, part, i) =>
	at && (i ? at.shadowRoot : at)?.querySelector(part.trim()), document))`

// middle scrolls an element into view and gives the middle of its first box in the viewport.
func (p *Page) middle(ctx context.Context, selector string) (at [2]int, err error) {
	quoted, err := json.Marshal(selector)
	if err != nil {
		return at, err
	}
	look := fmt.Sprintf(`(() => {
		const e = %s(%s);
		if (!e) return {why: "no such element"};
		const inView = r => r.top >= 0 && r.left >= 0 && r.bottom <= innerHeight && r.right <= innerWidth;
		if (!inView(e.getBoundingClientRect())) e.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		const r = e.getClientRects()[0];
		if (!r || !r.width || !r.height) return {why: "the element has no box"};
		const x = Math.floor((Math.max(r.left, 0) + Math.min(r.right, innerWidth)) / 2);
		const y = Math.floor((Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2);
		let hit = document.elementFromPoint(x, y);
		while (hit?.shadowRoot?.elementFromPoint(x, y) && hit !== hit.shadowRoot.elementFromPoint(x, y))
			hit = hit.shadowRoot.elementFromPoint(x, y);
		for (let n = hit; n; n = n.assignedSlot ?? n.parentNode ?? n.host) if (n === e) return {at: [x, y]};
		return {why: "it is covered by " + (hit?.outerHTML.slice(0, 200) ?? "nothing: it is out of view")};
	})()`, find, quoted)
	for {
		var found struct {
			At  *[2]int
			Why string
		}
		err := p.value(ctx, look, &found)
		if err == nil && found.At != nil {
			return *found.At, nil
		}
		if err == nil {
			err = errors.New(found.Why)
		}
		select {
		case <-ctx.Done():
			return at, err
		case <-time.After(10 * time.Millisecond):
		}
	}
}
