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

// isLines reports whether a text that begins so is JSON Lines: the first line is
// an object without items, and so is the next one, or it is alone and an item. A
// JSON Feed may come after an object that says that something went wrong.
func isLines(text []byte) bool {
	text = trimStart(text)
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	line, rest = bytes.TrimSpace(line), bytes.TrimSpace(rest)
	if len(line) == 0 || line[0] != '{' || line[len(line)-1] != '}' {
		return false
	}
	has, feed := map[string]bool{}, false
	r := &jsonReader{text: line}
	err := r.object(func(key string) error {
		has[key] = true
		feed = feed || key == "items" && r.peek() == '['
		_, err := r.value()
		return err
	})
	article := has["content_text"] || has["content_html"] || has["title"] || has["url"]
	switch {
	case feed:
		return false
	case len(rest) > 0:
		return rest[0] == '{' && (article || !saysJSONFeed(&jsonReader{text: rest}))
	}
	return err == nil && r.pos == len(line) && has["id"] && article
}

// readJSON reads a JSON Feed, others that follow it, or a Ghost export.
func readJSON(text []byte, maxItems int, w *warnings) (*source, error) {
	r := &jsonReader{text: trimStart(text)}
	if r.peek() == '[' {
		return nil, &NotFeedError{What: "json", Detail: "it is a list; put one item a line, without brackets and commas, or the list into the items of a JSON Feed"}
	}
	src := &source{format: "json"}
	err := src.readJSONFeed(r, maxItems, w)
	if errors.Is(err, ErrNotFeed) {
		r = &jsonReader{text: r.text}
		if whole, broken := r.value(); broken == nil {
			if ghost, ghostErr := readGhost(whole, maxItems, w); ghost != nil || ghostErr != nil {
				src, err = ghost, ghostErr
			}
		}
	}
	if err == nil {
		err = src.readRest(r, maxItems, w)
	}
	if err != nil {
		return nil, err
	}
	r.warn(w)
	return src, nil
}

// readRest reads the items of feeds that follow the first, as after the end of
// XML. Anything else there is ignored, but not in silence.
func (src *source) readRest(r *jsonReader, maxItems int, w *warnings) error {
	more := 0
	for {
		rest := trimStart(r.text[r.pos:])
		r.pos = len(r.text) - len(rest)
		if !saysJSONFeed(&jsonReader{text: rest}) {
			if len(rest) > 0 {
				w.add(WarnRepaired, -1, "", fmt.Sprintf("there is something else after the feed, which was ignored; it begins with %.20q", rest[:min(len(rest), 80)]))
			}
			if more > 0 {
				w.put(Warning{Kind: WarnRepaired, Item: -1, Text: repairTexts[repairSecond], Count: more})
			}
			return nil
		}
		another := &source{items: src.items}
		if err := another.readJSONFeed(r, maxItems, w); errors.Is(err, ErrTooLarge) {
			return err
		} else if err != nil {
			w.add(WarnParser, -1, "", fmt.Sprintf("another feed follows, which could not be read: %v", err))
			continue
		}
		src.entries, src.items = append(src.entries, another.entries...), another.items
		more++
	}
}

// saysJSONFeed reports whether the next object says that it is a JSON Feed. If it
// does not, the reader then stands at its end, or where it can't be read.
func saysJSONFeed(r *jsonReader) bool {
	found := errors.New("found")
	return r.peek() == '{' && r.object(func(key string) error {
		raw, err := r.value()
		if err == nil && key == "version" && isJSONFeed(raw) {
			return found
		}
		return err
	}) == found
}

// isJSONFeed reports whether the version of an object is one of JSON Feed's.
func isJSONFeed(version []byte) bool {
	return bytes.Contains(bytes.ToLower(version), []byte("jsonfeed.org"))
}

