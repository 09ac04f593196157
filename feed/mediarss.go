package feed

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
)

// mediaImages takes the pictures of Media RSS. Inside a media:group are versions of one
// picture or film. A very small one is for want of another only.
func (e *entry) mediaImages(x ext.Extensions) {
	const small = 150 // pixels
	var thumbnails []string
	thumbnail := func(t ext.Extension) {
		if width, err := strconv.Atoi(t.Attrs["width"]); err == nil && width < small {
			e.lastImage = cmp.Or(e.lastImage, t.Attrs["url"])
		} else {
			thumbnails = append(thumbnails, t.Attrs["url"])
		}
	}
	take := func(elements map[string][]ext.Extension) {
		for _, c := range elements["content"] {
			if c.Attrs["medium"] == "image" || c.Attrs["medium"] == "" && isImage(c.Attrs["type"], c.Attrs["url"]) {
				e.images = append(e.images, c.Attrs["url"])
			}
			for _, t := range c.Children["thumbnail"] {
				thumbnail(t)
			}
		}
		for _, t := range elements["thumbnail"] {
			thumbnail(t)
		}
	}
	take(x["media"])
	for _, g := range x["media"]["group"] {
		take(g.Children)
	}
	e.images = append(e.images, thumbnails...)
}

func mediaTags(x ext.Extensions) []string {
	var tags []string
	for _, c := range x["media"]["category"] {
		if c.Attrs["scheme"] == "urn:flickr:tags" {
			tags = append(tags, strings.Fields(c.Value)...)
			continue
		}
		tags = append(tags, cmp.Or(strings.TrimSpace(c.Attrs["label"]), c.Value))
	}
	return append(tags, strings.Split(value(x, "media", "keywords"), ",")...)
}

// mediaDescription returns the text of Media RSS, the only one that video
// channels have.
func mediaDescription(x ext.Extensions) markup {
	list := x["media"]["description"]
	for _, g := range x["media"]["group"] {
		list = append(slices.Clip(list), g.Children["description"]...)
	}
	for _, d := range list {
		if d.Attrs["type"] == "html" || hasEndTag(d.Value) {
			return markup{d.Value, asHTML}
		}
		if d.Value != "" {
			return markup{d.Value, folded}
		}
	}
	return markup{cmp.Or(value(x, "googleplay", "description"), value(x, "itunes", "summary"), value(x, "itunes", "subtitle")), asHTML}
}
