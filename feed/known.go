package feed

import "slices"

// What gofeed gets to see of extensions. It keeps every element of them, with
// two maps each, and puts their text together piece by piece, which takes
// quadratic time. So elements that no document is made of are left out, most of
// all the comments of WordPress exports, and an element that is read has either
// children or text.

// extensionElements are the elements of any namespace that are read, by local
// name in lower case. It does no harm if an element of another meaning has such
// a name.
var extensionElements = set(
	// of RSS and Atom, under whatever prefix
	"author", "category", "content", "description", "enclosure", "guid", "id", "image", "language", "link", "pubdate",
	"published", "source", "subtitle", "summary", "title", "updated", "contributor",
	// older Atom
	"issued", "modified", "created", "tagline",
	// Dublin Core and its terms
	"creator", "date", "subject", "publisher", "available", "alternative", "abstract", "type", "identifier",
	// Media RSS, iTunes and what is like it
	"group", "thumbnail", "keywords", "text",
	// content, feedburner, app
	"encoded", "origlink", "control", "body",
	// WordPress, Blogger
	"post_id", "post_type", "post_name", "post_parent", "post_date", "post_date_gmt", "post_modified", "post_modified_gmt",
	"post_password", "status", "attachment_url", "postmeta", "base_site_url", "base_blog_url", "wxr_version",
	"author_login", "author_display_name", "filename", "trashed", "location", "metadescription",
)

// containers are the extension elements that have children to read, and those.
var containers = map[string][]string{
	"group":    {"content", "thumbnail", "title", "description", "keywords", "category"},
	"content":  {"thumbnail", "title", "description", "keywords", "category"}, // Media RSS
	"author":   {"name", "email", "uri", "author_login", "author_display_name", "author_email"},
	"control":  {"draft"},
	"postmeta": {"meta_key", "meta_value"},
	"source":   {"title", "link", "id"},
	"category": {"category"}, // of podcasts
	"image":    {"url", "href", "title"},
}

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, name := range names {
		m[name] = true
	}
	return m
}

// maxElements is how many elements that gofeed keeps one item may have, and the
// feed outside of its items.
const maxElements = 5000

// A role is what becomes of an element.
type role uint8

const (
	frameRole     role = iota // around items, or an item
	verbatimRole              // of the format itself: passed on with all that is in it
	extensionRole             // passed on with its text, or with the children that are read
	inlineRole                // markup in such a text, of which the text is passed on
	droppedRole
)

// role decides what becomes of an element.
func (p *preparer) role(e *element, t *token) role {
	if len(p.open) == 0 {
		return frameRole
	}
	parent := &p.open[len(p.open)-1]
	name := local(t.name)
	switch {
	case parent.role != frameRole && parent.role != extensionRole:
		return parent.role
	case parent.role == extensionRole:
		children := containers[local(parent.name)]
		switch {
		case children == nil:
			return inlineRole
		case !parent.text && slices.Contains(children, name):
			return p.budget(extensionRole)
		}
		return droppedRole
	case parent.item < 0 && (name == "channel" || name == "feed") && (e.ns == "" || len(p.open) == 1):
		return frameRole
	case e.ns == "" || name == "encoded":
		return p.budget(verbatimRole)
	case parent.item >= 0 && p.readHere(name, e.ns):
		return p.budget(verbatimRole)
	case extensionElements[name]:
		return p.budget(extensionRole)
	}
	return droppedRole
}

// budget counts an element against those that the item, or the feed, may have.
func (p *preparer) budget(r role) role {
	p.elements++
	if p.elements > maxElements {
		p.out.repairs.note(repairCrowd)
		return droppedRole
	}
	return r
}