// readJSONFeed reads the object piece by piece: a bad item costs one item, and
// of a truncated feed the items are kept. An object with a list of items is a
// feed if it says so, by its version or an address that only feeds have, or if
// it has a title and one of its items is an article's.
func (src *source) readJSONFeed(r *jsonReader, maxItems int, w *warnings) error {
	var named, listed bool
	field := func(key string) error {
		if key == "items" && r.peek() == '[' {
			listed = true
			return src.readItems(r, maxItems, w)
		}
		raw, err := r.value()
		if err != nil {
			return err
		}
		switch key {
		case "items":
			listed = listed || string(raw) == "null" // as Go writes a list of none
		case "version":
			named = named || isJSONFeed(raw)
		case "home_page_url", "feed_url":
			named = named || len(raw) > len(`""`) && raw[0] == '"'
		}
		return src.setField(key, raw)
	}
	from := r.pos
	r.depth = 0
	err := r.object(field)
	var broken jsonError
	for errors.As(err, &broken) && r.pos < len(r.text) {
		w.add(WarnParser, -1, "", fmt.Sprintf("what the feed says of itself could not all be read: %v", broken))
		if !r.toItems() {
			break
		}
		named = named || isJSONFeed(r.text[from:r.pos])
		from = r.pos
		err = r.object(field)
	}
	if errors.Is(err, ErrTooLarge) || errors.Is(err, ErrNotFeed) {
		return err
	}
	if err != nil {
		r.pos = len(r.text)
	}
	isFeed := listed && (named || !src.title.empty() && src.hasArticle())
	switch {
	case err != nil && (!isFeed || len(src.entries) == 0):
		return fmt.Errorf("the JSON could not be read: %w", err)
	case errors.Is(err, errEnds):
		w.add(WarnTruncated, -1, "", "the feed ends in the middle; what is there was read")
	case isFeed:
	case listed:
		return &NotFeedError{What: "json", Detail: `it has items, but does not say that it is a feed; add "version": "https://jsonfeed.org/version/1.1"`}
	default:
		return &NotFeedError{What: "json", Detail: "it is an object without a list of items"}
	}
	return nil
}

// hasArticle reports whether an item has an address or a text. Many things have
// IDs and titles.
func (src *source) hasArticle() bool {
	for i := range src.entries {
		if e := &src.entries[i]; e.url != "" || !e.content.empty() {
			return true
		}
	}
	return false
}

// readItems reads the list of items. A bracket that ends it before another item
// is one too many.
func (src *source) readItems(r *jsonReader, maxItems int, w *warnings) error {
	l := itemList{src: src, r: r, depth: r.depth + 1, maxItems: maxItems, w: w}
	for {
		err := r.list(']', l.item)
		if err != nil || !isObject(bytes.TrimLeft(r.text[r.pos:], " \t\r\n,")) {
			return err
		}
		r.pos-- // as if it opened the list
		r.mend(r.pos, r.pos, "", jsonBracket)
	}
}

// An itemList is a list of items that is being read.
type itemList struct {
	src      *source
	r        *jsonReader
	depth    int
	maxItems int
	w        *warnings
	lost     error // why the last item could not be read
}

func (l *itemList) item() error {
	src, r := l.src, l.r
	if l.maxItems > 0 && src.items == l.maxItems {
		return fmt.Errorf("%w: more than %d items", ErrTooLarge, l.maxItems)
	}
	if c := r.peek(); c == '}' || c == '[' && isObject(r.text[r.pos+1+spaceLen(r.text[r.pos+1:]):]) {
		r.mend(r.pos, r.pos+1, "", jsonBracket)
		r.pos++
		if r.space(); c == '}' {
			return nil
		}
	}
	// By the brackets this may be inside of the item that was lost before.
	start, inside := r.pos, r.depth-l.depth
	r.depth = l.depth
	raw, err := r.value()
	switch {
	case errors.Is(err, errEnds):
		if r.text[start] == '{' {
			if e, broken := decodeItem(r.partial()); broken == nil && (inside == 0 || e.isItem()) {
				e.partial = true
				src.add(e)
			}
		}
		return err
	case err != nil:
		l.lost = err
		src.lose(WarnLostItem, "it could not be read: "+err.Error(), l.w)
	case string(raw) == "null":
		src.lose(WarnEmptyItem, "it is null", l.w)
		return nil
	default:
		e, err := decodeItem(raw)
		switch {
		case inside != 0 && (err != nil || !e.isItem()):
		case err != nil:
			src.lose(WarnLostItem, err.Error(), l.w)
			return nil
		default:
			src.add(e)
			return nil
		}
	}
	r.depth += inside
	if r.nextItem(l.depth); r.pos == len(r.text) {
		return l.lost
	}
	return nil
}

// lose notes that an item is left out.
func (src *source) lose(kind WarningKind, why string, w *warnings) {
	w.add(kind, src.items, "", "left out: "+why)
	src.items++
}

// add adds an item.
func (src *source) add(e entry) {
	e.position = src.items
	// JSON Lines are exact; of a feed this is not to be expected.
	e.title.text, e.summary.text = unescaped(e.title.text), unescaped(e.summary.text)
	src.entries = append(src.entries, e)
	src.items++
}

// isItem tells an item from the authors and attachments of one.
func (e *entry) isItem() bool {
	return e.id != "" || e.published[0] != "" || !e.title.empty() || !e.content.empty()
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
