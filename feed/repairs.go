package feed

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A repair is a kind of mending that makes XML well-formed.
type repair uint8

const (
	repairAround repair = iota
	repairUnescaped
	repairHead
	repairSecond
	repairAfter
	repairCharacter
	repairReference
	repairEscape
	repairEntity
	repairAttribute
	repairUnclosed
	repairStray
	repairCDATA
	repairNamespace
	repairCrowd
	repairBetween
	repairComment
	repairChannel
	repairHidden
	numRepairs
)

// repairTexts tell people of a repair. Those about a whole feed are given once,
// the others with the first item that they were needed in.
var repairTexts = [numRepairs]string{
	repairAround:    "there is something else before the feed, which was ignored",
	repairUnescaped: "the feed stands escaped in an HTML page",
	repairHead:      "the beginning of the feed is missing; its items were read",
	repairSecond:    "another feed follows in the same file; its items were read as well",
	repairAfter:     "an item outside the feed or channel was read as well",
	repairCharacter: "a control character was left out, or replaced by the one that was meant",
	repairReference: "a reference to a character that XML forbids was left out",
	repairEscape:    `a "&" or "<" that should have been escaped was taken as it is`,
	repairEntity:    "an entity of HTML, which XML does not have, was replaced",
	repairAttribute: "an attribute is not well-formed",
	repairUnclosed:  "an element was not closed",
	repairStray:     "an end tag without a start was left out",
	repairCDATA:     "a CDATA section was not closed",
	repairNamespace: "a namespace is not the one that the element belongs to",
	repairCrowd:     "an element was left out: there are more than 5,000 at one place",
	repairBetween:   "text between the items was ignored",
	repairComment:   "a comment, an instruction or a DOCTYPE was not closed",
	repairChannel:   "the channel around the items is missing",
	repairHidden:    "an item stood where none can be found; it was read on its own",
}

// repairs counts what has been mended, and where that was needed first.
type repairs struct {
	count, item [numRepairs]int
	at          int  // the item that is being read; -1 outside of items
	entities    bool // those of HTML count
}

func (r *repairs) note(k repair) {
	if r.count[k]++; r.count[k] == 1 {
		r.item[k] = r.at
	}
}

// warn adds the warnings.
func (r *repairs) warn(w *warnings) {
	for k, n := range r.count {
		if n > 0 {
			w.put(Warning{Kind: WarnRepaired, Item: r.item[k], Text: repairTexts[k], Count: n})
		}
	}
}

// forbidden removes the characters that XML forbids, and replaces control
// characters by what they are in windows-1252. Invalid UTF-8 is the business of
// [decode]. It returns how many there were, and where in the result the first
// was.
func forbidden(b []byte) (clean []byte, count, first int) {
	first = firstForbidden(b)
	if first < 0 {
		return b, 0, 0
	}
	clean = bytes.Map(func(r rune) rune {
		if !isForbidden(r) {
			return r
		}
		count++
		if isC1(r) {
			r = charmap.Windows1252.DecodeByte(byte(r))
		}
		if isForbidden(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, b)
	return clean, count, first
}

// firstForbidden returns where the first such character is, or -1. All of every feed
// goes through it, hence the loop.
func firstForbidden(b []byte) int {
	for i := 0; i < len(b); {
		if ' ' <= b[i] && b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if isForbidden(r) {
			return i
		}
		i += size
	}
	return -1
}

func isForbidden(r rune) bool { return !allowed(r) || isC1(r) }
