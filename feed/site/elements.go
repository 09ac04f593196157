package site

import "golang.org/x/net/html/atom"

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input,
		atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isSilent reports elements whose text no reader sees.
func isSilent(a atom.Atom) bool {
	switch a {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Textarea, atom.Select:
		return true
	}
	return false
}

// isHeadContent reports what does not end a head that has no end tag.
func isHeadContent(a atom.Atom) bool {
	switch a {
	case atom.Base, atom.Link, atom.Meta, atom.Noscript, atom.Script, atom.Style, atom.Template, atom.Title:
		return true
	}
	return false
}

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5:
		return true
	}
	return false
}

// isSpecial reports elements that the end tags of inline elements do not end, and
// that end a paragraph (HTML, 13.2.4.2).
func isSpecial(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption,
		atom.Center, atom.Dd, atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Html, atom.Iframe, atom.Li, atom.Main,
		atom.Marquee, atom.Menu, atom.Nav, atom.Noscript, atom.Object, atom.Ol, atom.P, atom.Pre,
		atom.Section, atom.Select, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Template,
		atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

func isTablePart(a atom.Atom) bool {
	switch a {
	case atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption:
		return true
	}
	return false
}

// stopsEnd reports whether an end tag does not reach beyond an open element: of an
// inline element it does not leave a block, of a block not the cell of a table.
func stopsEnd(open, tag atom.Atom, special bool) bool {
	switch {
	case !special:
		return isSpecial(open)
	case isTablePart(tag):
		return open == atom.Table || open == atom.Template
	}
	switch open {
	case atom.Td, atom.Th, atom.Table, atom.Caption, atom.Template, atom.Object, atom.Marquee:
		return true
	}
	return false
}

// An implied end is one that a start tag brings about.
type impliedEnd struct {
	closes []atom.Atom
	within func(open atom.Atom) bool // looked for no farther out than in these
}

var (
	closesP    = impliedEnd{[]atom.Atom{atom.P}, isSpecial}
	closesItem = impliedEnd{[]atom.Atom{atom.Li}, notLoose}
	closesTerm = impliedEnd{[]atom.Atom{atom.Dd, atom.Dt}, notLoose}
	closesCell = impliedEnd{[]atom.Atom{atom.Td, atom.Th}, inTable}
	closesRow  = impliedEnd{[]atom.Atom{atom.Tr}, inTable}
	closesBody = impliedEnd{[]atom.Atom{atom.Tbody, atom.Thead, atom.Tfoot}, inTable}
)

func notLoose(open atom.Atom) bool {
	return isSpecial(open) && open != atom.Address && open != atom.Div && open != atom.P
}

func inTable(open atom.Atom) bool { return open == atom.Table || open == atom.Template }

// impliedBy returns what the start of an element ends, nil for nothing.
func impliedBy(a atom.Atom) *impliedEnd {
	switch a {
	case atom.Li:
		return &closesItem
	case atom.Dd, atom.Dt:
		return &closesTerm
	case atom.Td, atom.Th:
		return &closesCell
	case atom.Tr:
		return &closesRow
	case atom.Tbody, atom.Tfoot:
		return &closesBody
	case atom.Hr:
		return &closesP
	case atom.Button, atom.Caption, atom.Head, atom.Html, atom.Body, atom.Iframe, atom.Marquee, atom.Noscript,
		atom.Object, atom.Select, atom.Template, atom.Thead:
		return nil
	}
	if isSpecial(a) {
		return &closesP
	}
	return nil
}
