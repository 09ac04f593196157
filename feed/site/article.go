package site

import (
	"net/url"
	"sort"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/kindred-go/kindred/feed/internal/htmltext"
)

// A span is a part of a page's bytes.
type span struct{ Start, End int }

// An article is the part of a page that holds its text.
type article struct {
	elements []int  // those that hold it; none where readability found it
	html     string // what of it is to be read
}

// Below these a part of an article is taken for something else: in bytes of text.
const (
	maxDateline = 150 // around a date
	maxKicker   = 300 // before the title
)

// article finds the text of the page: what is marked, else what microdata or
// microformats say, else article or main, else what readability finds. h1 is the
// page's title, or -1.
func (o *outline) article(h1 int, base *url.URL) article {
	if marked := o.outermost(isBody); len(marked) > 0 {
		return article{marked, o.cutAll(marked, h1)}
	}
	if bodies := o.outermost(isArticleBody); len(bodies) == 1 {
		return article{bodies, o.cutAll(bodies, h1)}
	}
	if i := o.articleOrMain(); i >= 0 {
		return article{[]int{i}, o.cutAll([]int{i}, h1)}
	}
	return article{html: o.readable(base)}
}

// outermost returns the elements that are so and are in none that is, or that is
// not to be read.
func (o *outline) outermost(what is) (found []int) {
	end := 0
	for i := range o.elements {
		e := &o.elements[i]
		switch {
		case e.start < end:
		case e.is&isIgnored != 0:
			end = e.end
		case e.is&what != 0:
			found = append(found, i)
			end = e.end
		}
	}
	return found
}

// articleOrMain returns the article element with most of the text, else main, or
// -1. A small article element beside much else is a card for another page, unless it
// has the title in it.
func (o *outline) articleOrMain() int {
	best, main, end, titled := -1, -1, 0, 0
	for i := range o.elements {
		e := &o.elements[i]
		switch {
		case e.start < end:
		case e.is&isIgnored != 0:
			end = e.end
		case e.tag == atom.Article:
			if best < 0 || e.text > o.elements[best].text {
				best = i
			}
			if end = e.end; o.has(i, isTitleTag) {
				titled++
			}
		case e.is&isMain != 0 && (main < 0 || e.text > o.elements[main].text):
			main = i
		}
	}
	around := o.text
	if main >= 0 {
		around = o.elements[main].text
	}
	if best >= 0 && (main < 0 || 2*o.elements[best].text >= around || titled == 1 && o.has(best, isTitleTag)) {
		return best
	}
	return main
}

// has reports whether there is such an element in one.
func (o *outline) has(i int, such func(atom.Atom) bool) bool {
	for j := i + 1; j < len(o.elements) && o.elements[j].start < o.elements[i].end; j++ {
		if such(o.elements[j].tag) {
			return true
		}
	}
	return false
}

func isTitleTag(a atom.Atom) bool { return a == atom.H1 }

func (o *outline) cutAll(elements []int, h1 int) string {
	if len(elements) == 1 {
		return o.cut(elements[0], h1)
	}
	var b strings.Builder
	for _, i := range elements {
		b.WriteString(o.cut(i, h1))
		b.WriteByte('\n')
	}
	return b.String()
}

// cut returns what is in an element, without what is not to be read. Of what comes
// with a title, nothing is read: neither the title, which is known, nor names and
// dates around it.
func (o *outline) cut(i, h1 int) string {
	e := &o.elements[i]
	start := e.inner
	if h1 > i && o.elements[h1].end <= e.innerEnd && o.before(i, h1) < maxKicker {
		start = o.elements[h1].end
		for up := int(o.elements[h1].parent); up > i; up = int(o.elements[up].parent) {
			if o.elements[up].tag == atom.Header && 3*o.elements[up].text < e.text {
				start = o.elements[up].end
			}
		}
	}
	var b strings.Builder
	for _, s := range o.unread(i) {
		if s.End <= start {
			continue
		}
		if s.Start > start {
			b.WriteString(o.src[start:s.Start])
			b.WriteByte('\n') // what it parted stays apart
		}
		start = s.End
	}
	if start < e.innerEnd {
		if b.Len() == 0 {
			return o.src[start:e.innerEnd]
		}
		b.WriteString(o.src[start:e.innerEnd])
	}
	return b.String()
}

// before returns how many bytes of text of an element come before one in it.
func (o *outline) before(i, j int) int { return o.elements[j].textBefore - o.elements[i].textBefore }

