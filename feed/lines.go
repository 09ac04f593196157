package feed

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/kindred-go/kindred/feed/internal/charset"
	"github.com/kindred-go/kindred/feed/internal/weburl"
	"github.com/kindred-go/kindred/related"
)

// A LineError says which line of JSON Lines an error is about.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the error without the line.
func (e *LineError) Unwrap() error { return e.Err }

// Lines reads JSON Lines: one JSON Feed 1.1 item a line. It holds one line at a
// time, so the input may be of any length; a line may have 4 MiB. Of the options
// BaseURL and ContentType count. Blank lines and fields that it does not know are
// ignored. The charset of each line is found as [Parse] finds that of a feed.
//
// A line that can't be read yields a [*LineError], and the reading goes on after
// it; it is for the caller to stop. An error of r is yielded last. Documents are
// given as they come: the same ID may occur again.
func Lines(r io.Reader, opts *Options) iter.Seq2[related.Document, error] {
	return func(yield func(related.Document, error) bool) {
		o := Options{}
		if opts != nil {
			o = *opts
		}
		m := mapper{base: weburl.Parse(o.BaseURL)}
		for line, err := range lines(r, o.ContentType) {
			var d related.Document
			if err == nil {
				d, err = m.line(line.text)
			}
			if err != nil {
				err = &LineError{Line: line.number, Err: err}
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

var errEmptyItem = errors.New("the item has no ID, no URL, no title and no text")

func (m *mapper) line(text []byte) (related.Document, error) {
	m.warnings, m.byURL = warnings{}, nil // not kept: the input may be endless
	e, err := decodeLine(text)
	if err != nil {
		return related.Document{}, err
	}
	d, ok := m.document(&e)
	if !ok {
		return related.Document{}, errEmptyItem
	}
	return d, nil
}

// decodeLine reads an item that stands alone. A JSON Feed is none: its title would
// be taken for that of an article, and its items would be lost.
func decodeLine(text []byte) (entry, error) {
	var items json.RawMessage
	if bytes.Contains(text, []byte(`"items"`)) && json.Valid(text) {
		_ = setFields(bytes.TrimSpace(text), []field{{"items", &items}})
	}
	if len(items) > 0 && items[0] == '[' {
		return entry{}, errors.New("it has a list of items, so it is a feed and not an item")
	}
	return decodeItem(text)
}

// A line is a line of JSON Lines.
type line struct {
	number  int // from 1
	text    []byte
	charset string // what it was read as, if it is not UTF-8
}

// maxLine is the greatest length of a line of JSON Lines.
const maxLine = 4 << 20

// lines reads the lines of r that are not blank, as UTF-8. The text is valid until
// the next one. A line that is too long gives an error and the reading goes on; any
// other error is the last thing that is given.
func lines(r io.Reader, contentType string) func(yield func(line, error) bool) {
	return func(yield func(line, error) bool) {
		r, wide := charset.NewReader(r)
		l := newLineReader(r)
		for {
			text, err := l.read()
			text, from := charset.Decode(text, contentType)
			at := line{number: l.number, text: text, charset: cmp.Or(wide, from)}
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.Is(err, ErrTooLarge):
				if !yield(at, err) {
					return
				}
			case err != nil:
				yield(at, err)
				return
			case len(text) > 0 && !yield(at, nil):
				return
			}
		}
	}
}

// A lineReader reads lines of limited length.
type lineReader struct {
	r      *bufio.Reader
	buf    []byte
	number int
}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{r: bufio.NewReaderSize(r, 64<<10)}
}

// read returns the next line without the white space around it. After a line
// that is too long it stands at the next one.
func (l *lineReader) read() ([]byte, error) {
	l.number++
	l.buf = l.buf[:0]
	tooLong := false
	for {
		part, err := l.r.ReadSlice('\n')
		if len(l.buf)+len(part) > maxLine+len("\r\n") {
			tooLong = true
			l.buf = l.buf[:0]
		}
		if !tooLong {
			l.buf = append(l.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case tooLong && (err == nil || errors.Is(err, io.EOF)):
			return nil, fmt.Errorf("%w: the line has more than 4 MiB", ErrTooLarge)
		case errors.Is(err, io.EOF) && len(l.buf) > 0: // no newline at the end
		case err != nil:
			return nil, err
		}
		return bytes.TrimSpace(l.buf), nil
	}
}

// readHead reads as much of r as it takes to tell JSON Lines from other formats:
// its first line, if that begins as an object, and how the second begins.
func readHead(r io.Reader) ([]byte, error) {
	var head []byte
	for {
		part := make([]byte, max(4<<10, len(head)))
		n, err := io.ReadFull(r, part)
		head = append(head, part[:n]...)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return head, nil
		}
		if err != nil {
			return nil, err
		}
		text := trimStart(charset.Wide(head))
		line, rest, found := bytes.Cut(text, []byte("\n"))
		switch {
		case len(text) > 0 && text[0] != '{', len(line) > maxLine, found && len(bytes.TrimSpace(rest)) > 0, len(head) > 2*maxLine:
			return head, nil
		}
	}
}

// A lineFeed is JSON Lines that are read as a feed.
type lineFeed struct {
	r           io.Reader
	contentType string
	mapper      mapper
	items       int // so far
}

// read makes a document of each line at once: there may be any number of them. An
// error is yielded last.
func (l *lineFeed) read(yield func(related.Document, error) bool) {
	bad, articles := 0, false
	for line, err := range lines(l.r, l.contentType) {
		m := &l.mapper
		if line.charset != "" {
			m.warnings.count(WarnCharset, l.items, "", "the line is not UTF-8; it was read as "+line.charset)
		}
		var e entry
		if err == nil {
			e, err = decodeLine(line.text)
		}
		if err != nil && line.text == nil && !errors.Is(err, ErrTooLarge) {
			yield(related.Document{}, err) // of the reader
			return
		}
		e.position = l.items
		l.items++
		if err != nil {
			bad++
			m.warnings.add(WarnBadLine, -1, "", fmt.Sprintf("line %d left out: %v", line.number, err))
		} else if d, ok := m.document(&e); ok {
			articles = articles || d.URL != "" || d.Title != "" || d.Summary != "" || d.Content != ""
			if !yield(d, nil) {
				return
			}
		}
	}
	switch {
	case bad > 0 && bad == l.items:
		yield(related.Document{}, &NotFeedError{What: "json", Detail: "none of its lines could be read"})
	case !articles:
		yield(related.Document{}, &NotFeedError{What: "json", Detail: "none of its lines is an article: an item needs a title, url, content_html, content_text or summary"})
	}
}
