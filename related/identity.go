package related

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// identities tells documents that are the same article under several IDs.
type identities struct {
	byURL      map[string]int // canonical URL: the first document with it
	byTitleDay map[string]int // title and day of publication: likewise
	url        []int          // by document: its class, that class's first document; -1 without URL
	titleDay   []int
}

func newIdentities(docs []Document) identities {
	ids := identities{byURL: make(map[string]int, len(docs)), byTitleDay: make(map[string]int, len(docs))}
	class := func(classes map[string]int, key string, i int) int {
		if key == "" {
			return -1
		}
		first, ok := classes[key]
		if !ok {
			first = i
			classes[key] = i
		}
		return first
	}
	for i := range docs {
		ids.url = append(ids.url, class(ids.byURL, CanonicalURL(docs[i].URL), i))
		ids.titleDay = append(ids.titleDay, class(ids.byTitleDay, titleDay(&docs[i]), i))
	}
	return ids
}

// same reports whether documents i and j are the same article.
func (ids *identities) same(i, j int) bool {
	return i == j || ids.url[i] >= 0 && ids.url[i] == ids.url[j] || ids.titleDay[i] >= 0 && ids.titleDay[i] == ids.titleDay[j]
}

// titleDay returns a key that is equal for documents with the same title and
// day of publication, "" if either is missing.
func titleDay(d *Document) string {
	title := strings.Join(strings.Fields(strings.ToLower(d.Title)), " ")
	if title == "" || d.Published.IsZero() {
		return ""
	}
	return d.Published.UTC().Format(time.DateOnly) + title
}

// CanonicalURL returns the form of an address in which different spellings of
// it are equal: without scheme, "www.", default port, fragment, trailing slash
// and the parameters that campaigns add. It is for comparing, not for fetching;
// what is not an absolute http(s) URL is returned as it is, trimmed.
func CanonicalURL(url string) string {
	url = strings.TrimSpace(url)
	scheme, rest, ok := strings.Cut(url, "://")
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "http" && scheme != "https" {
		return url
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	path = unescapeLetters(path)
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	canonical := host + "/" + strings.TrimSuffix(path, "/")
	separator := "?"
	for parameter := range strings.SplitSeq(query, "&") {
		if name, _, _ := strings.Cut(parameter, "="); parameter != "" && !isCampaign(name) {
			canonical += separator + parameter
			separator = "&"
		}
	}
	return canonical
}

// unescapeLetters undoes the percent-encoding of what is not ASCII, which some
// programs write and others do not.
func unescapeLetters(path string) string {
	if !strings.Contains(path, "%") {
		return path
	}
	var b strings.Builder
	for len(path) > 0 {
		if path[0] == '%' && len(path) >= 3 {
			if n, err := strconv.ParseUint(path[1:3], 16, 8); err == nil && n >= utf8.RuneSelf {
				b.WriteByte(byte(n))
				path = path[3:]
				continue
			}
		}
		b.WriteByte(path[0])
		path = path[1:]
	}
	return b.String()
}

func isCampaign(parameter string) bool {
	parameter = strings.ToLower(parameter)
	return strings.HasPrefix(parameter, "utm_") || parameter == "fbclid" || parameter == "gclid"
}
