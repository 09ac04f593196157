package feed

import (
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
	src, entries, whole := parseXML(root, p.xml, p)
	if whole != nil {
		src, _, err = parseXML(root, p.frame(), p)
		if err != nil {
			src = &source{format: root, base: p.feed.base, language: p.feed.lang}
		}
		entries = map[int]entry{}
	}
	lost := readAlone(root, p, entries, w)
	if err := salvage(src, root, p, entries, maxItems); err != nil {
		return nil, err
	}
	p.repairs.warn(w)
	if p.cut {
		w.add(WarnTruncated, -1, "", "the feed ends in the middle; what is there was read")
	}
	switch {
	case lost != nil && len(entries) == 0:
		return nil, fmt.Errorf("the feed has %d items, but none of them could be read: %w", len(p.items), lost)
	case whole != nil && len(entries) == 0:
		return nil, whole
	case whole != nil:
		w.add(WarnParser, -1, "", fmt.Sprintf("the feed as a whole could not be parsed (%v); its items were read one by one", whole))
	}
	for _, n := range slices.Sorted(maps.Keys(entries)) {
		e := entries[n]
		e.position = n
		src.entries = append(src.entries, e)
	}
	src.items = max(len(p.items), len(src.entries))
	return src, nil
}

// readAlone reads the items that are not among the entries. It returns the last
// error.
func readAlone(root string, p *prepared, entries map[int]entry, w *warnings) (last error) {
	for n := range p.items {
		if _, ok := entries[n]; ok {
			continue
		}
		err := errors.New("no item came out of it")
		if alone := p.alone(&p.items[n]); alone != nil {
			_, one, failed := parseXML(root, alone, p)
			if failed != nil {
				err = failed
			}
			if e, ok := one[n]; ok {
				entries[n] = e
				continue
			}
		}
		last = err
		w.add(WarnLostItem, n, "", fmt.Sprintf("left out: it could not be read: %v", err))
	}
	return last
}

// salvage adds the items that are in the input and were not found in it.
func salvage(src *source, root string, p *prepared, entries map[int]entry, maxItems int) error {
	starts := p.hidden(p.in)
	if len(starts) == 0 {
		return nil
	}
	if maxItems > 0 && len(p.items)+len(starts) > maxItems {
		return fmt.Errorf("%w: more than %d items", ErrTooLarge, maxItems)
	}
	rest, err := prepare(pieces(root, p.in, starts), src.base, maxItems)
	if err != nil {
		return nil // what was found without them is all there is
	}
	_, found, err := parseXML(root, rest.xml, rest)
	if err != nil {
		found = map[int]entry{}
		readAlone(root, rest, found, &warnings{})
	}
	for _, n := range slices.Sorted(maps.Keys(found)) {
		if e := found[n]; !e.title.empty() || e.id != "" || e.url != "" {
			at := len(p.items) + n
			entries[at] = e
			p.repairs.at = at
			p.repairs.note(repairHidden)
		}
	}
	return nil
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
