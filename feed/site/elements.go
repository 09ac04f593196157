package site

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr, atom.Image, atom.Img, atom.Input,
		atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isSilent reports elements whose text no reader sees.
func isSilent(a atom.Atom) bool {
	switch a {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Textarea, atom.Select,
		atom.Frameset, atom.Noframes, atom.Noembed, atom.Title:
		return true
	}
	return false
}

// isHeadContent reports what does not end a head that has no end tag.
func isHeadContent(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Head, atom.Base, atom.Link, atom.Meta, atom.Noframes, atom.Noscript, atom.Script, atom.Style,
		atom.Template, atom.Title:
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

func isAnyHeading(a atom.Atom) bool { return isHeading(a) || a == atom.H6 }

// isSpecial reports elements that the end tags of inline elements do not end (HTML,
// 13.2.4.2).
func isSpecial(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Applet, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption,
		atom.Center, atom.Colgroup, atom.Dd, atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4,
		atom.H5, atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Html, atom.Iframe, atom.Li, atom.Listing,
		atom.Main, atom.Marquee, atom.Menu, atom.Nav, atom.Noembed, atom.Noframes, atom.Noscript, atom.Object,
		atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Script, atom.Search, atom.Section, atom.Select, atom.Style, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Template, atom.Textarea, atom.Tfoot, atom.Th, atom.Thead, atom.Title,
		atom.Tr, atom.Ul, atom.Xmp:
		return true
	}
	return false
}

// isScope reports elements that end tags do not reach beyond (13.2.4.2, "scope").
func isScope(a atom.Atom) bool {
	switch a {
	case atom.Applet, atom.Caption, atom.Html, atom.Marquee, atom.Object, atom.Table, atom.Td, atom.Template, atom.Th:
		return true
	}
	return false
}

func isTablePart(a atom.Atom) bool {
	switch a {
	case atom.Caption, atom.Colgroup, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return true
	}
	return false
}

// isTableFrame reports elements of a table that hold other parts of it only.
func isTableFrame(a atom.Atom) bool {
	return isTablePart(a) && a != atom.Caption && a != atom.Td && a != atom.Th
}

// stopsEnd reports whether an end tag does not reach beyond an open element: of an
// inline element it does not leave a block, of a block not the cell of a table.
func stopsEnd(open, tag atom.Atom) bool {
	switch {
	case tag == atom.Template:
		return false
	case isTablePart(tag):
		return open == atom.Table || open == atom.Template || open == atom.Html
	case !isSpecial(tag) && tag != atom.Dialog:
		return isSpecial(open)
	case tag == atom.Li && (open == atom.Ul || open == atom.Ol), tag == atom.P && open == atom.Button:
		return true
	}
	return isScope(open)
}

// closesP reports elements that no paragraph holds. In a page that is written by old
// rules it holds tables.
func closesP(a atom.Atom, quirks bool) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Dd, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Li,
		atom.Listing, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Plaintext, atom.Pre, atom.Search, atom.Section,
		atom.Summary, atom.Ul, atom.Xmp:
		return true
	case atom.Table:
		return !quirks
	}
	return false
}

// isQuirky reports a doctype of the old kind that makes browsers follow old rules.
// Package html knows the many of them.
func isQuirky(doctype string) bool {
	if strings.EqualFold(doctype, "<!doctype html>") {
		return false
	}
	doc, err := html.Parse(strings.NewReader(doctype + "<p><table>"))
	if err != nil {
		return true
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Table {
			return n.Parent.DataAtom == atom.P
		}
	}
	return true
}

// breaksOut holds elements of HTML that end a drawing or formula.
var breaksOut = map[atom.Atom]bool{
	atom.B: true, atom.Big: true, atom.Blockquote: true, atom.Body: true, atom.Br: true, atom.Center: true,
	atom.Code: true, atom.Dd: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Em: true, atom.Embed: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Head: true,
	atom.Hr: true, atom.I: true, atom.Img: true, atom.Li: true, atom.Listing: true, atom.Menu: true,
	atom.Meta: true, atom.Nobr: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Ruby: true, atom.S: true,
	atom.Small: true, atom.Span: true, atom.Strong: true, atom.Strike: true, atom.Sub: true, atom.Sup: true,
	atom.Table: true, atom.Tt: true, atom.U: true, atom.Ul: true, atom.Var: true,
}
