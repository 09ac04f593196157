package feed

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// readXML reads RSS, RDF and Atom. gofeed gets what the feed says of itself, then
// the items in batches, so that it holds little at a time. If it refuses a batch,
// or some items don't come out of it, those are given to it one by one, so that
// one bad item costs one item.
func readXML(f input, base *url.URL, maxItems int, w *warnings) (*source, error) {
	p, err := prepare(f, base, maxItems)
	if err != nil {
		return nil, err
	}
	hidden := p.hidden()
	if maxItems > 0 && len(p.items)+len(hidden.starts) > maxItems {
		return nil, fmt.Errorf("%w: more than %d items", ErrTooLarge, maxItems)
	}
	p.in = nil // it is no more needed, and large
	src, _, failed := parseXML(p.frame(), p)
	if failed != nil {
		if len(p.items)+len(hidden.starts) == 0 {
			return nil, failed
		}
		w.add(WarnParser, -1, "", fmt.Sprintf("what the feed says of itself could not be read: %v", failed))
		src = &source{format: p.root, base: p.feed.base, language: p.feed.lang}
	}
	lost := src.read(p, w)
	src.salvage(hidden, p)
	if lost != nil && len(src.entries) == 0 {
		return nil, fmt.Errorf("the feed has %d items, but none of them could be read: %w", len(p.items), lost)
	}
	p.repairs.warn(w)
	if n := len(p.inner); n > 0 {
		w.put(Warning{Kind: WarnLeftOut, Item: -1, Text: "left out: an item inside of an extension or of another item, which is no article", Count: n})
	}
	if p.cut {
		w.add(WarnTruncated, -1, "", "the feed ends in the middle; what is there was read")
	}
	src.items = len(p.items) + len(hidden.starts)
	if n := hidden.commented; n > 0 && src.items == 0 {
		w.put(Warning{Kind: WarnLeftOut, Item: -1, Text: "left out: an item in a comment", Count: n})
	}
	src.joinExport()
	return src, nil
}

// read reads the items. It returns the last error.
func (src *source) read(p *prepared, w *warnings) (last error) {
	alone := 0 // how many are read one by one because of failed
	var failed error
	for n := 0; n < len(p.items); {
		xml, end := p.batch(n)
		_, entries, err := parseXML(xml, p)
		if err != nil && end-n > 1 {
			failed = err
			alone += end - n
		}
		for ; n < end; n++ {
			e, ok := entries[n]
			if !ok {
				var err error
				if e, err = readAlone(p, n); err != nil {
					last = err
					w.add(WarnLostItem, n, "", fmt.Sprintf("left out: it could not be read: %v", err))
					continue
				}
			}
			e.position = n
			src.entries = append(src.entries, e)
		}
	}
	if failed != nil {
		w.put(Warning{Kind: WarnParser, Item: -1, Text: fmt.Sprintf("the feed could not be parsed (%v); its items were read one by one", failed), Count: alone})
	}
	return last
}

func readAlone(p *prepared, n int) (entry, error) {
	_, entries, err := parseXML(p.alone(n), p)
	if e, ok := entries[n]; ok {
		return e, nil
	}
	return entry{}, cmp.Or(err, errors.New("no item came out of it"))
}

// salvage adds the items that are in the input and were not found in it.
func (src *source) salvage(hidden pieces, p *prepared) {
	rest, err := prepare(input{text: p.around(hidden.text)}, src.base, 0)
	if err != nil {
		return // what was found without them is all there is
	}
	found := source{}
	found.read(rest, &warnings{})
	for _, e := range found.entries {
		e.position += len(p.items)
		src.entries = append(src.entries, e)
		p.repairs.at = e.position
		p.repairs.note(repairHidden)
	}
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
