package widget

import (
	"errors"
	"strconv"
	"strings"
)

// ErrOption says that one of the [Options] makes no sense.
var ErrOption = errors.New("option makes no sense")

// An optionError says which option makes no sense, and why.
type optionError string

func (e optionError) Error() string        { return "widget: Options." + string(e) }
func (e optionError) Is(target error) bool { return target == ErrOption }

// Options say how a block looks. A nil *Options and the zero value of every field
// mean the default. In JSON the names are those of the attributes of the element
// related-articles.
type Options struct {
	// Lang is the BCP 47 tag of the page's language: it chooses the heading, how
	// dates are written, and which direction is the page's own. "" means English.
	Lang string `json:"lang,omitempty"`
	// Layout is "grid", cards beside each other where there is room, or "list", one
	// card a line; "" means grid.
	Layout string `json:"layout,omitempty"`
	// Heading replaces the heading of the page's language.
	Heading string `json:"heading,omitempty"`
	// HeadingLevel is from 1 to 6; 0 means 2.
	HeadingLevel int `json:"heading-level,omitempty"`
	// Thumbnails is "auto", shown if every item has one, or "none"; "" means auto.
	Thumbnails string `json:"thumbnails,omitempty"`
	// Date is "auto", shown where an item has one, or "none"; "" means auto.
	Date string `json:"date,omitempty"`
	// Excerpt is the greatest length of an excerpt in characters. 0 means as long
	// as the list has it, a negative number no excerpt.
	Excerpt int `json:"excerpt,omitempty"`
	// Limit is the most items shown; 0 means 4.
	Limit int `json:"limit,omitempty"`
	// ID is the id of the heading, by which the block is named; "" means
	// "related-1". Several blocks on one page need several.
	ID string `json:"id,omitempty"`
	// ImageSize returns the width and height in pixels of a picture, 0 if it is not
	// known: then the size is that of most cards. nil knows none.
	ImageSize func(url string) (width, height int) `json:"-"`
}

// withDefaults returns the options with no zero value left in them but those that
// depend on the list, or says which one makes no sense.
func (o *Options) withDefaults() (Options, error) {
	var full Options
	if o != nil {
		full = *o
	}
	setDefault(&full.Layout, "grid")
	setDefault(&full.HeadingLevel, 2)
	setDefault(&full.Thumbnails, "auto")
	setDefault(&full.Date, "auto")
	setDefault(&full.Limit, 4)
	setDefault(&full.ID, "related-1")
	if full.Heading = clean(full.Heading); full.Heading == "" {
		full.Heading = Heading(full.Lang)
	}
	return full, full.check()
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

func (o *Options) check() error {
	switch {
	case o.Layout != "grid" && o.Layout != "list":
		return optionError("Layout is " + strconv.Quote(o.Layout) + ", want grid or list")
	case o.HeadingLevel < 1 || o.HeadingLevel > 6:
		return optionError("HeadingLevel is " + strconv.Itoa(o.HeadingLevel) + ", want 1 to 6")
	case o.Thumbnails != "auto" && o.Thumbnails != "none":
		return optionError("Thumbnails is " + strconv.Quote(o.Thumbnails) + ", want auto or none")
	case o.Date != "auto" && o.Date != "none":
		return optionError("Date is " + strconv.Quote(o.Date) + ", want auto or none")
	case o.Limit < 0:
		return optionError("Limit is negative")
	case strings.ContainsFunc(o.ID, isSpace):
		return optionError("ID has white space in it, which no id can have")
	}
	return nil
}
