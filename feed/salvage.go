package feed

import (
	"bytes"
)

// pieces are items cut out of the input.
type pieces struct {
	starts    []int
	text      []byte
	commented int // items in comments, which are not among them
}

// hidden cuts out the items that prepare did not find: an attribute whose
// closing quote is missing may have swallowed them. Items in comments and in
// CDATA sections are not meant. Each is cut off at its end tag or where the next
// one begins.
func (p *prepared) hidden() pieces {
	var h pieces
	in := p.in
	var comment, instruction, cdata search
	marks, inner := p.items, p.inner
	for at := bytes.IndexByte(in, '<'); at >= 0; {
		next := at + 1
		switch rest := in[at:]; {
		case bytes.HasPrefix(rest, []byte("<!--")):
			if end := comment.find(in, at, "-->"); end >= 0 {
				h.commented += bytes.Count(in[at:end], []byte("<item")) + bytes.Count(in[at:end], []byte("<entry"))
				next = end
			}
		case bytes.HasPrefix(rest, []byte("<?")) && !bytes.HasPrefix(rest, []byte("<?xml ")):
			if end := instruction.find(in, at, "?>"); end >= 0 {
				next = end
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			end := cdata.find(in, at, "]]>")
			if end >= 0 && !bytes.Contains(in[next:end], []byte("<![CDATA[")) {
				next = end
			}
		case startsItem(rest):
			for len(marks) > 0 && marks[0].from < at {
				marks = marks[1:]
			}
			for len(inner) > 0 && inner[0] < at {
				inner = inner[1:]
			}
			if (len(marks) == 0 || marks[0].from != at) && (len(inner) == 0 || inner[0] != at) {
				h.starts = append(h.starts, at)
				h.text = append(h.text, in[at:at+pieceLen(in[at:])]...)
			}
		}
		i := bytes.IndexByte(in[next:], '<')
		if i < 0 {
			break
		}
		at = next + i
	}
	return h
}

// startsItem reports whether the text begins with the start tag of an item or
// entry.
func startsItem(b []byte) bool {
	for _, tag := range []string{"<item", "<entry"} {
		if bytes.HasPrefix(b, []byte(tag)) && len(b) > len(tag) && bytes.IndexByte([]byte(" \t\r\n>"), b[len(tag)]) >= 0 {
			return true
		}
	}
	return false
}

func pieceLen(b []byte) int {
	for at := 1; ; at++ {
		i := bytes.IndexByte(b[at:], '<')
		if i < 0 {
			return len(b)
		}
		at += i
		if startsItem(b[at:]) {
			return at
		}
		for _, tag := range []string{"</item>", "</entry>"} {
			if bytes.HasPrefix(b[at:], []byte(tag)) {
				return at + len(tag)
			}
		}
	}
}
