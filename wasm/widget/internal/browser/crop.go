package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
)

// box is where an element is, in CSS pixels: of the viewport, or of the whole document if
// it is larger than the viewport.
type box struct {
	X, Y, Width, Height float64
	Whole               bool
}

func (p *Page) box(ctx context.Context, selector string) (*box, error) {
	quoted, err := json.Marshal(selector)
	if err != nil {
		return nil, err
	}
	var at *box
	err = p.value(ctx, fmt.Sprintf(`(() => {
		const e = %s(%s);
		if (!e) return null;
		let r = e.getBoundingClientRect();
		const whole = r.width > innerWidth || r.height > innerHeight;
		if (whole) return {x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height, whole};
		if (r.top < 0 || r.left < 0 || r.bottom > innerHeight || r.right > innerWidth) {
			e.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
			r = e.getBoundingClientRect();
		}
		return {x: r.x, y: r.y, width: r.width, height: r.height, whole};
	})()`, find, quoted), &at)
	if err == nil && at == nil {
		err = errors.New("no such element")
	}
	return at, err
}

// crop cuts a box out of a PNG that has scale pixels to a CSS pixel.
func crop(shot []byte, at *box, scale float64) ([]byte, error) {
	whole, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return nil, err
	}
	pixel := func(v float64) int { return int(math.Round(v * scale)) }
	part := image.Rect(pixel(at.X), pixel(at.Y), pixel(at.X+at.Width), pixel(at.Y+at.Height)).Intersect(whole.Bounds())
	if part.Empty() {
		return nil, fmt.Errorf("the box %+v is out of the picture, %v", *at, whole.Bounds())
	}
	cut := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(cut, cut.Bounds(), whole, part.Min, draw.Src)
	var b bytes.Buffer
	err = png.Encode(&b, cut)
	return b.Bytes(), err
}
