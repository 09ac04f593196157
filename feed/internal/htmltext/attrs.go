package htmltext

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attrs holds the attributes that the reader looks at.
type attrs struct {
	href, src, lazy, alt, class string
	tiny                        bool // an image of at most 2 pixels: it counts readers
}

// attributes reads the attributes of the tag that the tokenizer is at, if it is
// one of those that matter.
func attributes(z *html.Tokenizer, tag atom.Atom, more bool) attrs {
	var a attrs
	switch tag {
	case atom.A, atom.Img, atom.Figure:
	default:
		return a
	}
	for more {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "href":
			a.href = string(val)
		case "src":
			a.src = string(val)
		case "data-src", "data-lazy-src", "data-original":
			a.lazy = string(val)
		case "alt":
			a.alt = string(val)
		case "class":
			a.class = string(val)
		case "width", "height":
			switch string(val) {
			case "0", "1", "2", "0px", "1px", "2px":
				a.tiny = true
			}
		}
	}
	return a
}
