package site

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/kindred-go/kindred/feed/internal/date"
)

var publishedNames = []string{
	"article:published_time", "og:article:published_time", "itemprop:datePublished", "date", "dc.date", "dc.date.issued",
	"dcterms.date", "dcterms.created", "pubdate", "publish-date", "publishdate", "parsely-pub-date", "sailthru.date",
	"citation_publication_date", "citation_date", "time:published",
}

// addTimes adds to the head what time elements say in so many words.
func (h *head) addTimes(o *outline) {
	props := o.props
	for _, t := range o.times {
		for len(props) > 0 && props[0].element <= t.element {
			if props[0].element == t.element {
				h.add("itemprop:"+props[0].value, t.value)
			}
			props = props[1:]
		}
		for up := t.element; up >= 0; up = int(o.elements[up].parent) {
			if o.elements[up].is&isPublished != 0 {
				h.add("time:published", t.value)
				break
			}
			if o.elements[up].text > maxDateline {
				break
			}
		}
	}
}

// timeIn returns the first date of the article, or of what comes before it.
func (o *outline) timeIn(a article) string {
	end := len(o.src)
	if len(a.elements) > 0 {
		end = o.elements[a.elements[len(a.elements)-1]].end
	}
	for _, t := range o.times {
		if e := &o.elements[t.element]; e.start < end && !o.within(t.element, func(up *element) bool {
			return up.is&(isUnreadAlways|isChrome) != 0 && up.is&isDateline == 0 || up.tag == atom.Nav || up.tag == atom.Aside
		}) {
			return t.value
		}
	}
	return ""
}

// dateInText returns the first date that stands where sites without time elements
// have it: in an element whose class says so, or beside the title.
func (o *outline) dateInText(h1 int) string {
	for i := range o.elements {
		e := &o.elements[i]
		beside := h1 >= 0 && i > h1 && e.textBefore-o.elements[h1].textBefore-o.elements[h1].text < maxDateline
		if e.text < 6 || e.text > maxDateline || e.is&(isPublished|isDateline) == 0 && e.tag != atom.Time && !beside {
			continue
		}
		if o.within(i, func(up *element) bool {
			return up.is&isUnreadAlways != 0 || up.tag == atom.Nav || up.tag == atom.Aside
		}) {
			continue
		}
		if d := dateIn(o.line(i)); d != "" {
			return d
		}
	}
	return ""
}

// dateIn returns the longest run of words of a line that is a date with a year.
func dateIn(line string) string {
	const longest = 7
	words := strings.Fields(line)
	for i := range words {
		for n := min(longest, len(words)-i); n > 0; n-- {
			s := strings.Trim(strings.Join(words[i:i+n], " "), " ,.;:()[]|·•")
			if hasYear(s) && numbers(s) > 1 {
				if t, ok := date.Parse(s); ok && t.Year() > 1970 {
					return s
				}
			}
		}
	}
	return ""
}

// numbers returns how many numbers a text has: a year alone is no date.
func numbers(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }))
}

// hasYear reports whether a text has four digits beside each other that can be a
// year.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i:i+2] == "19" || s[i:i+2] == "20") && isNumber(s[i:i+4], 4) {
			return true
		}
	}
	return false
}

func firstDate(dates ...string) time.Time {
	t, _ := firstDay(dates...)
	return t
}

// firstDay returns the first date and the day that it is where it was written, which
// in UTC may be the day before or after.
func firstDay(dates ...string) (t, day time.Time) {
	for _, s := range dates {
		t, ok := date.Parse(s)
		if !ok || t.Unix() == 0 {
			continue
		}
		s = strings.TrimSpace(s)
		if day, err := time.Parse(time.DateOnly, s[:min(len(s), len(time.DateOnly))]); err == nil {
			return t, day
		}
		return t, t
	}
	return time.Time{}, time.Time{}
}

// dateInPath returns the date that is a part of the path, as Jekyll's pages have it.
func dateInPath(path string) string {
	parts := strings.Split(path, "/")
	for i := range parts {
		if i+2 < len(parts) && isNumber(parts[i], 4) && isNumber(parts[i+1], 2) && isNumber(parts[i+2], 2) {
			return strings.Join(parts[i:i+3], "-")
		}
		if p := parts[i]; len(p) > 10 && isNumber(p[:4], 4) && p[4] == '-' && isNumber(p[5:7], 2) && p[7] == '-' && isNumber(p[8:10], 2) {
			return p[:10]
		}
	}
	return ""
}

func isNumber(s string, digits int) bool {
	if len(s) != digits {
		return false
	}
	_, err := strconv.ParseUint(s, 10, 32)
	return err == nil
}
