package site

import (
	"net/url"
	"slices"
	"strings"

	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// An address is where the folder is on the web, and how its pages are asked for there.
type address struct {
	origin    string // scheme and host, or ""
	prefix    string // the folder on that host: "" or "/sub"
	canonical string // what canonical links have for it
	bare      bool   // /a for a.html
	noSlash   bool   // /a for a/index.html
}

// forms returns the paths by which a file may be asked for, without the prefix.
func forms(file string) []string {
	full := "/" + file
	if folder, ok := strings.CutSuffix(full, "/index.html"); ok {
		return []string{folder + "/", folder, full}
	}
	if name, ok := strings.CutSuffix(full, ".html"); ok {
		return []string{full, name, name + "/"}
	}
	return []string{full}
}

// path returns the path of a page, with the prefix, encoded as in an address: as its
// own canonical link has it, else as most pages do.
func (a *address) path(file, canonical string) string {
	own := forms(file)
	form := own[0]
	isFolder := strings.HasSuffix(form, "/")
	_, said := split(canonical)
	said = strings.TrimPrefix(said, relativeMark)
	rest, ok := strings.CutPrefix(said, a.canonical)
	switch {
	case canonical != "" && ok && slices.Contains(own, rest) && rest != "":
		form = rest
	case isFolder && a.noSlash && form != "/", !isFolder && a.bare && len(own) > 1:
		form = own[1]
	}
	return (&url.URL{Path: a.prefix + form}).EscapedPath()
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
// that canonical links name, the most frequent is the site's; the folder is what their
// paths have in front of the files'. Where there are none, links between pages tell.
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
	v := votes{prefixes: map[string]int{}}
	host, _ := split(a.origin)
	for _, p := range pages {
		if h, path := split(p.facts.Canonical); p.facts.Canonical != "" && (h == host || h == nowhereHost) {
			v.canonical(p.File, path)
		}
	}
	a.canonical = mostFrequent(v.prefixes)
	if len(v.prefixes) == 0 {
		v.links(pages)
	}
	if base == "" {
		a.prefix = mostFrequent(v.prefixes)
	}
	a.bare, a.noSlash = v.bare > v.full, v.noSlash > v.slash
	return a
}

// votes count what addresses show of the site's.
type votes struct {
	prefixes                   map[string]int
	full, bare, slash, noSlash int
}

// canonical counts the canonical link of a page.
func (v *votes) canonical(file, path string) {
	path = strings.TrimPrefix(path, relativeMark)
	for i, form := range forms(file) {
		if prefix, ok := strings.CutSuffix(path, form); ok && (form != "" || file == "index.html") {
			v.prefixes[prefix]++
			v.form(file, i)
			return
		}
	}
}

// form counts which of its forms the address of a file has.
func (v *votes) form(file string, i int) {
	switch isFolder := file == "index.html" || strings.HasSuffix(file, "/index.html"); {
	case file == "index.html" || i > 1 && isFolder:
	case isFolder && i == 0:
		v.slash++
	case isFolder:
		v.noSlash++
	case i == 0:
		v.full++
	default:
		v.bare++
	}
}

// links counts the links from the root of the host that lead to pages, and the
// folders that have to be taken off so that they do.
func (v *votes) links(pages []*Page) {
	type target struct {
		file string
		form int
	}
	targets := map[string]target{}
	for _, p := range pages {
		for i, form := range forms(p.File) {
			if _, taken := targets[form]; !taken && form != "" {
				targets[form] = target{p.File, i}
			}
		}
	}
	for _, p := range pages {
		for _, path := range p.facts.Paths {
			t, ok := targets[path]
			prefix := ""
			if first := strings.IndexByte(strings.TrimPrefix(path, "/"), '/'); !ok && first >= 0 {
				prefix = path[:first+1]
				t, ok = targets[path[first+1:]]
			}
			if ok {
				v.prefixes[prefix]++
				v.form(t.file, t.form)
			}
		}
	}
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
