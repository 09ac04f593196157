package feed

// gofeed parses what prepare has written. Its types are known here, in rss.go,
// atom.go and mediarss.go, and to the exports of WordPress and Blogger, and get no
// farther than to an entry. The parsers of the formats are used, and not gofeed's
// own package, which links net/http and is ten times the size.

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// parseXML gives prepared XML to gofeed. The marks say what gofeed leaves out;
// the result has an entry for each item that gofeed read, by the number of its
// mark.
func parseXML(xml []byte, p *prepared) (src *source, entries map[int]entry, err error) {
	defer func() {
		if r := recover(); r != nil {
			src, entries, err = nil, nil, fmt.Errorf("the parser failed: %v", r)
		}
	}()
	entries = map[int]entry{}
	if p.root == "feed" {
		f, err := new(atom.Parser).Parse(bytes.NewReader(xml))
		if err != nil {
			return nil, nil, err
		}
		for _, e := range f.Entries {
			if n, m := p.find(e.Extensions); m != nil {
				entries[n] = p.atomEntry(e, m)
			}
		}
		return p.atomSource(f), entries, nil
	}
	f, err := new(rss.Parser).Parse(bytes.NewReader(xml))
	if err != nil {
		return nil, nil, err
	}
	for _, item := range f.Items {
		if n, m := p.find(item.Extensions); m != nil {
			entries[n] = p.rssEntry(item, m)
		}
	}
	return p.rssSource(f), entries, nil
}

// find returns the mark of an item.
func (p *prepared) find(x ext.Extensions) (int, *mark) {
	if marks := x[markPrefix]["mark"]; len(marks) > 0 {
		if n, err := strconv.Atoi(marks[0].Value); err == nil && n >= 0 && n < len(p.items) {
			return n, &p.items[n]
		}
	}
	return 0, nil
}

// values returns the texts of an extension's elements.
func values(x ext.Extensions, prefix, name string) []string {
	var list []string
	for _, e := range x[prefix][name] {
		list = append(list, e.Value)
	}
	return list
}

func value(x ext.Extensions, prefix, name string) string { return first(values(x, prefix, name)) }

func child(e ext.Extension, name string) string {
	if c := e.Children[name]; len(c) > 0 {
		return c[0].Value
	}
	return ""
}

// first returns the first string that is not blank.
func first(list []string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}
