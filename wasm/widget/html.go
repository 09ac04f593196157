package widget

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"github.com/kindred-go/kindred/related"
)

// HTML returns the block for a list, on one line and without white space between
// elements. It is empty if the list has nothing to show: an item without a title, or
// whose URL is neither http(s) nor relative, is left out. The error is an [ErrOption].
//
// The markup is written here and not by html/template: what that does to an address
// (it encodes every letter that is not ASCII) a browser does not do, and the script's
// block must be the same. What comes from a list goes through [escape], addresses
// through [address] as well.
func HTML(list related.List, o *Options) (template.HTML, error) {
	full, err := o.withDefaults()
	if err != nil {
		return "", err
	}
	items, thumbs := full.items(list)
	if len(items) == 0 {
		return "", nil
	}
	b := make([]byte, 0, 512+640*len(items))
	b = append(b, `<section class="related not-prose"`...)
	b = attribute(b, "data-layout", full.Layout)
	if !thumbs {
		b = attribute(b, "data-thumbs", "none")
	}
	b = attribute(b, "aria-labelledby", full.ID)
	level := strconv.Itoa(full.HeadingLevel)
	b = append(b, ` data-nosnippet data-pagefind-ignore data-kindred-ignore><h`...)
	b = append(append(b, level...), ` class="related-heading"`...)
	b = attribute(b, "id", full.ID)
	b = escape(append(b, '>'), full.Heading)
	b = append(append(append(b, "</h"...), level...), `><ul class="related-list" role="list">`...)
	for i := range items {
		b = full.item(b, &items[i], thumbs)
	}
	return template.HTML(append(b, "</ul></section>"...)), nil
}

// items returns the matches to show, with what is shown of them made clean, and
// whether all of them have a picture.
func (o *Options) items(list related.List) (items []related.Match, thumbs bool) {
	thumbs = o.Thumbnails == "auto"
	for _, m := range list.Related {
		if len(items) == o.Limit {
			break
		}
		m.Title, m.URL = clean(m.Title), address(m.URL)
		if m.Title == "" || m.URL == "" {
			continue
		}
		m.Image = address(m.Image)
		thumbs = thumbs && m.Image != ""
		m.Excerpt = clean(m.Excerpt)
		if o.Excerpt != 0 {
			m.Excerpt = related.Excerpt(m.Excerpt, o.Excerpt)
		}
		m.Language = languageTag(m.Language)
		items = append(items, m)
	}
	return items, thumbs
}

func (o *Options) item(b []byte, m *related.Match, thumb bool) []byte {
	lang := o.Lang
	b = append(b, `<li class="related-item"`...)
	if m.Language != "" {
		lang = m.Language
		b = attribute(b, "lang", lang)
		if d := direction(lang); d != direction(o.Lang) {
			b = attribute(b, "dir", d)
		}
	}
	b = append(b, '>')
	if thumb {
		b = append(b, `<span class="related-thumb"><img`...)
		b = attribute(b, "src", m.Image)
		b = append(b, ` alt="" width="640" height="360" loading="lazy" decoding="async" referrerpolicy="no-referrer-when-downgrade"></span>`...)
	}

	title := "p"
	if o.HeadingLevel < 6 {
		title = "h" + strconv.Itoa(o.HeadingLevel+1)
	}
	b = append(append(append(b, `<div class="related-body"><`...), title...), ` class="related-title"><a class="related-link"`...)
	b = attribute(b, "href", m.URL)
	b = escape(append(b, `><bdi>`...), m.Title)
	b = append(append(append(b, `</bdi></a></`...), title...), '>')

	if m.Excerpt != "" {
		b = escape(append(b, `<p class="related-excerpt"><bdi>`...), m.Excerpt)
		b = append(b, `</bdi></p>`...)
	}
	if o.Date == "auto" && !m.Published.IsZero() {
		day := m.Published.UTC()
		b = append(b, `<p class="related-meta"><time`...)
		b = attribute(b, "datetime", day.Format(time.DateOnly))
		b = escape(append(b, '>'), date(wordsFor(lang, o.Lang), day))
		b = append(b, `</time></p>`...)
	}
	return append(b, `</div></li>`...)
}

// attribute appends an attribute of an element.
func attribute(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(escape(b, value), '"')
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape appends text that is safe between tags and inside double quotes.
func escape(b []byte, s string) []byte {
	return append(b, escaper.Replace(s)...)
}
