package site

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A head is what a page says of itself outside of its text.
type head struct {
	end       int // where a stylesheet can be written: before its end tag; 0 if there is none
	metas     map[string][]string
	title     string
	base      string
	canonical string
	types     []string // of microdata: the last segments of itemtype
	refresh   bool     // the page leads to another one
	openData  bool     // a script with JSON-LD is being read
}

// meta takes a meta element. Names are in lower case; values keep their order.
func (h *head) meta(a *tagAttributes) {
	if strings.EqualFold(a.equiv, "refresh") {
		_, target, ok := strings.Cut(a.content, "=")
		h.refresh = h.refresh || ok && strings.TrimSpace(target) != ""
	}
	if strings.EqualFold(a.equiv, "content-language") {
		h.add("content-language", a.content)
	}
	if a.name != "" {
		h.add(strings.ToLower(a.name), a.content)
	}
}

func (h *head) add(name, value string) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	if h.metas == nil {
		h.metas = map[string][]string{}
	}
	h.metas[name] = append(h.metas[name], value)
}

func (h *head) link(a *tagAttributes) {
	for rel := range strings.FieldsSeq(strings.ToLower(a.rel)) {
		switch rel {
		case "canonical":
			if h.canonical == "" {
				h.canonical = strings.TrimSpace(a.href)
			}
		case "image_src":
			h.add("link:image", a.href)
		}
	}
}

// addTitle takes the text of a title element, unless it is one of a drawing.
func (h *head) addTitle(raw string, drawing bool) {
	if !drawing && h.title == "" {
		h.title = strings.Join(strings.Fields(html.UnescapeString(raw)), " ")
	}
}

// first returns the first value of the first name that has one.
func (h *head) first(names ...string) string {
	for _, name := range names {
		if values := h.metas[name]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// noindex reports whether the page asks not to be found.
func (h *head) noindex() bool {
	for _, name := range []string{"robots", "googlebot"} {
		for _, value := range h.metas[name] {
			directives := strings.FieldsFunc(strings.ToLower(value), func(r rune) bool { return r == ',' || r == ' ' })
			if slices.Contains(directives, "noindex") || slices.Contains(directives, "none") {
				return true
			}
		}
	}
	return false
}

func lastSegment(s string) string {
	s = strings.TrimRight(s, "/ ")
	return s[strings.LastIndexByte(s, '/')+1:]
}