// unread returns the parts of an element that are not to be read, in order.
func (o *outline) unread(i int) []span {
	within := &o.elements[i]
	datelines := o.datelines(i)
	var spans []span
	end := within.inner
	for j := i + 1; j < len(o.elements) && o.elements[j].start < within.innerEnd; j++ {
		if e := &o.elements[j]; e.start >= end && (o.isUnread(j, within.text) || datelines[j]) {
			spans = append(spans, span{e.start, e.end})
			end = e.end
		}
	}
	pairs := o.pairs()
	from := sort.Search(len(pairs), func(p int) bool { return pairs[p].Start >= within.inner })
	for _, c := range pairs[from:] {
		if c.Start >= within.innerEnd {
			break
		}
		if c.End <= within.innerEnd {
			spans = append(spans, c)
		}
	}
	sort.Slice(spans, func(a, b int) bool { return spans[a].Start < spans[b].Start })
	return spans
}

// isUnread reports whether an element in an article is no part of its text. all is
// how much text the article has: what holds much of it is not left out for a name.
func (o *outline) isUnread(j, all int) bool {
	e := &o.elements[j]
	if e.is&isUnreadAlways != 0 {
		return true
	}
	small := 5*e.text < 2*all || e.text < maxDateline
	switch {
	case !small:
		return false
	case e.is&isChrome != 0, e.tag == atom.Footer:
		return true
	case e.is&isDateline != 0:
		return e.text < 2*maxDateline
	}
	switch e.tag {
	case atom.Aside, atom.Section, atom.Div: // a list of other pages
		return 5*e.linked >= 4*e.text && o.linksIn(j) >= 3
	}
	return false
}

// linksIn returns how many links are in an element.
func (o *outline) linksIn(i int) int {
	from, to := o.linkRange(i)
	return to - from
}

// linkRange returns which of the links are in an element.
func (o *outline) linkRange(i int) (from, to int) {
	from = sort.Search(len(o.links), func(l int) bool { return o.links[l].element > i })
	to = sort.Search(len(o.links), func(l int) bool { return o.elements[o.links[l].element].start >= o.elements[i].end })
	return from, max(from, to)
}

// datelines returns the short blocks near the beginning of an article that have a
// date in them.
func (o *outline) datelines(i int) map[int]bool {
	found := map[int]bool{}
	from := sort.Search(len(o.times), func(t int) bool { return o.times[t].element > i })
	for _, t := range o.times[from:] {
		at := t.element
		if o.elements[at].start >= o.elements[i].innerEnd || o.before(i, at) > 2*maxKicker {
			break
		}
		for up := int(o.elements[at].parent); up > i && o.elements[up].text < maxDateline; up = int(o.elements[up].parent) {
			at = up
		}
		found[at] = true
	}
	return found
}

// readable returns the HTML of what readability takes for the article of a page that
// has neither article nor main.
func (o *outline) readable(base *url.URL) string {
	doc, err := html.Parse(strings.NewReader(o.withoutUnread()))
	if err != nil {
		return ""
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse, parser.DisableJSONLD = maxReadable, true
	found, err := parser.ParseAndMutate(doc, base)
	if err != nil || found.Node == nil {
		return ""
	}
	var b strings.Builder
	if html.Render(&b, found.Node) != nil {
		return ""
	}
	return b.String()
}

// maxReadable is how many elements of a page readability is given; it takes time
// that grows faster than the page.
const maxReadable = 20_000

// withoutUnread returns the page without what is marked as not to be read.
func (o *outline) withoutUnread() string {
	var b strings.Builder
	start := 0
	for i := range o.elements {
		e := &o.elements[i]
		if e.start >= start && (e.is&isUnreadAlways != 0 || e.tag == atom.Nav) {
			b.WriteString(o.src[start:e.start])
			start = e.end
		}
	}
	b.WriteString(o.src[start:])
	return b.String()
}

// line returns the text of an element as one line. A page that wants most of it read
// again and again, since what is wanted lies in each other, gets no more.
func (o *outline) line(i int) string {
	const again, least = 16, 1 << 16
	e := &o.elements[i]
	if e.innerEnd <= e.inner || o.lines > again*len(o.src)+least {
		return ""
	}
	o.lines += e.innerEnd - e.inner
	return strings.TrimSpace(htmltext.Line(o.cut(i, -1)))
}
