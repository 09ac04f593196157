package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// trimStart takes off what may stand before JSON.
func trimStart(text []byte) []byte { return bytes.TrimLeft(text, " \t\r\n\f\x00\ufeff") }

// readJSON reads a JSON Feed.
func readJSON(text []byte, maxItems int, w *warnings) (*source, error) {
	text = mendJSON(trimStart(text), w)
	if text[0] == '[' {
		return nil, &NotFeedError{What: "json", Detail: "it is a list; put one item a line, without brackets and commas, or the list into the items of a JSON Feed"}
	}
	src, found, err := readJSONFeed(text, maxItems, w)
	if err != nil {
		return nil, err
	}
	if !found {
		if src, err := readGhost(text, maxItems, w); src != nil || err != nil {
			return src, err
		}
		return nil, &NotFeedError{What: "json", Detail: "it is an object without a list of items"}
	}
	return src, nil
}

// isLines reports whether a text that begins so is JSON Lines: the first line is
// an object, and so is the next one, or it is alone and an item.
func isLines(text []byte) bool {
	text = trimStart(text)
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	line, rest = bytes.TrimSpace(line), bytes.TrimSpace(rest)
	if len(line) == 0 || line[0] != '{' || line[len(line)-1] != '}' {
		return false
	}
	if len(rest) > 0 {
		return rest[0] == '{'
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(line, &fields) != nil || fields["items"] != nil {
		return false
	}
	for _, name := range []string{"content_text", "content_html", "title", "url"} {
		if fields["id"] != nil && fields[name] != nil {
			return true
		}
	}
	return false
}

// readJSONFeed reads the object piece by piece: a bad item costs one item, and
// of a truncated feed the whole items are kept. It reports whether the object is
// a feed: it has a list of items, and a version of JSON Feed or a title or an
// address.
func readJSONFeed(text []byte, maxItems int, w *warnings) (src *source, isFeed bool, err error) {
	src = &source{format: "json"}
	dec := json.NewDecoder(bytes.NewReader(text))
	if _, err := dec.Token(); err != nil { // the brace
		return nil, false, err
	}
	var named, listed bool
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return src.cut(named && listed, err, w)
		}
		if key == "items" {
			if listed, err = src.readItems(dec, maxItems, w); err != nil {
				return src.cut(named && listed, err, w)
			}
			continue
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return src.cut(named && listed, err, w)
		}
		name, _ := key.(string)
		if err := src.setField(name, raw); err != nil {
			return nil, false, err
		}
		switch name {
		case "version", "title", "home_page_url", "feed_url":
			named = true
		}
	}
	if _, err := dec.Token(); err != nil {
		return src.cut(named && listed, err, w)
	}
	return src, named && listed, nil
}

// cut ends the reading of a feed that stops in the middle.
func (src *source) cut(isFeed bool, err error, w *warnings) (*source, bool, error) {
	if errors.Is(err, ErrTooLarge) {
		return nil, false, err
	}
	if !isFeed || len(src.entries) == 0 {
		return nil, false, fmt.Errorf("the JSON could not be read: %w", err)
	}
	w.add(WarnTruncated, -1, "", fmt.Sprintf("the feed ends in the middle (%v); the items before that were read", err))
	return src, true, nil
}

// readItems reads the list of items and reports whether it is one.
func (src *source) readItems(dec *json.Decoder, maxItems int, w *warnings) (bool, error) {
	open, err := dec.Token()
	if err != nil {
		return false, err
	}
	switch open {
	case json.Delim('['):
	case json.Delim('{'):
		return false, skipObject(dec)
	default:
		return false, nil
	}
	var raw json.RawMessage
	for n := 0; dec.More(); n++ {
		if maxItems > 0 && n == maxItems {
			return true, fmt.Errorf("%w: more than %d items", ErrTooLarge, maxItems)
		}
		if err := dec.Decode(&raw); err != nil {
			return true, err
		}
		src.items++
		if string(raw) == "null" {
			w.add(WarnEmptyItem, n, "", "left out: it is null")
			continue
		}
		e, err := decodeItem(raw)
		if err != nil {
			w.add(WarnLostItem, n, "", "left out: "+err.Error())
			continue
		}
		e.position = n
		// JSON Lines are exact; of a feed this is not to be expected.
		e.title.text, e.summary.text = unescaped(e.title.text), unescaped(e.summary.text)
		src.entries = append(src.entries, e)
	}
	_, err = dec.Token()
	return true, err
}

// skipObject reads to the end of the object whose start was read.
func skipObject(dec *json.Decoder) error {
	for depth := 1; depth > 0; {
		tok, err := dec.Token()
		if err != nil {
			return err
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// setField takes a field of the feed itself.
func (src *source) setField(name string, raw json.RawMessage) error {
	var s looseString
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	switch name {
	case "title":
		src.title = markup{unescaped(string(s)), exact}
	case "description":
		if src.description = (markup{unescaped(string(s)), exact}); hasEndTag(string(s)) {
			src.description.form = asHTML
		}
	case "home_page_url":
		src.url = string(s)
	case "next_url":
		src.next = string(s)
	case "language":
		src.language = string(s)
	case "author", "authors":
		var names looseNames
		if err := json.Unmarshal(raw, &names); err != nil {
			return err
		}
		src.authors = append(src.authors, names...)
	case "version":
		if v := strings.ToLower(string(s)); strings.Contains(v, "rss") {
			return &NotFeedError{What: "json", Detail: "it says that it is " + v}
		}
	}
	return nil
}
