package weburl

import (
	"net/url"
	"slices"
	"strings"
)

// beaconHosts are the sites of images that services put into the articles of
// others: they count readers, advertise, or offer to share the article.
var beaconHosts = []string{
	"ad.doubleclick.net", "feedads.g.doubleclick.net", "feedsportal.com", "pheedo.com", "feeds.wordpress.com",
	"stats.wordpress.com", "pixel.wp.com", "pixel.quantserve.com", "quantserve.com", "scorecardresearch.com",
	"s.w.org", // WordPress's smileys
}

// IsBeacon reports whether the image at the address is none of the article's.
func IsBeacon(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	// FeedBurner's addresses have such paths on whatever host.
	return strings.HasPrefix(u.Path, "/~") && isService(u.Path) || strings.Contains(u.Path, "/images/core/emoji/") ||
		strings.HasSuffix(host, "gravatar.com") && strings.HasPrefix(u.Path, "/avatar/") ||
		slices.ContainsFunc(beaconHosts, func(site string) bool { return host == site || strings.HasSuffix(host, "."+site) })
}

// isService reports whether the path is one of FeedBurner's services: /~ff/name,
// /~r/name/~4/id. Homes of users begin like that as well: /~fred/me.jpg.
func isService(path string) bool {
	service, _, ok := strings.Cut(path[len("/~"):], "/")
	return ok && slices.Contains([]string{"a", "c", "f", "ff", "r"}, service)
}
