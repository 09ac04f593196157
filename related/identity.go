package related

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/kindred-go/kindred/related/internal/text"
)

// An identity is what decides whether a document may be in a list, small and
// in one place, for every query looks at many. Zero means that it has none.
type identity struct {
	url      int32 // its canonical URL, by number
	titleDay int32 // its title and day of publication, by number
	language int32 // its language, by number
	section  int32 // its section, by number
	hidden   bool
	barred   bool // has a tag that no list is to show
}

// sameArticle reports whether two documents are one article under two IDs.
func (a *identity) sameArticle(b *identity) bool {
	return a.url != 0 && a.url == b.url || a.titleDay != 0 && a.titleDay == b.titleDay
}

// identities holds the identity of every document.
type identities struct {
	of        []identity
	first     []int32 // by number of a URL: the first document that has it
	urls      numbering
	titleDays numbering
	languages numbering
	sections  numbering
}

// A numbering numbers strings from 1; the empty string is 0.
type numbering map[string]int32

func (n numbering) add(s string) int32 {
	if s == "" {
		return 0
	}
	number, ok := n[s]
	if !ok {
		number = int32(len(n) + 1)
		n[s] = number
	}
	return number
}

// name returns the string that has a number, for numberings of few.
func (n numbering) name(number int32) string {
	for s, i := range n {
		if i == number {
			return s
		}
	}
	return ""
}

func newIdentities(docs []Document, languages []string, barred []bool) *identities {
	withURL, withDay := 0, 0
	for i := range docs {
		if docs[i].URL != "" {
			withURL++
		}
		if !docs[i].Published.IsZero() {
			withDay++
		}
	}
	ids := &identities{
		of:   make([]identity, 0, len(docs)),
		urls: make(numbering, withURL), titleDays: make(numbering, withDay), languages: make(numbering), sections: make(numbering),
	}
	for i := range docs {
		url := CanonicalURL(docs[i].URL)
		ids.of = append(ids.of, identity{
			url:      ids.urls.add(url),
			titleDay: ids.titleDays.add(titleDay(&docs[i])),
			language: ids.languages.add(languages[i]),
			section:  ids.sections.add(sectionOf(&docs[i], url)),
			hidden:   docs[i].Hidden,
			barred:   barred[i],
		})
		if len(ids.urls) > len(ids.first) {
			ids.first = append(ids.first, int32(i))
		}
	}
	return ids
}

// twins tells the documents that have the URL, or the title and day, of another;
// it returns nil if there are none.
func (ids *identities) twins() (twins []bool) {
	urls, titleDays := make([]int32, len(ids.urls)+1), make([]int32, len(ids.titleDays)+1)
	for i := range ids.of {
		urls[ids.of[i].url]++
		titleDays[ids.of[i].titleDay]++
	}
	for i := range ids.of {
		id := &ids.of[i]
		if id.url != 0 && urls[id.url] > 1 || id.titleDay != 0 && titleDays[id.titleDay] > 1 {
			if twins == nil {
				twins = make([]bool, len(ids.of))
			}
			twins[i] = true
		}
	}
	return twins
}

// outside returns the identity of a document that is not in the index. What no
// document of the index has is none.
func (ids *identities) outside(d *Document, language string) identity {
	url := CanonicalURL(d.URL)
	known := identity{
		url: ids.urls[url], titleDay: ids.titleDays[titleDay(d)],
		language: ids.languages[language], section: ids.sections[sectionOf(d, url)],
	}
	if known.language == 0 && language != "" {
		known.language = -1 // known, and unlike any other
	}
	return known
}

// sectionOf returns a document's section, or else the first folder of its canonical
// URL: most sites put their sections there. A folder of digits is an archive's.
func sectionOf(d *Document, url string) string {
	if section := strings.ToLower(strings.TrimSpace(d.Section)); section != "" {
		return section
	}
	_, path, _ := strings.Cut(url, "/")
	folder, _, ok := strings.Cut(path, "/")
	if !ok || strings.Trim(folder, "0123456789") == "" {
		return ""
	}
	return strings.ToLower(folder)
}

// barred tells the documents that have one of some tags, in whatever spelling.
func barred(never []string, languages []string, main string, toks []tokens) []bool {
	all := make([]bool, len(toks))
	if len(never) == 0 {
		return all
	}
	a := text.NewAnalyzer()
	keys := make(map[string][]string) // by language
	for i := range toks {
		language := cmp.Or(languages[i], main)
		if keys[language] == nil {
			for _, tag := range never {
				_, key := appendTag(a, nil, tag, language)
				keys[language] = append(keys[language], key)
			}
		}
		all[i] = slices.ContainsFunc(toks[i].tags, func(key string) bool { return slices.Contains(keys[language], key) })
	}
	return all
}

// byURL returns the first document with the given address.
func (ids *identities) byURL(url string) (int, bool) {
	if n := ids.urls[CanonicalURL(url)]; n != 0 {
		return int(ids.first[n-1]), true
	}
	return 0, false
}

// titleDay returns a key that is equal for documents with the same title and
// day of publication, "" if either is missing.
func titleDay(d *Document) string {
	if d.Published.IsZero() {
		return ""
	}
	title := strings.Join(strings.Fields(strings.ToLower(d.Title)), " ")
	if title == "" {
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
