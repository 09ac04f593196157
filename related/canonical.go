package related

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// CanonicalURL returns the form of an address in which different spellings of
// it are equal: without scheme, "www.", default port, fragment, trailing slash
// and the parameters that campaigns add. It is for comparing, not for fetching;
// what is not an absolute http(s) URL is returned as it is, trimmed.
func CanonicalURL(url string) string {
	if url = strings.TrimSpace(url); url == "" {
		return ""
	}
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
