package site

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// The outline is what offsets come from, the parser's tree what browsers see. On
// pages without mistakes both must say the same of where each element is and where it
// ends; the comments between the tags tell the latter.
func TestOutlineAgreesWithTree(t *testing.T) {
	for seed := range uint64(800) {
		w := pageWriter{random: rand.New(rand.NewPCG(seed, 0))}
		w.page()
		src := w.b.String()
		o := newOutline(src)
		if diff := cmp.Diff(parentsInTree(t, o), parentsInOutline(o)); diff != "" {
			t.Fatalf("seed %d: parents of elements and comments (-tree +outline):\n%s\n%s", seed, diff, src)
		}
	}
}

func parentsInOutline(o *outline) (parents []string) {
	for i := range o.elements {
		parents = append(parents, fmt.Sprintf("%d in %d", i, o.elements[i].parent))
	}
	for _, c := range o.comments {
		parents = append(parents, fmt.Sprintf("comment in %d", c.parent))
	}
	return parents
}

// parentsInTree says the same of the tree. Elements that the parser has added are
// passed over.
func parentsInTree(t *testing.T, o *outline) (parents []string) {
	doc, err := html.Parse(strings.NewReader(o.withNumbers()))
	if err != nil {
		t.Fatal(err)
	}
	in := make([]string, len(o.elements))
	var comments []string
	var walk func(n *html.Node, parent string, hidden bool)
	walk = func(n *html.Node, parent string, hidden bool) {
		switch n.Type {
		case html.CommentNode:
			if n.Data == " related:end " && !hidden {
				comments = append(comments, "comment in "+parent)
			}
		case html.ElementNode:
			hidden = hidden || isSilent(n.DataAtom)
			for _, a := range n.Attr {
				if a.Key == numberAttribute {
					var i int
					fmt.Sscan(a.Val, &i)
					in[i] = a.Val + " in " + parent
					parent = a.Val
				}
			}
		}
		for c := range n.ChildNodes() {
			walk(c, parent, hidden)
		}
	}
	walk(doc, "-1", false)
	return append(in, comments...)
}

// A pageWriter writes pages that have no mistakes: end tags are left out only where
// that is allowed.
type pageWriter struct {
	b       strings.Builder
	random  *rand.Rand
	depth   int
	foreign bool // in a drawing or a formula
}

func (w *pageWriter) chance(n int) bool { return w.random.IntN(n) == 0 }

func (w *pageWriter) pick(words ...string) string { return words[w.random.IntN(len(words))] }

func (w *pageWriter) write(s string) {
	w.b.WriteString(s)
	if w.chance(3) {
		w.b.WriteString("<!-- related:end -->")
	}
}

// tag writes a start tag, in one of the ways that people write them.
func (w *pageWriter) tag(name string) {
	if w.chance(10) {
		name = strings.ToUpper(name)
	}
	w.write("<" + name + w.pick("", "", ` class="a"`, " title=it's", "\r\n\tid = 'x>y'", " hidden", ` data-x="</div>"`) + ">")
}

func (w *pageWriter) end(name string) { w.write("</" + name + w.pick("", "", " ", "\r\n") + ">") }

// element writes an element. An end tag that may be left out is written now and then.
func (w *pageWriter) element(name string, canOmit bool, content func()) {
	w.tag(name)
	content()
	if !canOmit || w.chance(2) {
		w.end(name)
	}
}

func (w *pageWriter) page() {
	w.b.WriteString(w.pick("<!DOCTYPE html>", "<!doctype HTML>\r\n", "",
		`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">`,
		`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">`))
	hasTags := !w.chance(4)
	if hasTags {
		w.b.WriteString("<html lang=en>")
		w.b.WriteString("<head>")
	}
	w.b.WriteString("<meta charset=utf-8><title>a </b> <p></title>")
	w.raw()
	w.b.WriteString("<link rel=x href=y>")
	if hasTags && !w.chance(3) {
		w.b.WriteString("</head>")
	}
	if hasTags {
		w.tag("body")
	}
	w.flow()
	w.flow()
	if hasTags && !w.chance(3) {
		w.end("body")
		w.b.WriteString("</html>")
	}
}

// raw writes an element whose content is no markup.
func (w *pageWriter) raw() {
	w.b.WriteString(w.pick(`<script>if (a<b) x = "</div><related-articles>"</script>`, "<style>a>b{}</style>", "",
		"<script><!-- <script></head></script> --></script>", "<noscript><img src=x></noscript>"))
	if !w.foreign { // package html gives up on a template there
		w.b.WriteString(w.pick("", "<template><div><p></div></template>"))
	}
}

