package site

import (
	"encoding/binary"
	"errors"
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
	// Key, if not empty, says what the block was made of. It is remembered in the
	// cache: where [Page.Shows] it, a Block with the key alone leaves the page as it is.
	Key string
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
	case f.HeadEnd == 0: // there is no head
		html = style + html
	default:
		edits = append(edits, edit{span{f.HeadEnd, f.HeadEnd}, style})
	}
	switch {
	case html != "" && p.Inserted:
		html = insertedStart + html + insertedEnd
	case html == "" && !p.Inserted && !f.Ours:
		return edits // what the page shows while there is no list stays
	}
	edits = append(edits, edit{span{p.Start, p.End}, html})
	if f.Coding == codingASCII {
		for i := range edits {
			edits[i].text = references(edits[i].text)
		}
	}
	return edits
}

// shows reports whether the page shows the block already.
func (f *facts) shows(b Block) bool {
	for _, e := range f.edits(b) {
		now := f.Held
		if e.span != (span{f.Place.Start, f.Place.End}) {
			if now = f.Styled; e.span != f.Style {
				return e.text == "" // a stylesheet that is not there yet
			}
		}
		if sumOf(e.text) != now {
			return false
		}
	}
	return true
}

// BlockComment begins a block that is not the widget's own, so that it is known when
// it is to be taken out.
const BlockComment = "<!-- kindred -->"

// isBlock reports whether what stands in a place is what an earlier run has written.
func isBlock(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, `<section class="related `) || strings.HasPrefix(s, BlockComment)
}

// errNotKept says that what is written would be other than what the next run reads.
var errNotKept = errors.New("the block would not be found again in the page, or change what is around it; " +
	"the elements in it must be closed in it, and it must have in it neither related-articles nor the comments related:start and related:end")

// reread returns the facts of the page with the block in it. It is an error if the
// page, read again, has not the same block in the same place: then the next run would
// change other parts of it.
func (f *facts) reread(page []byte, b Block) (*facts, error) {
	again, o, _ := look(page, nil)
	defer o.release()
	edits := f.edits(b)
	last := len(edits) - 1
	start := f.Place.Start
	for i := range edits {
		if i < last {
			start += len(edits[i].text) - (edits[i].End - edits[i].Start)
		}
	}
	switch p := again.Place; {
	case p.Kind == NoPlace, p.Start != start, o.src[p.Start:p.End] != edits[last].text, isWide(again.Coding) != isWide(f.Coding):
		return nil, errNotKept
	case last > 0 && o.src[again.Style.Start:again.Style.End] != edits[0].text:
		return nil, errNotKept
	}
	written := *f // a list changes nothing that the page says
	written.placed(again)
	return &written, nil
}

// fits reports whether what is known of the place is what the page has there.
func (f *facts) fits(raw []byte) bool {
	p := f.Place
	return isWide(f.Coding) || p.End <= len(raw) && p.Start <= p.End && sumOf(string(raw[p.Start:p.End])) == f.Held
}

// splice returns the page with the block in it.
func (f *facts) splice(raw []byte, b Block) []byte {
	if isWide(f.Coding) {
		return encodeUTF16(apply(decodeUTF16(raw, f.Coding), f.edits(b)), f.Coding)
	}
	return []byte(apply(string(raw), f.edits(b)))
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
