package site

import (
	"slices"

	"golang.org/x/net/html/atom"
)

// endTag ends the element that the tag is for, and those in it that are open. One
// that is for none, or for one that it may not end from here, is ignored, as
// browsers do.
func (t *tokenReader) endTag(tag atom.Atom, name string, start int) {
	if t.parent >= 0 && t.elements[t.parent].is&isForeign != 0 {
		for i := len(t.stack) - 1; i >= 0 && t.elements[t.stack[i]].is&isForeign != 0; i-- {
			if t.names[i] == name {
				t.close(i, start)
				return
			}
		}
	}
	switch tag {
	case atom.Body, atom.Html, atom.Br:
		t.bodyStarts(start)
	}
	heading := isAnyHeading(tag) // each ends any other
	for i := len(t.stack) - 1; i >= 0; i-- {
		open := &t.elements[t.stack[i]]
		switch foreign := open.is&isForeign != 0; {
		case !foreign && (t.names[i] == name || heading && isAnyHeading(open.tag)):
			if tag == atom.Head && t.head.end == 0 {
				t.head.end = start
			}
			t.close(i, start)
			return
		case foreign && open.is&isIntegration != 0, !foreign && stopsEnd(open.tag, tag):
			return
		}
	}
}

// close ends the open element at a depth by its end tag, and those in it without.
func (t *tokenReader) close(depth, at int) {
	t.popTo(depth+1, at)
	t.pop(at, t.offset, true)
}

// closeImplied ends the elements that the start of another one ends.
func (t *tokenReader) closeImplied(tag atom.Atom, start int) {
	switch tag {
	case atom.Li:
		t.closeNearest(start, isLoose, atom.Li)
	case atom.Dd, atom.Dt:
		t.closeNearest(start, isLoose, atom.Dd, atom.Dt)
	case atom.A:
		t.closeNearest(start, isSpecial, atom.A)
	case atom.Button:
		t.closeNearest(start, isScope, atom.Button)
	case atom.Option:
		t.closeCurrent(start, atom.Option)
	case atom.Optgroup:
		t.closeCurrent(start, atom.Option, atom.Optgroup)
	case atom.Rp, atom.Rt:
		t.closeCurrent(start, atom.Rb, atom.Rp, atom.Rt)
	case atom.Rb, atom.Rtc:
		t.closeCurrent(start, atom.Rb, atom.Rp, atom.Rt, atom.Rtc)
	case atom.Td, atom.Th:
		t.backToTable(start, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot)
	case atom.Tr:
		t.backToTable(start, atom.Tbody, atom.Thead, atom.Tfoot)
	case atom.Col:
		t.backToTable(start, atom.Colgroup)
	case atom.Caption, atom.Colgroup, atom.Tbody, atom.Thead, atom.Tfoot:
		t.backToTable(start)
	}
	if t.paras > 0 && closesP(tag, t.quirks) {
		t.closeNearest(start, func(open atom.Atom) bool { return isScope(open) || open == atom.Button }, atom.P)
	}
	if isAnyHeading(tag) {
		t.closeCurrent(start, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
	}
}

func isLoose(open atom.Atom) bool {
	return isSpecial(open) && open != atom.Address && open != atom.Div && open != atom.P
}

// closeNearest ends the innermost of the elements that is open and in none that
// stops the search.
func (t *tokenReader) closeNearest(start int, stops func(atom.Atom) bool, tags ...atom.Atom) {
	for i := len(t.stack) - 1; i >= 0; i-- {
		open := &t.elements[t.stack[i]]
		if open.is&isForeign != 0 {
			if open.is&isIntegration != 0 {
				return
			}
			continue
		}
		if slices.Contains(tags, open.tag) {
			t.popTo(i, start)
			return
		}
		if stops(open.tag) {
			return
		}
	}
}

// closeCurrent ends the open elements from the innermost on that are such.
func (t *tokenReader) closeCurrent(start int, tags ...atom.Atom) {
	for t.parent >= 0 && slices.Contains(tags, t.elements[t.parent].tag) {
		t.popTo(len(t.stack)-1, start)
	}
}

// backToTable ends what is open in a table down to one of the parts, or the table.
func (t *tokenReader) backToTable(start int, parts ...atom.Atom) {
	if t.tables == 0 {
		return
	}
	for i := len(t.stack) - 1; i >= 0; i-- {
		switch open := t.elements[t.stack[i]].tag; {
		case open == atom.Table, open == atom.Template, slices.Contains(parts, open):
			t.popTo(i+1, start)
			return
		}
	}
}

// inForeign reports whether what comes is in a drawing or a formula, which have
// rules of their own.
func (t *tokenReader) inForeign() bool {
	return t.parent >= 0 && t.elements[t.parent].is&(isForeign|isIntegration) == isForeign
}

// leaveForeign ends a drawing or formula that has no end tag.
func (t *tokenReader) leaveForeign(at int) {
	for t.inForeign() {
		t.popTo(len(t.stack)-1, at)
	}
}
