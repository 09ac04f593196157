package site

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Block is what is written into a page for its list. The zero value takes out what
// an earlier run has written.
type Block struct {
	HTML string
	// Style is an element for the head, style or link, with the attribute
	// data-kindred-css, by which the next run knows it. It must be ASCII. It is
	// written only together with HTML.
	Style string
}

// An edit replaces a part of a page.
type edit struct {
	span
	text string
}

// edits returns what writing the block into the page comes to, in order.
func (f *facts) edits(b Block) (edits []edit) {
	p := f.Place
	if p.Kind == NoPlace {
		return nil
	}
	html, style := b.HTML, b.Style
	if html == "" {
		style = ""
	}
	switch at := f.Style; {
	case at != span{}:
		edits = append(edits, edit{at, style})
	case style == "":
	case f.HeadEnd == 0 || f.HeadEnd > p.Start:
		html = style + html
	default:
		edits = append(edits, edit{span{f.HeadEnd, f.HeadEnd}, style})
	}
	switch {
	case html != "" && p.Inserted:
		html = insertedStart + html + insertedEnd
	case html == "" && !p.Inserted && !isBlock(f.Holds):
		return edits // what the page shows while there is no list
	}
	edits = append(edits, edit{span{p.Start, p.End}, html})
	if len(edits) == 2 && edits[0].Start > edits[1].Start {
		edits[0], edits[1] = edits[1], edits[0]
	}
	return edits
}

// BlockComment begins a block that is not the widget's own, so that it is known when
// it is to be taken out.
const BlockComment = "<!-- kindred -->"

// isBlock reports whether what stands in a place is what an earlier run has written.
func isBlock(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, `<section class="related `) || strings.HasPrefix(s, BlockComment) || strings.HasPrefix(s, "<style data-kindred-css")
}

// splice returns the page with the block in it, and its facts where they are certain.
func (f *facts) splice(raw []byte, b Block) ([]byte, *facts) {
	edits := f.edits(b)
	if f.Coding == codingASCII {
		for i := range edits {
			edits[i].text = references(edits[i].text)
		}
	}
	written := f.with(edits)
	if f.Coding == codingUTF16LE || f.Coding == codingUTF16BE {
		return encodeUTF16(apply(decodeUTF16(raw, f.Coding), edits), f.Coding), written
	}
	return []byte(apply(string(raw), edits)), written
}

// with returns the facts of the page once it has been edited, nil if only reading it
// tells: a list says nothing of the page, so only places move.
func (f *facts) with(edits []edit) *facts {
	w := *f
	for _, e := range edits {
		grows := len(e.text) - (e.End - e.Start)
		switch {
		case e.Start == f.Place.Start && e.End == f.Place.End:
			if e.text == "" && f.Place.Inserted {
				return nil
			}
			if w.Place.Kind == PlaceAfter {
				w.Place.Kind = PlaceComments
			}
			w.Place.End += grows
			w.Holds = e.text
			if f.HeadEnd > f.Place.Start {
				w.HeadEnd += grows
			}
			if f.Style.Start > f.Place.Start {
				w.Style.Start, w.Style.End = w.Style.Start+grows, w.Style.End+grows
			}
		case e.span == f.Style:
			w.Style.End += grows
			if e.text == "" {
				w.Style = span{}
			}
			w.move(e.End, grows)
		default:
			w.Style = span{f.HeadEnd, f.HeadEnd + len(e.text)}
			w.move(f.HeadEnd, grows)
		}
	}
	return &w
}

// move shifts what comes after an edit in the head.
func (f *facts) move(from, by int) {
	if f.HeadEnd >= from {
		f.HeadEnd += by
	}
	if f.Place.Start >= from {
		f.Place.Start, f.Place.End = f.Place.Start+by, f.Place.End+by
	}
}

func apply(src string, edits []edit) string {
	var b strings.Builder
	last := 0
	for _, e := range edits {
		b.WriteString(src[last:e.Start])
		b.WriteString(e.text)
		last = e.End
	}
	b.WriteString(src[last:])
	return b.String()
}

// references writes letters beyond ASCII as character references.
func references(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
		} else {
			fmt.Fprintf(&b, "&#x%X;", r)
		}
	}
	return b.String()
}

func byteOrder(c coding) interface {
	binary.ByteOrder
	binary.AppendByteOrder
} {
	if c == codingUTF16BE {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

const byteOrderMark = 0xFEFF

// decodeUTF16 returns the text without its byte order mark, as package charset does.
func decodeUTF16(raw []byte, c coding) string {
	order := byteOrder(c)
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	if len(units) > 0 && units[0] == byteOrderMark {
		units = units[1:]
	}
	return string(utf16.Decode(units))
}

func encodeUTF16(s string, c coding) []byte {
	order := byteOrder(c)
	out := order.AppendUint16(nil, byteOrderMark)
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}
