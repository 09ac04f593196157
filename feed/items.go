package feed

import (
	"slices"
	"strconv"
	"strings"
)

// markPrefix is that of the element that prepare puts first into every item. Its
// text is the item's number.
const markPrefix = "kindred"

// isItem reports whether the tag starts an article, and how many of the open
// elements are around it: where something is open in which no article can be,
// its end tag is missing.
func (p *preparer) isItem(t *token) (around int, ok bool) {
	name := local(t.name)
	if name != "item" && name != "entry" {
		return 0, false
	}
	for around = len(p.open); around > 0; around-- {
		switch local(p.open[around-1].name) {
		case "rss", "rdf", "channel", "feed":
			// Deeper down only the plain name of the format counts: extensions
			// may have items of their own.
			plain := p.isPlain(t.name) && (name == "entry") == (p.out.root == "feed")
			deeper := around < len(p.open)
			for i := range p.open[:around] {
				if p.open[i].item >= 0 || p.open[i].role != frameRole {
					around, deeper = i, true // a whole feed inside an item
					break
				}
			}
			return around, plain || !deeper
		}
	}
	return 0, false
}

// isPlain reports whether a name has no prefix, or only that of the feed.
func (p *preparer) isPlain(name string) bool {
	prefix, _, ok := strings.Cut(name, ":")
	return !ok || slices.Contains(p.nativePrefixes, prefix)
}

// itemName gives the tag of an item the name by which gofeed finds it.
func (p *preparer) itemName(t *token) {
	want := "item"
	if p.out.root == "feed" {
		want = "entry"
	}
	if local(t.name) != want {
		t.name, t.anew = want, true
		p.out.repairs.note(repairNamespace)
	}
}

// another reports whether the tag is that of a channel or feed which follows in
// the same file. Only its items count.
func (p *preparer) another(t *token, declared bool) bool {
	if len(p.open) == 0 {
		return false
	}
	name := local(t.name)
	switch name {
	case "rss", "rdf", "feed":
		certain := declared || t.name == "rss" && t.attr("version") != "" || t.name == "feed" && atomSpace(t.attr("xmlns"))
		if !certain && !(p.ended && len(p.open) == 1) {
			return false
		}
		if at := p.out.repairs.at; at >= 0 {
			// Inside an item it may be the feed of an extension.
			i := slices.IndexFunc(p.open, func(e element) bool { return e.item == at })
			if i+1 < len(p.open) && p.isScope(&p.open[i+1], t.start) {
				return false
			}
		}
		if !p.ended {
			p.endsHere()
		}
		p.closeTo(1)
		p.tail = true
	case "channel":
		inChannel := len(p.open) == 2 && local(p.open[1].name) == "channel" && p.isPlain(t.name)
		if !inChannel && (!p.tail || len(p.open) > 1) {
			return false
		}
		p.closeTo(1)
		p.tail = true
	default:
		return false
	}
	p.out.repairs.at = -1
	p.out.repairs.note(repairSecond)
	return true
}

// mark notes an item and writes its number into it.
func (p *preparer) mark(e *element, about string) {
	n := e.item
	p.out.repairs.at, p.outside, p.elements = n, p.elements, 0
	if p.out.repairs.count[repairSecond] == 0 && (p.tail && p.out.root == "rss" || p.ended) {
		p.out.repairs.note(repairAfter)
	}
	m := mark{start: e.start, end: len(p.out.xml), from: p.pos, about: about, lang: e.lang, base: e.base}
	p.out.xml = append(p.out.xml, "<"+markPrefix+":mark>"...)
	p.out.xml = strconv.AppendInt(p.out.xml, int64(n), 10)
	p.out.xml = append(p.out.xml, "</"+markPrefix+":mark>"...)
	p.out.items = append(p.out.items, m)
}
