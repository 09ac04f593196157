package feed

import (
	"bytes"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// An input is a feed's text.
type input struct {
	root string // "json", or the root element of XML: "rss", "rdf" or "feed"
	text []byte // from its first byte on

	doctype bool // there is a DOCTYPE before it
}

// findFormat tells what the text is, or returns an error that does. Feeds are
// found behind other text, in HTML, without their beginning, and escaped.
func findFormat(text []byte, base *url.URL, w *warnings) (input, error) {
	text = trimStart(text)
	if len(text) == 0 {
		return input{}, &NotFeedError{What: "empty"}
	}
	found := &repairs{at: -1}
	if f, ok := findJSON(text, found); ok {
		found.warn(w)
		return f, nil
	}
	f, first, ok := findRoot(text, found)
	if !ok {
		if escaped := escapedFeed(text); escaped != nil {
			found.note(repairUnescaped)
			f, _, ok = findRoot(escaped, found)
		}
	}
	if !ok {
		return input{}, notFeed(text, first, base)
	}
	found.warn(w)
	return f, nil
}

// messages matches what may stand before JSON: text, and the tags of PHP's
// messages. In a page a JSON Feed is an example.
var messages = regexp.MustCompile(`(?i)^(?:[^<]|</?(?:br|b|i|a)\b[^<>]*>)*$`)

// findJSON looks for a JSON Feed, at the start of the text or behind a function's
// name, a prefix against hijacking, other JSON or PHP's messages; there it has to
// say what it is. Other JSON is returned as well, unless a feed in XML follows it.
func findJSON(text []byte, found *repairs) (f input, ok bool) {
	r := &jsonReader{text: text}
	for from := 0; r.nextObject() && messages.Match(text[from:r.pos]); from = r.pos {
		start := r.pos
		if r.depth = 0; saysJSONFeed(r) {
			if start > 0 {
				found.note(repairAround)
			}
			return input{root: "json", text: text[start:]}, true
		}
	}
	if text[0] != '{' && text[0] != '[' {
		return input{}, false
	}
	r = &jsonReader{text: text}
	_, _ = r.value()
	if f, _, ok = findRoot(text[r.pos:], found); ok {
		if _, err := readJSON(text, 0, &warnings{}); err != nil {
			if found.count[repairAround] == 0 {
				found.note(repairAround)
			}
			return f, true
		}
		*found = repairs{at: -1}
	}
	return input{root: "json", text: text}, true
}

// findRoot looks for the root element of a feed. If there is none it returns
// the first start tag.
func findRoot(text []byte, found *repairs) (f input, first *token, ok bool) {
	s := scanner{in: text}
	junk, doctype, tags := false, false, 0
	var channel search
	for {
		t, ok := s.next()
		if !ok {
			return input{}, first, false
		}
		switch {
		case t.kind == textToken || t.kind == cdataToken || t.kind == endToken:
			junk = junk || len(bytes.TrimSpace(t.raw)) > 0
			continue
		case t.kind == otherToken:
			doctype = doctype || isDoctype(t.raw)
			if first == nil && isHTMLDoctype(t.raw) {
				first = &token{kind: startToken, name: "html"}
			}
			continue
		case first == nil:
			first = &t
		}
		tags++
		name := local(t.name)
		sure := tags == 1
		switch name {
		case "rss", "rdf", "feed":
			if !sure && !isRoot(&t) && !(t.name == "rss" && channel.find(text, t.start, "<channel") >= 0) {
				continue
			}
			if junk || !sure {
				found.note(repairAround)
			}
			return input{root: name, text: text[t.start:], doctype: doctype}, first, true
		case "channel", "item", "entry":
			// Without the root element only at the very start.
			if !sure || t.name != name && !isAtom(&t) || !bytes.Contains(text, []byte("title")) {
				continue
			}
			return headless(text[t.start:], &t, found), first, true
		}
	}
}

// isRoot reports whether a tag after other elements is a feed's: HTML may have a
// <feed> of its own.
func isRoot(t *token) bool {
	switch local(t.name) {
	case "rss":
		return t.attr("version") != "" || slices.ContainsFunc(t.attrs, func(a attr) bool { return strings.HasPrefix(a.name, "xmlns") })
	case "rdf":
		return strings.Contains(t.name, ":") || t.attr("xmlns") != ""
	}
	return slices.ContainsFunc(t.attrs, func(a attr) bool {
		return strings.HasPrefix(a.name, "xmlns") && strings.Contains(strings.ToLower(a.value), "atom")
	})
}

// headless puts the root element before a feed that starts with something
// inside of it. An Atom entry may be a document of its own (RFC 4287, 2).
func headless(text []byte, t *token, found *repairs) input {
	f := input{root: "rss", text: []byte(`<rss version="2.0">`)}
	end := "</rss>"
	if name := local(t.name); name == "entry" {
		f.root, f.text, end = "feed", []byte(`<feed xmlns="http://www.w3.org/2005/Atom">`), "</feed>"
		if prefix, _, ok := strings.Cut(t.name, ":"); ok {
			f.text = []byte("<" + prefix + ":feed xmlns:" + prefix + `="http://www.w3.org/2005/Atom">`)
			end = "</" + prefix + ":feed>"
		}
	} else if name == "item" {
		f.text = append(f.text, "<channel>"...)
		end = "</channel>" + end
	}
	f.text = append(append(f.text, text...), end...)
	if !isAtom(t) {
		found.note(repairHead)
	}
	return f
}

// escapedFeed returns the feed that an HTML page shows as its only text, as
// browsers write it when they save one, or nil.
func escapedFeed(text []byte) []byte {
	s := scanner{in: text}
	for {
		t, ok := s.next()
		if !ok {
			return nil
		}
		if t.kind != textToken {
			if t.kind == startToken && !slices.Contains([]string{"html", "head", "meta", "title", "link", "body", "pre"}, local(t.name)) {
				return nil
			}
			continue
		}
		raw := bytes.TrimSpace(t.raw)
		if len(raw) == 0 {
			continue
		}
		for _, start := range []string{"&lt;?xml", "&lt;rss", "&lt;feed", "&lt;rdf:"} {
			if bytes.HasPrefix(raw, []byte(start)) {
				return []byte(html.UnescapeString(string(raw)))
			}
		}
		// A page's title is text as well.
		if end := bytes.Index(text[t.start:], []byte("</title>")); end != len(t.raw) {
			return nil
		}
	}
}

// notFeed says what the text is, whose first start tag is given if it has one.
func notFeed(text []byte, first *token, base *url.URL) error {
	if first == nil {
		return &NotFeedError{What: "text"}
	}
	switch local(first.name) {
	case "html", "head", "body", "div", "p", "script", "title", "meta", "table", "span", "center", "h1", "br", "b", "pre":
		return &NotFeedError{What: "html", Feeds: linkedFeeds(text, base)}
	case "opml":
		return &NotFeedError{What: "opml", Feeds: listedFeeds(text, base)}
	case "urlset", "sitemapindex":
		return &NotFeedError{What: "sitemap"}
	}
	if head := bytes.TrimSpace(text[:first.start]); len(head) > 0 && head[0] != '<' {
		return &NotFeedError{What: "text"}
	}
	return &NotFeedError{What: "xml", Detail: first.name}
}

// isCompressed reports whether the bytes are those of gzip, zip or zstd.
func isCompressed(b []byte) bool {
	return slices.ContainsFunc([]string{"\x1f\x8b", "PK\x03\x04", "\x28\xb5\x2f\xfd"}, func(magic string) bool {
		return bytes.HasPrefix(b, []byte(magic))
	})
}

func isDoctype(b []byte) bool {
	const start = "<!DOCTYPE"
	return len(b) > len(start) && strings.EqualFold(string(b[:len(start)]), start)
}

func isHTMLDoctype(b []byte) bool {
	f := strings.Fields(strings.ToLower(string(b[:min(len(b), 64)])))
	return len(f) > 1 && f[0] == "<!doctype" && strings.HasPrefix(f[1], "html")
}
