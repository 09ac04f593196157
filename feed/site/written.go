package site

import (
	"bytes"
	"strings"
)

// foretell returns what reread would find, for a block of the widget's shape in a page
// with a head: one section with all in it closed goes into a place that fits, so only
// offsets change. It saves reading most pages of a site twice. false means that it can't
// tell.
func (f *facts) foretell(raw []byte, b Block) (*facts, bool) {
	p := f.Place
	if isWide(f.Coding) || f.HeadEnd == 0 || f.HeadEnd > p.Start || f.Style.End > f.HeadEnd ||
		!bytes.HasPrefix(raw[f.HeadEnd:], []byte("</head>")) || !isPlainStyle(b.Style) || !isWhole(b.HTML) {
		return nil, false
	}
	w := *f
	for _, e := range f.edits(b) {
		grows := len(e.text) - (e.End - e.Start)
		if e.span == (span{p.Start, p.End}) {
			if w.Place.End += grows; w.Place.Kind == PlaceAfter {
				w.Place.Kind = PlaceComments
			}
			w.Held, w.Ours = sumOf(e.text), true
			if p.Inserted {
				w.Ours = isBlock(e.text)
			}
			continue
		}
		w.Style = span{}
		if e.text != "" {
			w.Style = span{e.Start, e.Start + len(e.text)}
		}
		w.Styled = sumOf(e.text)
		w.HeadEnd += grows
		w.Place.Start, w.Place.End = w.Place.Start+grows, w.Place.End+grows
	}
	return &w, true
}

// isPlainStyle reports whether a stylesheet is one element and nothing else.
func isPlainStyle(s string) bool {
	switch {
	case s == "":
		return true
	case strings.HasPrefix(s, "<style data-kindred-css>"):
		return strings.Index(s, "</style") == len(s)-len("</style>") && strings.HasSuffix(s, ">")
	}
	return strings.HasPrefix(s, `<link rel="stylesheet" href="`) && strings.HasSuffix(s, `" data-kindred-css>`) && strings.Count(s, "<") == 1
}

// isWhole reports whether a block is one section in which every element has its end
// tag, and nothing that could be taken for a place.
func isWhole(s string) bool {
	if !strings.HasPrefix(s, `<section class="related `) || strings.Contains(s, "<!--") {
		return false
	}
	o := newOutline(s)
	defer o.release()
	if len(o.elements) == 0 || o.elements[0].end != len(s) {
		return false
	}
	closed := 0
	for i := range o.elements {
		e := &o.elements[i]
		if !e.closed && !isVoid(e.tag) || e.is&(isRelated|isSlot|isOurs|isForeign|isSelfClosing) != 0 {
			return false
		}
		if e.closed {
			closed++
		}
	}
	return strings.Count(s, "</") == closed // another end tag would end what is around the block
}
