// Package widget writes the block that a reader sees: "More like this", a short list
// of cards under an article.
//
//	block, err := widget.HTML(list, &widget.Options{Lang: "de"})
//
// [HTML] turns a [related.List] into markup that needs no script, and [CSS] is the
// stylesheet for it. The script in src renders the same elements in the browser:
// the files in testdata/blocks hold the two together.
//
// # Markup
//
// The root is a section of class related, named by its heading; in it is a list of
// class related-list, whose data-items is the number of its items. An item has a picture
// (related-thumb), only if every item of the block has one, and a body (related-body):
// the title, whose link the whole card follows (related-title, related-link), the
// excerpt (related-excerpt) and the date (related-meta). data-layout on the root is grid
// or list, and data-thumbs is none where there are no pictures. Search engines, Pagefind
// and Kindred itself leave the block out of the page's text.
//
// The root has neither lang nor dir: it stands in the page and inherits both. An item
// in another language than the article has its own lang, its own dir where that is
// another direction, and its date in its own language.
//
// Titles are one level below the heading. Below a heading of level 6, where HTML has
// no more, they are paragraphs.
//
// # Looks
//
// The block has the page's font and colours, dark mode included: all its colours are
// shares of the text's own. Every rule is in :where(), so any rule of the site wins.
// These custom properties, set on .related or anything around it, change the rest:
//
//	--related-gap           between cards: 1.5em
//	--related-min-column    least width of a column of the grid: 12.5em
//	--related-ratio         width to height of a picture: 16/9
//	--related-row-ratio     the same on phones, where it stands beside the text: 1
//	--related-radius        of a picture's corners: .375em
//	--related-space         above the block: 3em
//	--related-title-size    1.0625em
//	--related-title-weight  600
//	--related-muted         colour of excerpt and date: 80% of the text's
//	--related-line          colour of lines: 18% of the text's
//	--related-tint          colour behind pictures: 9%
//	--related-accent        colour of the focus ring and of a title under the pointer:
//	                        the text's
package widget

//go:generate go run ./internal/build
