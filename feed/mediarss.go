package feed

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
)

// mediaImages takes the pictures of Media RSS. Inside a media:group are versions of one
// picture or film. A small one is for want of another only, and an icon none.
func (e *entry) mediaImages(x ext.Extensions) {
	const icon, small = 32, 150 // pixels
	var thumbnails []string
	thumbnail := func(t ext.Extension) {
		switch width, err := strconv.Atoi(t.Attrs["width"]); {
		case err == nil && width <= icon:
		case err == nil && width < small:
			e.lastImage = cmp.Or(e.lastImage, t.Attrs["url"])
		default:
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

// mediaElements returns the elements of that name in Media RSS, wherever they may
// be: in the item, in a group or in a picture or film.
func mediaElements(x ext.Extensions, name string) []ext.Extension {
	list := slices.Clone(x["media"][name])
	for _, g := range x["media"]["group"] {
		list = append(list, g.Children[name]...)
		for _, c := range g.Children["content"] {
			list = append(list, c.Children[name]...)
		}
	}
	for _, c := range x["media"]["content"] {
		list = append(list, c.Children[name]...)
	}
	return list
}

func mediaTags(x ext.Extensions) []string {
	var tags []string
	for _, c := range mediaElements(x, "category") {
		if c.Attrs["scheme"] == "urn:flickr:tags" {
			tags = append(tags, strings.Fields(c.Value)...)
			continue
		}
		tags = append(tags, cmp.Or(strings.TrimSpace(c.Attrs["label"]), c.Value))
	}
	for _, k := range mediaElements(x, "keywords") {
		tags = append(tags, strings.Split(k.Value, ",")...)
	}
	return tags
}

// mediaDescription returns the text of Media RSS, the only one that video
// channels have.
func mediaDescription(x ext.Extensions) markup {
	for _, d := range mediaElements(x, "description") {
		if d.Attrs["type"] == "html" || hasEndTag(d.Value) {
			return markup{d.Value, asHTML}
		}
		if d.Value != "" {
			return markup{d.Value, folded}
		}
	}
	return markup{cmp.Or(value(x, "googleplay", "description"), value(x, "itunes", "summary"), value(x, "itunes", "subtitle")), asHTML}
}
