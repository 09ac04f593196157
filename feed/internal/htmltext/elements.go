package htmltext

import "golang.org/x/net/html/atom"

// class says what an element means for the text around it.
type class uint8

const (
	inline  class = iota
	block         // separates words
	heading       // a block whose text is a heading
	drop          // its content is no text of the article
	embed         // dropped as well, and a figure around it is an embed
)

// classes holds every element that is not inline. Fallback content of players
// and embeds ("your browser does not support…") is dropped with them.
var classes = map[atom.Atom]class{
	atom.Script: drop, atom.Style: drop, atom.Nav: drop, atom.Template: drop,
	atom.Noscript: drop, atom.Noembed: drop, atom.Noframes: drop,
	atom.Form: drop, atom.Button: drop, atom.Select: drop, atom.Textarea: drop,
	atom.Datalist: drop, atom.Title: drop, atom.Svg: drop, atom.Canvas: drop,

	atom.Iframe: embed, atom.Video: embed, atom.Audio: embed, atom.Object: embed,
	atom.Embed: embed,

	atom.H1: heading, atom.H2: heading, atom.H3: heading,
	atom.H4: heading, atom.H5: heading, atom.H6: heading,

	atom.Address: block, atom.Article: block, atom.Aside: block, atom.Blockquote: block,
	atom.Body: block, atom.Br: block, atom.Caption: block, atom.Center: block,
	atom.Dd: block, atom.Details: block, atom.Dialog: block, atom.Dir: block,
	atom.Div: block, atom.Dl: block, atom.Dt: block, atom.Fieldset: block,
	atom.Figcaption: block, atom.Figure: block, atom.Footer: block, atom.Header: block,
	atom.Head: block, atom.Hgroup: block, atom.Hr: block, atom.Html: block,
	atom.Legend: block, atom.Li: block, atom.Main: block, atom.Menu: block,
	atom.Ol: block, atom.Optgroup: block, atom.Option: block, atom.P: block,
	atom.Pre: block, atom.Section: block, atom.Summary: block, atom.Table: block,
	atom.Tbody: block, atom.Td: block, atom.Tfoot: block, atom.Th: block,
	atom.Thead: block, atom.Tr: block, atom.Ul: block,
}

// raw reports whether the tokenizer reads the element's content as text up to
// its end tag, whatever stands in it.
func raw(a atom.Atom) bool {
	switch a {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext,
		atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp:
		return true
	}
	return false
}

// unseen reports whether a browser shows nothing at all where the element is,
// so that it does not even separate words.
func unseen(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Datalist:
		return true
	}
	return false
}

// code reports whether the content is never text, even if it has no end.
func code(a atom.Atom) bool { return a == atom.Script || a == atom.Style }
