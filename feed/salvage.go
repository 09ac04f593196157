package feed

import "bytes"

// hidden returns where items begin that prepare did not find: an attribute whose
// closing quote is missing may have swallowed them. Items in comments and in
// CDATA sections are not meant.
func (p *prepared) hidden(in []byte) []int {
	var list []int
	var comment, cdata search
	marks := p.items
	for at := bytes.IndexByte(in, '<'); at >= 0; {
		next := at + 1
		switch rest := in[at:]; {
		case bytes.HasPrefix(rest, []byte("<!--")):
			if end := comment.find(in, at, "-->"); end >= 0 {
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
			if len(marks) == 0 || marks[0].from != at {
				list = append(list, at)
			}
		}
		i := bytes.IndexByte(in[next:], '<')
		if i < 0 {
			break
		}
		at = next + i
	}
	return list
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

// pieces returns a feed of the items that begin there, each up to its end tag or
// to the next one.
func pieces(root string, in []byte, starts []int) []byte {
	head, tail := "<rss><channel>", "</channel></rss>"
	if root == "feed" {
		head, tail = `<feed xmlns="http://www.w3.org/2005/Atom">`, "</feed>"
	}
	out := []byte(head)
	for _, start := range starts {
		out = append(out, in[start:start+pieceLen(in[start:])]...)
	}
	return append(out, tail...)
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
