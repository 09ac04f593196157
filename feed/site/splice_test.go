package site

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const (
	testList  = `<section class="related not-prose" data-kindred-ignore><h2>Über 漢字</h2><ul><li><a href=/x/>Ein <bdi>Titel</bdi></a><time datetime=2021-02-03>3. Februar</time></ul></section>`
	testStyle = `<style data-kindred-css>.related{color:red}</style>`
)

// FuzzSplice writes a block into a page and takes it out again. Whatever the bytes
// are, a block that is written is found again, changes nothing around it and nothing
// that the page says.
func FuzzSplice(f *testing.F) {
	for _, page := range splicePages {
		f.Add([]byte(page), testList, true)
		f.Add([]byte(strings.ReplaceAll(page, "\n", "\r\n")), BlockComment+"<p>Mehr", false)
		f.Add([]byte("\ufeff"+page), testList, true)
		f.Add(utf16Bytes(page), testList, true)
	}
	f.Add([]byte("\x1b$B<related-articles>\x13\x99</related-articles>\x1b(B"), testList, true) // in another charset without what is in the place
	for _, block := range []string{"", "</related-articles>", "<!-- related:end -->", "<related-articles></related-articles>", "<div>", "</div>", "<script>", "<!--", "<plaintext>", "\x1b$B", "<svg>"} {
		f.Add([]byte(splicePages[0]), BlockComment+block, true)
		f.Add([]byte(splicePages[1]), block, true)
	}
	f.Fuzz(func(t *testing.T, page []byte, list string, styled bool) {
		b := Block{HTML: list}
		if styled {
			b.Style = testStyle
		}
		checkSplice(t, page, b)
	})
}

// The same with pages that nobody would write, of everything that means something.
func TestSpliceTagSoup(t *testing.T) {
	parts := strings.Fields("<html> <head> </head> <body> </body> <title>t</title> <main> </main> <article> </article> <p> <p> </p> <b> </b> <a~href=x> </a> " +
		"<div> </div> <div/> <ul> <li> </ul> <table> <tr> <td> </td> </table> <svg> <g/> <title/> </svg> <foreignObject> <template> </template> <select> </select> " +
		"<script>x</script> <textarea> </textarea> <h1> </h1> </h2> <button> </button> <p~id=here> <img~id=here> <time~datetime=2020-01-02> <br> word é \xe9 < > \n " +
		"<related-articles> <related-articles> </related-articles> </related-articles> <related-articles/> <DIV~data-related-slot> <p~data-related-slot> </DIV> " +
		"<!--~related:start~--> <!--~related:start~--> <!--~related:end~--> <!--~related:end~--> <!--~related:start~inserted~--> <!--~--> " +
		"<related-articles></related-articles> <div~data-related-slot></div> <!--~related:start~--><!--~related:end~--> <p~id=here></p> <!--~related:start~--><p>old</p><!--~related:end~--> " + strings.ReplaceAll(testStyle, " ", "~"))
	random := rand.New(rand.NewPCG(1, 2))
	soup := func(most int) string {
		var b strings.Builder
		for range random.IntN(most) {
			b.WriteString(strings.NewReplacer("~", " ", `\xe9`, "\xe9", `\n`, "\n").Replace(parts[random.IntN(len(parts))]))
		}
		return b.String()
	}
	for range 4_000 {
		b := Block{HTML: testList, Style: testStyle}
		if random.IntN(4) == 0 {
			b = Block{HTML: BlockComment + soup(6)}
		}
		checkSplice(t, []byte(soup(30)), b)
		if t.Failed() {
			break
		}
	}
}

