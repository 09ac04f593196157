package feed

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
)

// readXML reads RSS, RDF and Atom. If gofeed refuses the feed, or some items
// don't come out of it, those are given to it one by one, so that one bad item
// costs one item.
func readXML(text []byte, root string, base *url.URL, maxItems int, w *warnings) (*source, error) {
	p, err := prepare(text, base, maxItems)
	if err != nil {
		return nil, err
	}
	w.repairs(p)
	src, entries, whole := parseXML(root, p.xml, p)
	if whole != nil {
		src, _, err = parseXML(root, p.frame(), p)
		if err != nil {
			src = &source{format: root, base: p.feed.base, language: p.feed.lang}
		}
		entries = map[int]entry{}
	}
	if err := readAlone(root, p, entries, w); err != nil && len(entries) == 0 {
		if whole != nil {
			err = whole
		}
		return nil, fmt.Errorf("the feed has %d items, but none of them could be read: %w", len(p.items), err)
	}
	switch {
	case whole != nil && len(p.items) == 0:
		return nil, whole
	case whole != nil:
		w.add(WarnParser, -1, "", fmt.Sprintf("the feed as a whole could not be parsed (%v); its items were read one by one", whole))
	}
	for _, n := range slices.Sorted(maps.Keys(entries)) {
		e := entries[n]
		e.position = n
		src.entries = append(src.entries, e)
	}
	return src, nil
}

// readAlone reads the items that are not among the entries. It returns the last
// error.
func readAlone(root string, p *prepared, entries map[int]entry, w *warnings) (last error) {
	for n := range p.items {
		if _, ok := entries[n]; ok {
			continue
		}
		m := &p.items[n]
		err := errors.New("no item came out of it")
		if alone := p.alone(m); alone != nil {
			var one map[int]entry
			var failed error
			if _, one, failed = parseXML(root, alone, p); failed != nil {
				err = failed
			}
			if e, ok := one[n]; ok {
				entries[n] = e
				continue
			}
		}
		if bytes.HasSuffix(p.xml[m.start:m.end], []byte("/>")) {
			w.add(WarnEmptyItem, n, "", "left out: it is empty")
			continue
		}
		last = err
		w.add(WarnLostItem, n, "", fmt.Sprintf("left out: it could not be read: %v", err))
	}
	return last
}

// repairs notes what prepare had to do.
func (w *warnings) repairs(p *prepared) {
	note := func(n int, text string) {
		if n > 0 {
			w.list = append(w.list, Warning{Kind: WarnRepaired, Item: -1, Text: text, Count: n})
		}
	}
	note(p.unclosed, "the XML is not well-formed: an element was not closed")
	note(p.stray, "the XML is not well-formed: an end tag without a start was left out")
	note(p.renamed, "the namespace is not Atom's, though the element is")
	if p.cut {
		w.add(WarnTruncated, -1, "", "the feed ends in the middle; what is there was read")
	}
}

// person returns the name in an RSS author: "mail@example.org (Name)" or "Name
// <mail@example.org>" or what it is.
func person(s string) string {
	s = strings.TrimSpace(s)
	if before, rest, ok := strings.Cut(s, "("); ok && strings.Contains(before, "@") {
		if name := strings.TrimSpace(strings.TrimSuffix(rest, ")")); name != "" {
			return name
		}
	}
	if name, mail, ok := strings.Cut(s, "<"); ok && strings.Contains(mail, "@") && strings.TrimSpace(name) != "" {
		return strings.Trim(strings.TrimSpace(name), `"`)
	}
	return s
}

// isImage reports whether a media type, or without one the name of the file,
// is a picture's.
func isImage(typ, ref string) bool {
	if typ != "" {
		return strings.HasPrefix(strings.ToLower(typ), "image/")
	}
	ref, _, _ = strings.Cut(ref, "?")
	switch strings.ToLower(path.Ext(ref)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif":
		return true
	}
	return false
}
