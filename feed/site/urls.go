package site

import (
	"net/url"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// An address is where a page of the folder is on the web: the site's host and the
// folder that it lies in there, and whether pages go by their names without .html.
type address struct {
	origin    string // scheme and host, or ""
	prefix    string // "" or "/sub"
	canonical string // the prefix in canonical links
	bare      bool
}

// forms returns the paths by which a file may be asked for, without the prefix.
func forms(path string) []string {
	full := "/" + path
	if folder, ok := strings.CutSuffix(full, "/index.html"); ok {
		return []string{folder + "/", folder, full}
	}
	if name, ok := strings.CutSuffix(full, ".html"); ok {
		return []string{full, name, name + "/"}
	}
	return []string{full}
}

// path returns the path of a file, with the prefix, encoded as in an address.
func (a *address) path(file string) string {
	p := "/" + file
	if folder, ok := strings.CutSuffix(p, "/index.html"); ok {
		p = folder + "/"
	} else if a.bare {
		p = strings.TrimSuffix(p, ".html")
	}
	return (&url.URL{Path: a.prefix + p}).EscapedPath()
}

// split parts an address into its host, without www., and its path, decoded.
func split(address string) (host, path string) {
	u, err := url.Parse(address)
	if err != nil {
		return "", ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www."), u.Path
}

// isNowhere reports whether an address is one of a page that does not say its host.
func isNowhere(address string) bool { return strings.HasPrefix(address, nowhere) }

// settle makes of an address that a page gave the one that it has on the site.
func (a *address) settle(address string) string {
	rest, ok := strings.CutPrefix(address, nowhere)
	if !ok {
		return address
	}
	origin := a.origin
	if origin == "" {
		origin = strings.TrimSuffix(nowhere, "/")
	}
	if inFolder, ok := strings.CutPrefix(address, nowhereFolder); ok {
		return origin + (&url.URL{Path: a.prefix}).EscapedPath() + "/" + inFolder
	}
	return origin + "/" + rest
}

// findAddress finds out where the site is from what its pages say. Of the hosts
// that canonicals name, the most frequent is the site's; the folder is what their
// paths have in front of the files'.
func findAddress(pages []*Page, base string) address {
	a := address{}
	if strings.HasPrefix(base, "/") {
		a.prefix = strings.TrimRight(base, "/")
	} else if u := weburl.Parse(base); u != nil {
		a.origin, a.prefix = u.Scheme+"://"+u.Host, strings.TrimRight(u.Path, "/")
	}
	if a.origin == "" {
		origins := map[string]int{}
		for _, p := range pages {
			if c := p.facts.Canonical; c != "" && !isNowhere(c) {
				if u, err := url.Parse(c); err == nil {
					origins[u.Scheme+"://"+u.Host]++
				}
			}
		}
		a.origin = mostFrequent(origins)
	}
	host, _ := split(a.origin)
	prefixes, bare, full := map[string]int{}, 0, 0
	for _, p := range pages {
		c := p.facts.Canonical
		h, path := split(c)
		if c == "" || h != host && !isNowhere(c) {
			continue
		}
		path = strings.TrimPrefix(path, "/-") // relative
		for i, form := range forms(p.File) {
			if prefix, ok := strings.CutSuffix(path, form); ok {
				prefixes[prefix]++
				if strings.HasSuffix(p.File, ".html") && !strings.HasSuffix(p.File, "index.html") {
					if i == 0 {
						full++
					} else {
						bare++
					}
				}
				break
			}
		}
	}
	if a.canonical = mostFrequent(prefixes); base == "" {
		a.prefix = a.canonical
	}
	a.bare = bare > full
	return a
}

// mostFrequent returns the key with the highest count, of several the first in
// order.
func mostFrequent(counts map[string]int) string {
	best := ""
	for key, n := range counts {
		if n > counts[best] || n == counts[best] && key < best {
			best = key
		}
	}
	return best
}
