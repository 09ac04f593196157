package feed

import (
	"cmp"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
)

// blogger takes what a Blogger export says of an entry: what kind it is, as a
// category in the older exports, and whether it is published.
func (e *entry) blogger(x ext.Extensions) {
	e.kind = cmp.Or(strings.ToLower(value(x, "blogger", "type")), e.kind)
	if e.kind == "post" || e.kind == "page" {
		e.kind = ""
	}
	if status := strings.ToLower(value(x, "blogger", "status")); status != "" && status != "live" {
		e.kind = cmp.Or(e.kind, status)
	}
	e.url = cmp.Or(e.url, value(x, "blogger", "filename"))
}
