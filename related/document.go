package related

import "time"

// A Document is one article. Only ID is required, and it must be unique within
// an index; every other field that is known makes the lists better. Text fields
// hold plain text: package feed turns feeds and HTML into documents.
//
// An index keeps the documents it was made from, so neither they nor the slices
// in them, nor the one that held them, may be changed afterwards.
type Document struct {
	ID  string // identifies the document in queries and lists
	URL string // canonical address; two documents with the same one are the same article

	Title    string
	Summary  string   // standfirst, description or excerpt
	Content  string   // the text of the article
	Headings []string // headings inside Content

	Tags    []string // tags, categories, keywords; order does not matter
	Authors []string
	Section string // the site's section: "world", "sport"; if empty, the first folder of URL
	Series  string // the name of the series that the document is a part of

	// Language is a BCP 47 tag such as "en" or "pt-BR". If it is empty, the
	// language is detected from the text where that is safe.
	Language string

	Published time.Time
	Updated   time.Time
	Image     string // URL of a picture that stands for the document

	Links []string // URLs that the content links to

	// Pins are IDs or URLs of documents that an editor wants in this
	// document's list, in this order, ahead of everything else.
	Pins []string
	// Boost multiplies the document's scores in other documents' lists, from
	// 0.1 to 10; 0 means 1. A hint of a nudge (1.2) is mostly enough.
	Boost float64
	// Hidden keeps the document out of every list: a draft, or an article
	// that an editor does not want shown. It still has a list of its own.
	Hidden bool
}
