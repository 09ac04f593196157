package feed

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// A NotFeedError says that the input is something else than a feed. It matches
// [ErrNotFeed].
type NotFeedError struct {
	// What the input is: "html", "opml", "sitemap", "json", "xml", "text",
	// "compressed" or "empty".
	What string
	// Detail completes the message: the name of an XML root element, or why a
	// JSON document is no feed. May be empty.
	Detail string
	// Feeds are the URLs of feeds that an HTML page or an OPML list names.
	Feeds []string
}

// Error says in one or two sentences what the input is and what to do about it.
func (e *NotFeedError) Error() string {
	switch e.What {
	case "html":
		if len(e.Feeds) > 0 {
			return "this is a web page, not a feed; the page says that its feed is at " + some(e.Feeds)
		}
		return "this is a web page (HTML), not a feed, and it names none; " +
			"ask for the site's feed: often /feed, /rss.xml, /atom.xml or /index.xml"
	case "opml":
		if len(e.Feeds) > 0 {
			return "this is an OPML list of feeds, not a feed; read the feeds that it lists: " + some(e.Feeds)
		}
		return "this is an OPML list of feeds, not a feed, and it lists none"
	case "sitemap":
		return "this is a sitemap, not a feed: it has addresses but no articles; give the address of the site's feed"
	case "empty":
		return "this is empty, so there is no feed in it; check the address or the program that writes the file"
	case "compressed":
		return "this is a compressed file, not a feed; unpack it first"
	case "json":
		return "this is JSON, but neither a JSON Feed nor JSON Lines of its items: " + e.Detail
	case "xml":
		return "this is XML, but not a feed: its root element is <" + e.Detail + ">, not <rss>, <rdf:RDF> or <feed>"
	}
	return "this is not a feed: neither XML (RSS, RDF, Atom) nor JSON (JSON Feed, JSON Lines)"
}

// Is reports whether target is [ErrNotFeed].
func (e *NotFeedError) Is(target error) bool { return target == ErrNotFeed }

// some lists the first few of the addresses.
func some(urls []string) string {
	const few = 3
	s := strings.Join(urls[:min(few, len(urls))], " ")
	if n := len(urls) - few; n > 0 {
		s += " and " + strconv.Itoa(n) + " more"
	}
	return s
}

// linkedFeeds returns the feeds that an HTML page names in its head.
func linkedFeeds(page []byte, base *url.URL) []string {
	return collect(page, base, func(t *token) string {
		var rel, typ, href string
		for _, a := range t.attrs {
			switch strings.ToLower(a.name) {
			case "rel":
				rel = strings.ToLower(a.value)
			case "type":
				typ = strings.ToLower(a.value)
			case "href":
				href = a.value
			}
		}
		if local(t.name) != "link" || !slices.Contains(strings.Fields(rel), "alternate") {
			return ""
		}
		for _, feed := range []string{"rss+xml", "atom+xml", "rdf+xml", "feed+json"} {
			if strings.Contains(typ, feed) {
				return href
			}
		}
		return ""
	})
}

// listedFeeds returns the feeds that an OPML document lists.
func listedFeeds(opml []byte, base *url.URL) []string {
	return collect(opml, base, func(t *token) string {
		for _, a := range t.attrs {
			if strings.EqualFold(a.name, "xmlUrl") {
				return a.value
			}
		}
		return ""
	})
}

// collect returns the addresses that pick finds in the start tags, each once.
func collect(text []byte, base *url.URL, pick func(*token) string) []string {
	var urls []string
	seen := map[string]bool{}
	s := scanner{in: text}
	for {
		t, ok := s.next()
		if !ok {
			return urls
		}
		if t.kind != startToken {
			continue
		}
		if u := weburl.Resolve(base, attrValue(pick(&t))); u != "" && !seen[u] {
			seen[u] = true
			urls = append(urls, u)
		}
	}
}
