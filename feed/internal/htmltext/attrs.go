package htmltext

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attrs holds the attributes that the reader looks at.
type attrs struct {
	href, src, lazy, alt, class string
	small                       bool // an image that is no picture: a smiley, an icon, or one that counts readers
}

// iconSize is the width or height in pixels up to which an image is no picture.
const iconSize = 32

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
			a.small = a.small || strings.Contains(a.class, "smiley") || strings.Contains(a.class, "emoji")
		case "width", "height":
			n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(string(val)), "px"))
			a.small = a.small || err == nil && n <= iconSize
		case "style":
			a.small = a.small || strings.Contains(strings.ReplaceAll(string(val), " ", ""), "height:1em")
		}
	}
	return a
}
