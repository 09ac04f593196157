package feed

import (
	"fmt"
	"strconv"
)

// A Warning tells of something that was repaired, guessed or left out.
type Warning struct {
	Kind  WarningKind
	Item  int    // position of the item in the feed, from 0; -1 if it is about the feed
	ID    string // the item's ID where known
	Text  string // what happened, for people
	Count int    // how many times, at least 1; Item and ID are those of the first
}

// String returns the warning as a line of text. In it the first item is item 1.
func (w Warning) String() string {
	s := w.Text
	if w.Item >= 0 {
		s = "item " + strconv.Itoa(w.Item+1) + ": " + s
		if w.ID != "" {
			s = "item " + strconv.Itoa(w.Item+1) + " (" + w.ID + "): " + w.Text
		}
	}
	if w.Count > 1 {
		s += fmt.Sprintf(" (%d times)", w.Count)
	}
	return s
}

// A WarningKind says what a [Warning] is about.
type WarningKind string

// The kinds of warnings.
const (
	WarnCharset     WarningKind = "charset"      // the text was not UTF-8 and has been converted
	WarnRepaired    WarningKind = "repaired"     // XML or JSON that is not well-formed was mended
	WarnTruncated   WarningKind = "truncated"    // the input ends in the middle
	WarnParser      WarningKind = "parser"       // the parser gave up on the whole; the items were read one by one
	WarnLostItem    WarningKind = "lost-item"    // an item could not be read
	WarnEmptyItem   WarningKind = "empty-item"   // an item with nothing in it was left out
	WarnLeftOut     WarningKind = "left-out"     // what is no published article: drafts, attachments, menus, comments
	WarnDuplicateID WarningKind = "duplicate-id" // two items with the same ID count as one
	WarnDuplicate   WarningKind = "duplicate"    // the same article in two feeds counts once
	WarnMadeID      WarningKind = "made-id"      // an item without ID and URL got an ID made from its text
	WarnRelativeURL WarningKind = "relative-url" // an item's URL is relative, and it is not known to what
	WarnBadDate     WarningKind = "bad-date"     // a date could not be read
	WarnLanguage    WarningKind = "language"     // the language that the feed says can't be that of the text
	WarnBadLine     WarningKind = "bad-line"     // a line of JSON Lines could not be read
)

// maxWarnings is how many warnings of a kind are listed. The rest are counted:
// a hostile feed can have more of them than bytes to tell them in.
const maxWarnings = 100

// warnings collects what goes into Feed.Warnings.
type warnings struct {
	list  []Warning
	kinds map[WarningKind]int // how many of them are listed
	at    map[WarningKind]int // where in list those of a kind are counted
}

// put notes a warning.
func (w *warnings) put(n Warning) {
	if w.kinds == nil {
		w.kinds = map[WarningKind]int{}
	}
	if w.kinds[n.Kind]++; w.kinds[n.Kind] <= maxWarnings {
		w.list = append(w.list, n)
		return
	}
	w.countAs(n)
}

// add notes a warning of its own.
func (w *warnings) add(kind WarningKind, item int, id, text string) {
	w.put(Warning{Kind: kind, Item: item, ID: id, Text: text, Count: 1})
}

// count notes a warning that is given once, with the number of times.
func (w *warnings) count(kind WarningKind, item int, id, text string) {
	w.countAs(Warning{Kind: kind, Item: item, ID: id, Text: text, Count: 1})
}

func (w *warnings) countAs(n Warning) {
	if i, ok := w.at[n.Kind]; ok {
		w.list[i].Count += n.Count
		return
	}
	if w.at == nil {
		w.at = map[WarningKind]int{}
	}
	w.at[n.Kind] = len(w.list)
	w.list = append(w.list, n)
}
