package related

import "time"

// A List is what a page needs to show a document's related documents.
type List struct {
	ID      string  `json:"id"`
	URL     string  `json:"url,omitempty"`
	Title   string  `json:"title,omitempty"`
	Related []Match `json:"related"` // best first, never nil
}

// A Match is one entry of a list.
type Match struct {
	ID    string `json:"id"`
	URL   string `json:"url,omitempty"`
	Title string `json:"title,omitempty"`
	// Language is a BCP 47 tag, present only where it is known and differs from
	// the language of the document that the list is for.
	Language string `json:"language,omitempty"`
	// Score is from 0 (nothing in common) to 1 (the same text), rounded to
	// four decimals. Scores compare within an index; see the package
	// documentation for the formula.
	Score     float64   `json:"score"`
	Excerpt   string    `json:"excerpt,omitempty"`
	Published time.Time `json:"date_published,omitzero"`
	Image     string    `json:"image,omitempty"`
	Reason    Reason    `json:"reason"`
	// Terms names what the two documents share, strongest first, if
	// [Query.Terms] asks for it.
	Terms []Term `json:"terms,omitempty"`
}

// A Reason says which rule put a match into its list.
type Reason string

const (
	ReasonPin     Reason = "pin"     // an editor pinned it
	ReasonSeries  Reason = "series"  // it is the next or the previous part of a series
	ReasonContent Reason = "content" // the two texts have much in common
	ReasonTag     Reason = "tag"     // it is mostly their tags that the two have in common
	ReasonAuthor  Reason = "author"  // the same author wrote it ([Options.Fill])
	ReasonNewest  Reason = "newest"  // it is new, and nothing better was left ([Options.Fill])
)

// A Term is a word, a pair of words or a tag that two documents share.
type Term struct {
	Term  string `json:"term"`
	Field string `json:"field"` // "word", "phrase" or "tag"
	// Share is the part of the score that the term accounts for, from 0 to 1.
	Share float64 `json:"share"`
}