func (w *pageWriter) flow() {
	if w.depth++; w.depth < 8 {
		for range w.random.IntN(4) {
			w.block()
		}
	}
	w.depth--
}

func (w *pageWriter) block() {
	switch w.random.IntN(16) {
	case 0, 1, 2:
		w.element("p", false, w.phrases)
	case 3: // the next block ends the paragraph
		w.element("p", true, w.phrases)
		w.element(w.pick("div", "ul", "section", "p", "dialog", "h2", "pre", "search"), false, w.phrases)
	case 4:
		w.element(w.pick("ul", "ol", "menu"), false, func() {
			for range w.random.IntN(3) {
				w.element("li", true, w.flow)
			}
		})
	case 5:
		w.element("dl", false, func() {
			for range w.random.IntN(3) {
				w.element("dt", true, w.phrases)
				w.element("dd", true, w.flow)
			}
		})
	case 6, 7:
		w.table()
	case 8:
		w.element(w.pick("h1", "h2", "h6"), false, w.phrases)
	case 9:
		w.drawing()
	case 10:
		w.raw()
	case 11:
		w.element("related-articles", false, w.flow)
	default:
		w.element(w.pick("div", "section", "article", "main", "figure", "details", "aside", "x-y", "blockquote", "object", "fieldset"), false, w.flow)
	}
}

func (w *pageWriter) phrases() {
	if w.depth++; w.depth < 8 {
		for range w.random.IntN(4) {
			w.phrase()
		}
	}
	w.depth--
}

func (w *pageWriter) phrase() {
	switch w.random.IntN(12) {
	case 0:
		w.tag(w.pick("br", "img", "input", "wbr"))
	case 1:
		w.b.WriteString(w.pick("<br/>", "<img src=a/>", `<img src="a"/>`))
	case 2:
		w.element("ruby", false, func() {
			w.b.WriteString("漢")
			w.element("rt", true, func() { w.b.WriteString("かん") })
		})
	case 3:
		w.element("select", false, func() {
			for range w.random.IntN(3) {
				w.tag("option")
				w.b.WriteString("one")
			}
		})
	case 4:
		w.drawing()
	case 5:
		w.element("button", false, func() { w.b.WriteString("go") })
	case 6:
		w.b.WriteString("<textarea></p><div></textarea>")
	case 7:
		w.b.WriteString("<a href=/x>link</a>")
	case 8:
		w.element(w.pick("span", "b", "em", "i", "code", "label", "q"), false, func() { w.b.WriteString("in") })
	case 9:
		w.element("span", false, w.phrases)
	default:
		w.b.WriteString(w.pick("text ", "a < b", "&lt;", "\r\n", "é"))
	}
}

func (w *pageWriter) table() {
	rows := func() {
		for range w.random.IntN(3) {
			w.element("tr", true, func() {
				for range w.random.IntN(3) {
					w.element(w.pick("td", "th"), true, w.flow)
				}
			})
		}
	}
	w.element("table", false, func() {
		if w.chance(2) {
			w.element("caption", w.chance(2), w.phrases)
		}
		if w.chance(2) {
			w.b.WriteString("<colgroup><col><col/>" + w.pick("", "</colgroup>"))
		}
		if w.chance(2) {
			w.element("thead", true, rows)
		}
		for range w.random.IntN(3) {
			w.element("tbody", true, rows)
		}
		if w.chance(3) {
			w.element("tfoot", true, rows)
		}
	})
}

func (w *pageWriter) drawing() {
	outer := w.foreign
	w.foreign = true
	defer func() { w.foreign = outer }()
	if w.chance(3) {
		w.element("math", false, func() {
			w.b.WriteString("<mrow><mi>x</mi><mo/><mspace/></mrow>")
			w.element("mtext", false, w.phrases)
		})
		return
	}
	w.element("svg", false, func() {
		w.write(w.pick("<title>a</title>", "<title/>", "<style/>", "<style>a{}</style>", "<![CDATA[</svg>]]>", "<a href=x />", "<script/>"))
		w.b.WriteString("<g><path d='M0'/><text>t</text>")
		w.write("</g>")
		if w.chance(2) {
			w.element("foreignObject", false, w.flow)
		}
	})
}
