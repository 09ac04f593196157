package related

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// excerpt returns the beginning of a document's summary, or else of its content,
// in at most n characters and an ellipsis, cut between words.
func excerpt(d *Document, n int) string {
	if s := Excerpt(d.Summary, n); s != "" {
		return s
	}
	return Excerpt(d.Content, n)
}

// Excerpt returns the beginning of a text in at most n characters, as readers
// count them (grapheme clusters), with white space collapsed. A text that is
// longer is cut between words and ends in an ellipsis, which does not count.
func Excerpt(s string, n int) string {
	if n <= 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(min(len(s), n))
	count, fits, end := 0, 0, 0 // characters; bytes of the first n; bytes up to the last whole word among them
	space := false
	for it := graphemes.FromString(s); count <= n && it.Next(); {
		if strings.TrimSpace(it.Value()) == "" {
			space = true
			continue
		}
		if space && count > 0 {
			b.WriteByte(' ')
			count++
		}
		space = false
		b.WriteString(it.Value())
		if count++; count <= n {
			fits = b.Len()
		}
	}
	s = b.String()
	if fits == len(s) {
		return s
	}
	for it := words.FromString(s); it.Next() && it.End() <= fits; {
		end = it.End()
	}
	if end == 0 {
		end = fits // one word longer than all the room there is
	}
	cut := strings.TrimRight(s[:end], " \t,;:.!?…-–—([{\"'“‘«¿¡、。，；：！？（「『")
	if cut == "" {
		return ""
	}
	return cut + "…"
}
