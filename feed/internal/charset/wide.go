package charset

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Wide returns the text as UTF-8 if it is UTF-16 or UTF-32, else as it is.
func Wide(b []byte) []byte {
	if enc, rest, name := wideUnicode(b); enc != nil {
		b, _ = decodeWith(enc, rest, name)
	}
	return b
}

// NewReader does the same while it reads, and returns the name of the charset if
// it has to.
func NewReader(r io.Reader) (io.Reader, string) {
	br := bufio.NewReader(r)
	head, _ := br.Peek(4) // an error comes again
	if enc, _, name := wideUnicode(head); enc != nil {
		return enc.NewDecoder().Reader(br), name
	}
	return br, ""
}

// wideUnicode recognises UTF-16 and UTF-32 by their mark, or by the zeros that
// markup has in them and other text does not have, and returns the text without
// what stands before. In UTF-32 the highest byte is always zero, and the next one
// is in all but emoji and the like.
func wideUnicode(b []byte) (encoding.Encoding, []byte, string) {
	for len(b) > 2 && isBlank(b[0]) && wideStart(b[1:]) {
		b = b[1:] // a line break that was put before as a byte
	}
	head := b[:min(len(b), 1<<10)&^3]
	var zeros [4]int
	for i, c := range head {
		if c == 0 {
			zeros[i&3]++
		}
	}
	units := len(head) / 4
	most := units/2 + 1
	switch little, big := zeros[1]+zeros[3], zeros[0]+zeros[2]; {
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")), units > 0 && zeros[3] == units && zeros[2] >= most && zeros[0] < most:
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), b[:len(b)&^3], "utf-32le"
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")), units > 0 && zeros[0] == units && zeros[1] >= most && zeros[3] < most:
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM), b[:len(b)&^3], "utf-32be"
	case bytes.HasPrefix(b, []byte("\xff\xfe")), little > units/4 && big <= little/8:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), b[:len(b)&^1], "utf-16le"
	case bytes.HasPrefix(b, []byte("\xfe\xff")), big > units/4 && little <= big/8:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), b[:len(b)&^1], "utf-16be"
	}
	return nil, nil, ""
}

func isBlank(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// wideStart reports whether b starts as UTF-16 does.
func wideStart(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) ||
		len(b) > 1 && (b[0] == '<' && b[1] == 0)
}
