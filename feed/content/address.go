package content

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/kindred-go/kindred/feed/internal/langtag"
	"github.com/kindred-go/kindred/feed/internal/weburl"
)

// roots are the folders whose names are not in the addresses of what is in them.
var roots = [][]string{{"src", "content", "docs"}, {"src", "content"}, {"src", "pages"}, {"src", "site"}, {"content"}, {"src"}, {"source"}, {"pages"}, {"docs"}, {"app"}}

// withoutRoot drops such a folder.
func withoutRoot(segments []string) []string {
	for _, r := range roots {
		if len(segments) > len(r) && slices.Equal(segments[:len(r)], r) {
			return segments[len(r):]
		}
	}
	return segments
}

// A place is what a source's path says.
type place struct {
	folders  []string // above the page, without the root and Jekyll's own folder
	whole    []string // all of them
	name     string   // of the file, or of the folder that is a bundle
	dated    string   // the same with the date in front, if there is one
	day      string   // 2006-01-02
	language string   // a.de.md
	prefix   string   // the language as written
	post     bool     // in _posts or _drafts
	jekyll   bool     // in one of Jekyll's collections: its pages end in .html
}

var datePrefix = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})[-_](.+)$`)

func placeOf(file string) place {
	var p place
	segments := strings.Split(strings.TrimSuffix(file, path.Ext(file)), "/")
	last := len(segments) - 1
	if i := strings.LastIndexByte(segments[last], '.'); i > 0 {
		if suffix := segments[last][i+1:]; isLanguage(suffix) {
			segments[last], p.prefix, p.language = segments[last][:i], strings.ToLower(suffix), langtag.Canonical(suffix)
		}
	}
	if strings.EqualFold(segments[last], "index") && last > 0 {
		segments = segments[:last]
		last--
	}
	p.name = segments[last]
	if m := datePrefix.FindStringSubmatch(p.name); m != nil {
		p.dated, p.name = p.name, m[4]
		p.day = m[1] + "-" + twoDigits(m[2]) + "-" + twoDigits(m[3])
	}
	for _, s := range withoutRoot(segments)[:len(withoutRoot(segments))-1] {
		switch {
		case s == "_posts" || s == "_drafts":
			p.post, p.jekyll = true, true
			continue
		case s[0] == '_':
			p.jekyll = true
			s = s[1:]
		}
		p.folders = append(p.folders, s)
	}
	p.whole = segments[:last]
	return p
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// isLanguage reports whether a suffix of a file's name is a language: de, pt-br.
func isLanguage(s string) bool {
	base, _, _ := strings.Cut(s, "-")
	if len(base) != 2 {
		return false
	}
	_, err := language.Parse(s)
	return err == nil
}

// An addresser collects addresses.
type addresser struct {
	place
	seen map[string]bool
	list []string
}

// addresses returns the page's URL, if the front matter has it, and where the
// page may be. The day is the date as written in the front matter, or empty.
func addresses(p place, meta table, day string, categories []string) (whole string, list []string) {
	a := &addresser{place: p, seen: map[string]bool{}}
	slug := meta.text("slug")
	days := present(day, p.day)
	if len(days) == 0 {
		days = []string{""}
	}
	for _, k := range []string{"url", "permalink", "path"} {
		for v := range meta.values(k) {
			s, _ := v.(string)
			if s = a.filled(strings.TrimSpace(s), meta, slug, days[0], categories); s == "" {
				continue
			}
			if weburl.IsAbsolute(s) {
				if whole == "" {
					whole = s
				}
				if u, err := url.Parse(s); err == nil {
					s = u.EscapedPath()
				}
			}
			a.explicit(s)
		}
	}
	titles := present(strings.Trim(slug, "/"), p.name, p.dated)
	if strings.HasPrefix(slug, "/") {
		a.explicit(slug)
	}
	if p.post {
		for _, day := range days {
			a.posts(titles, day, categories)
		}
	} else {
		a.files(titles)
	}
	a.guesses(titles, days[0])
	return whole, a.list
}

// posts adds what Jekyll and Hexo make of a file in _posts.
func (a *addresser) posts(titles []string, day string, categories []string) {
	date := strings.Split(day, "-")
	if day == "" {
		date = nil
	}
	var filed []string // folders above _posts are categories as well
	for _, c := range append(slices.Clone(a.folders), categories...) {
		if c = strings.ReplaceAll(strings.ToLower(c), " ", "-"); !slices.Contains(filed, c) {
			filed = append(filed, c)
		}
	}
	for _, title := range titles {
		if title == a.dated {
			continue
		}
		a.add(filed, date, title)
		a.add(a.folders, date, title)
		a.add(nil, date, title)
		a.add(filed, nil, title)
	}
}

// files adds what follows from the file's path.
func (a *addresser) files(titles []string) {
	for _, title := range titles {
		a.add(a.folders, nil, title)
	}
	for _, title := range titles {
		if len(a.folders) > 0 && isLanguage(a.folders[0]) { // the site's own language has no folder
			a.add(a.folders[1:], nil, title)
		}
		a.add(a.whole, nil, title)
	}
}

// guesses adds what generators are often set up to do.
func (a *addresser) guesses(titles []string, day string) {
	title := titles[0]
	date := strings.Split(day, "-")
	if len(a.folders) > 1 {
		a.add(a.folders[:1], nil, title) // Hugo's /:section/:slug/
	}
	a.add(nil, nil, title)
	if len(date) == 3 {
		section := a.folders[:min(1, len(a.folders))]
		for n := 3; n > 0; n-- {
			a.add(section, date[:n], title)
			a.add(nil, date[:n], title)
		}
	}
	if a.post {
		for _, title := range titles {
			a.add([]string{"posts"}, nil, title)
			a.add([]string{"blog"}, nil, title)
		}
	}
}

// add adds the page in the folders and, below them, the date's: for the language of
// the file's name first, and in each generator's spelling.
func (a *addresser) add(folders, date []string, title string) {
	stem := path.Join(slices.Concat(folders, date, []string{title})...)
	if a.prefix != "" {
		a.spellings(a.prefix + "/" + stem)
	}
	a.spellings(stem)
}

// spellings adds a path without extension as Hugo spells it, as it is, and as Zola
// and Astro do.
func (a *addresser) spellings(stem string) {
	for _, s := range []string{urlized(stem), stem, slugged(stem)} {
		if a.jekyll {
			a.put(s + ".html")
			a.put(s + "/")
		} else {
			a.put(s + "/")
			a.put(s + ".html")
		}
	}
}

// explicit adds an address from the front matter.
func (a *addresser) explicit(s string) {
	s, _, _ = strings.Cut(s, "#")
	s, _, _ = strings.Cut(s, "?")
	if u, err := url.PathUnescape(s); err == nil && utf8.ValidString(u) {
		s = u
	}
	relative := !strings.HasPrefix(s, "/")
	s = strings.TrimSuffix(s, "index.html")
	stem := strings.TrimSuffix(strings.TrimSuffix(s, "/"), ".html")
	for _, prefix := range []string{"", a.prefix} {
		if prefix == "" || relative {
			if s != stem { // it says which form it has
				a.put(prefix + "/" + s)
			}
			if path.Ext(s) != "" && s == stem {
				a.put(prefix + "/" + s)
			}
			a.put(prefix + "/" + stem + "/")
			a.put(prefix + "/" + stem + ".html")
		}
	}
}

// put adds an address, if it is one and not there yet.
func (a *addresser) put(s string) {
	folder := strings.HasSuffix(s, "/")
	if s = path.Clean("/" + s); s == "/" && !folder || s == "/.html" || strings.ContainsFunc(s, unicode.IsControl) {
		return
	}
	if folder && s != "/" {
		s += "/"
	}
	if !a.seen[s] {
		a.seen[s] = true
		a.list = append(a.list, s)
	}
}

// present returns the texts that are not empty, each once.
func present(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
