package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
)

// A jsonItem is an item of JSON Feed 1.1 as it is found in the wild. gofeed's
// JSON parser is not used: it refuses a whole feed for one string where a list
// should be and panics on null items, and JSON Lines needs the item on its own
// anyway.
type jsonItem struct {
	ID            looseString
	URL           looseString
	ExternalURL   looseString
	Title         looseString
	ContentHTML   looseString
	ContentText   looseString
	Summary       looseString
	Image         looseString
	BannerImage   looseString
	DatePublished looseString
	DateModified  looseString
	Language      looseString
	Tags          looseStrings
	Attachments   attachments
	Authors       looseNames
	Author        looseNames // JSON Feed 1.0
	Kindred       extension
}

// UnmarshalJSON reads an object.
func (j *jsonItem) UnmarshalJSON(b []byte) error {
	return setFields(b, []field{
		{"id", &j.ID},
		{"url", &j.URL},
		{"external_url", &j.ExternalURL},
		{"title", &j.Title},
		{"content_html", &j.ContentHTML},
		{"content_text", &j.ContentText},
		{"summary", &j.Summary},
		{"image", &j.Image},
		{"banner_image", &j.BannerImage},
		{"date_published", &j.DatePublished},
		{"date_modified", &j.DateModified},
		{"language", &j.Language},
		{"tags", &j.Tags},
		{"attachments", &j.Attachments},
		{"authors", &j.Authors},
		{"author", &j.Author},
		{"_kindred", &j.Kindred},
	})
}

func (j *jsonItem) entry() entry {
	e := entry{
		id:        string(j.ID),
		guidURL:   string(j.ID),
		url:       string(cmp.Or(j.URL, j.ExternalURL)),
		title:     markup{string(j.Title), exact},
		summary:   markup{string(j.Summary), exact},
		content:   markup{string(j.ContentHTML), asHTML},
		tags:      j.Tags,
		authors:   j.Authors,
		language:  string(j.Language),
		published: []string{string(j.DatePublished)},
		updated:   []string{string(j.DateModified)},
		images:    []string{string(j.Image), string(j.BannerImage)},
		extension: j.Kindred,
	}
	if e.content.empty() {
		e.content = markup{string(j.ContentText), exact}
	}
	if len(e.authors) == 0 {
		e.authors = j.Author
	}
	for _, a := range j.Attachments {
		if isImage(string(a.Type), string(a.URL)) {
			e.images = append(e.images, string(a.URL))
		} else {
			e.media = cmp.Or(e.media, string(a.URL))
		}
	}
	return e
}

// attachments is a list of files; what is none is left out.
type attachments []attachment

type attachment struct{ URL, Type looseString }

// UnmarshalJSON never fails.
func (l *attachments) UnmarshalJSON(b []byte) error {
	*l = nil
	if b[0] != '[' {
		return nil
	}
	for raw := range elements(b) {
		var a attachment
		if setFields(raw, []field{{"url", &a.URL}, {"mime_type", &a.Type}}) == nil {
			*l = append(*l, a)
		}
		if len(*l) == maxListed {
			break
		}
	}
	return nil
}

// decodeItem reads one item.
func decodeItem(raw []byte) (entry, error) {
	var item jsonItem
	if c := bytes.TrimLeft(raw, " \t\r\n"); len(c) == 0 || c[0] != '{' {
		return entry{}, fmt.Errorf("an item must be a JSON object, not %.20s", c)
	}
	if err := json.Unmarshal(raw, &item); err != nil {
		return entry{}, err
	}
	return item.entry(), nil
}

// A looseString is a string; a number or truth value is taken as it is written,
// anything else for an empty string.
type looseString string

// UnmarshalJSON never fails.
func (s *looseString) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		return json.Unmarshal(b, (*string)(s))
	case '{', '[', 'n':
		*s = ""
	default:
		*s = looseString(b)
	}
	return nil
}

// maxListed is how many tags, authors and files of an article are looked at.
const maxListed = 1000

// looseStrings is a list of strings, or one string with commas.
type looseStrings []string

// UnmarshalJSON never fails.
func (l *looseStrings) UnmarshalJSON(b []byte) error {
	*l = nil
	if b[0] != '[' {
		var s looseString
		err := s.UnmarshalJSON(b)
		*l = strings.Split(string(s), ",")
		return err
	}
	for raw := range elements(b) {
		if len(*l) == maxListed {
			break
		}
		var s looseString
		if err := s.UnmarshalJSON(raw); err != nil {
			return err
		}
		*l = append(*l, string(s))
	}
	return nil
}

// looseNames is a list of objects with a name, or of strings, or one of them.
type looseNames []string

// UnmarshalJSON never fails.
func (l *looseNames) UnmarshalJSON(b []byte) error {
	*l = nil
	switch b[0] {
	case '[':
		for raw := range elements(b) {
			var names looseNames
			if len(*l) >= maxListed {
				break
			}
			if raw[0] == '[' {
				continue // no list in a list, so that nesting costs nothing
			}
			if err := names.UnmarshalJSON(raw); err != nil {
				return err
			}
			*l = append(*l, names...)
		}
		return nil
	case '{':
		var name looseString
		err := setFields(b, []field{{"name", &name}})
		*l = looseNames{string(name)}
		return err
	}
	var s looseString
	err := s.UnmarshalJSON(b)
	*l = looseNames{string(s)}
	return err
}