func checkSplice(t *testing.T, page []byte, b Block) {
	checkTokens(t, string(page))
	before := examine(page, "a.html", afterHere)
	if before.Place.Kind == NoPlace {
		if got := before.splice(page, b); !bytes.Equal(got, page) {
			t.Fatalf("a page without a place became %q", got)
		}
		return
	}
	written := before.splice(page, b)
	want := before
	if b.HTML != "" {
		var err error
		if want, err = before.reread(written, b); err != nil {
			if b.HTML == testList {
				t.Errorf("the list is refused in %q", page)
			}
			return
		}
		if told, ok := before.foretell(page, b); ok {
			if diff := cmp.Diff(want, told, cmp.AllowUnexported(facts{}, span{}, place{})); diff != "" {
				t.Errorf("foretold (-read +foretold):\n%s\n%q", diff, page)
			}
		}
	}
	checkSurroundings(t, before, page, written, b)
	again := examine(written, "a.html", afterHere)
	opts := []cmp.Option{cmp.AllowUnexported(facts{}, span{}, place{})}
	if b.HTML == "" {
		opts = append(opts, cmpopts.IgnoreFields(facts{}, "Place", "Ours", "Held", "Styled", "HeadEnd", "Style"))
	}
	if diff := cmp.Diff(want, again, opts...); diff != "" {
		t.Errorf("what the page says changes with the block:\n%s\n%q", diff, page)
	}
	if twice := again.splice(written, b); !bytes.Equal(twice, written) {
		t.Errorf("written again:\n%q\nwant\n%q", twice, written)
	}
	if !isBlock(b.HTML) && !again.Place.Inserted {
		return // it is not known for one by what it begins with
	}
	wasEmpty := before.Place.Start == before.Place.End && before.Style == span{}
	if bare := again.splice(written, Block{}); wasEmpty && !bytes.Equal(bare, page) {
		t.Errorf("with the block taken out:\n%q\nwant\n%q", bare, page)
	}
}

var afterHere, _ = parseSelector("#here, main p")

// checkTokens checks that the elements lie in each other, in the order of the page.
func checkTokens(t *testing.T, src string) {
	o := newOutline(src)
	last := 0
	for i := range o.elements {
		e := &o.elements[i]
		if e.start < last || e.inner <= e.start || e.innerEnd < e.inner || e.end < e.innerEnd || e.end > len(src) || src[e.start] != '<' {
			t.Fatalf("element %d has the offsets %d %d %d %d", i, e.start, e.inner, e.innerEnd, e.end)
		}
		if last = e.start; e.parent >= 0 {
			if up := &o.elements[e.parent]; int(e.parent) >= i || e.start < up.inner || e.end > up.innerEnd {
				t.Fatalf("element %d, %d to %d, is not in its parent, %d to %d", i, e.start, e.end, up.inner, up.innerEnd)
			}
		}
	}
}

// checkSurroundings checks that the page is as it was but for the block.
func checkSurroundings(t *testing.T, f *facts, page, written []byte, b Block) {
	edits := f.edits(b)
	old, now := string(page), string(written)
	if isWide(f.Coding) {
		old, now = decodeUTF16(page, f.Coding), decodeUTF16(written, f.Coding)
	}
	for _, e := range slices.Backward(edits) {
		if f.Coding == codingASCII {
			e.text = references(e.text)
		}
		rest := old[e.End:]
		at := len(now) - len(rest) - len(e.text)
		if at < 0 || now[at:] != e.text+rest {
			t.Fatalf("the page from byte %d on is %q, want %q and %q", at, now[max(at, 0):], e.text, rest)
		}
		old, now = old[:e.Start], now[:at]
	}
	if old != now {
		t.Fatalf("the page begins with %q, want %q", now, old)
	}
}

func utf16Bytes(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

var splicePages = []string{
	"<!doctype html><html lang=de><head><title>Äpfel</title></head>\n<body><main><h1>Äpfel</h1><p>Ein Text.</p><related-articles limit=3></related-articles></main></body></html>",
	"<!doctype html><title>a</title><meta charset=utf-8>\n<article><h1>A</h1><p>Some text. <time datetime=2020-01-02>then</time><a href=b>b</a>\n<!-- related:start --><!-- related:end --></article>",
	"<html><body><p>One<p>Two<div data-related-slot class=x></div><footer>End</footer></body></html>",
	"<body><main><p id=here>Text</p>\n<p>more</p></main>",
	"<p><related-articles></related-articles></p><div><div data-related-slot></div></div>",
	"<head></head><table><tr><td><!-- related:start --><p>old</p><!-- related:end --><tr></table>",
	"<related-articles><p>nothing yet</p></related-articles><!-- related:start inserted --><!-- related:end -->",
	"<svg><title/><related-articles></related-articles></svg><div DATA-RELATED-SLOT></DIV>",
	"caf\xe9 <h1>d\xe9j\xe0 vu</h1><related-articles></related-articles>",
	"<head>" + testStyle + "</head><body><related-articles>" + testList + "</related-articles>",
	"\x1b$B<related-articles></related-articles>\x1b(B",
}
