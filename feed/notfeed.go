package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

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

// linkedFeeds returns the feeds that an HTML page names, those of comments last.
func linkedFeeds(page []byte, base *url.URL) []string {
	var articles, comments []string
	based := false
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return resolveAll(base, append(articles, comments...))
		case html.StartTagToken, html.SelfClosingTagToken:
			tag, more := z.TagName()
			isBase := string(tag) == "base"
			if !isBase && string(tag) != "link" {
				continue
			}
			a := map[string]string{}
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				a[string(key)] = string(value)
			}
			switch {
			case isBase && !based && a["href"] != "":
				based = true
				if u := weburl.Parse(weburl.Resolve(base, a["href"])); u != nil {
					base = u
				}
			case !slices.Contains(strings.Fields(strings.ToLower(a["rel"])), "alternate") || !isFeedType(a["type"]):
			case isOfComments(a["title"]) || isOfComments(a["href"]):
				comments = append(comments, a["href"])
			default:
				articles = append(articles, a["href"])
			}
		}
	}
}

func isFeedType(typ string) bool {
	typ = strings.ToLower(typ)
	return slices.ContainsFunc([]string{"rss+xml", "atom+xml", "rdf+xml", "feed+json"}, func(feed string) bool {
		return strings.Contains(typ, feed)
	})
}

// isOfComments reports whether the title or address of a feed says that it has
// comments, in one of some languages.
func isOfComments(s string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc([]string{"comment", "kommentar", "coment", "komentar", "reacties", "комментар", "коментар", "コメント", "评论", "評論"}, func(word string) bool {
		return strings.Contains(s, word)
	})
}

// listedFeeds returns the feeds that an OPML document lists.
func listedFeeds(opml []byte, base *url.URL) []string {
	var urls []string
	s := scanner{in: opml}
	for {
		t, ok := s.next()
		if !ok {
			return resolveAll(base, urls)
		}
		if t.kind != startToken {
			continue
		}
		for _, a := range t.attrs {
			if strings.EqualFold(a.name, "xmlUrl") {
				urls = append(urls, attrValue(a.value))
				break
			}
		}
	}
}

// resolveAll makes addresses absolute, and leaves out what can't be, and what was
// there before.
func resolveAll(base *url.URL, refs []string) []string {
	var urls []string
	seen := map[string]bool{}
	for _, ref := range refs {
		if u := weburl.Resolve(base, ref); u != "" && !seen[u] {
			seen[u] = true
			urls = append(urls, u)
		}
	}
	return urls
}
