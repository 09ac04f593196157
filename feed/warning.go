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

// String returns the warning as a line of text.
func (w Warning) String() string {
	s := w.Text
	if w.Item >= 0 {
		s = "item " + strconv.Itoa(w.Item) + ": " + s
		if w.ID != "" {
			s = "item " + strconv.Itoa(w.Item) + " (" + w.ID + "): " + w.Text
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
	WarnRepaired    WarningKind = "repaired"     // XML that is not well-formed was mended
	WarnTruncated   WarningKind = "truncated"    // the input ends in the middle
	WarnParser      WarningKind = "parser"       // the parser gave up on the whole; the items were read one by one
	WarnLostItem    WarningKind = "lost-item"    // an item could not be read
	WarnEmptyItem   WarningKind = "empty-item"   // an item with nothing in it was left out
	WarnLeftOut     WarningKind = "left-out"     // items that are no articles: attachments, menus, comments
	WarnDuplicateID WarningKind = "duplicate-id" // two items with the same ID count as one
	WarnDuplicate   WarningKind = "duplicate"    // the same article in two feeds counts once
	WarnMadeID      WarningKind = "made-id"      // an item without ID and URL got an ID made from its text
	WarnRelativeURL WarningKind = "relative-url" // an item's URL is relative, and it is not known to what
	WarnBadDate     WarningKind = "bad-date"     // a date could not be read
	WarnBadLine     WarningKind = "bad-line"     // a line of JSON Lines could not be read
)

// warnings collects what goes into Feed.Warnings.
type warnings struct {
	list []Warning
	at   map[WarningKind]int // where a kind that is counted stands in list
}

// add notes a warning of its own.
func (w *warnings) add(kind WarningKind, item int, id, text string) {
	w.list = append(w.list, Warning{Kind: kind, Item: item, ID: id, Text: text, Count: 1})
}

// count notes a warning that is given once, with the number of times.
func (w *warnings) count(kind WarningKind, item int, id, text string) {
	if i, ok := w.at[kind]; ok {
		w.list[i].Count++
		return
	}
	if w.at == nil {
		w.at = map[WarningKind]int{}
	}
	w.at[kind] = len(w.list)
	w.add(kind, item, id, text)
}
