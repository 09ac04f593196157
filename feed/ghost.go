package feed

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A ghostExport is the part of a Ghost export that we read. Tables of relations
// are sorted by the rank of what they tell.
type ghostExport struct {
	Posts           json.RawMessage
	Tags, Users     ghostNames
	Tagged, Authors ghostRelations
}

// UnmarshalJSON reads an object.
func (g *ghostExport) UnmarshalJSON(b []byte) error {
	return setFields(b, []field{
		{"posts", &g.Posts}, {"tags", &g.Tags}, {"users", &g.Users},
		{"posts_tags", &g.Tagged}, {"posts_authors", &g.Authors},
	})
}

type ghostPost struct {
	ID, Slug, Canonical, Title, HTML, Plain, Excerpt, Image looseString
	Status, Locale, PublishedAt, UpdatedAt, AuthorID        looseString
}

// UnmarshalJSON reads an object.
func (p *ghostPost) UnmarshalJSON(b []byte) error {
	return setFields(b, []field{
		{"id", &p.ID}, {"slug", &p.Slug}, {"canonical_url", &p.Canonical}, {"title", &p.Title},
		{"html", &p.HTML}, {"plaintext", &p.Plain}, {"custom_excerpt", &p.Excerpt},
		{"feature_image", &p.Image}, {"status", &p.Status}, {"locale", &p.Locale},
		{"published_at", &p.PublishedAt}, {"updated_at", &p.UpdatedAt}, {"author_id", &p.AuthorID},
	})
}

type ghostName struct{ ID, Name looseString }

type ghostNames []ghostName

// UnmarshalJSON reads a list; what is no object has no name.
func (l *ghostNames) UnmarshalJSON(b []byte) error {
	return readList((*[]ghostName)(l), b, func(n *ghostName) []field {
		return []field{{"id", &n.ID}, {"name", &n.Name}}
	})
}

type ghostRelation struct {
	Post, Tag, Author looseString
	Order             looseNumber
}

type ghostRelations []ghostRelation

// UnmarshalJSON reads a list; what is no object relates nothing.
func (l *ghostRelations) UnmarshalJSON(b []byte) error {
	return readList((*[]ghostRelation)(l), b, func(r *ghostRelation) []field {
		return []field{{"post_id", &r.Post}, {"tag_id", &r.Tag}, {"author_id", &r.Author}, {"sort_order", &r.Order}}
	})
}

// readList reads a list of objects.
func readList[E any](list *[]E, b []byte, fields func(*E) []field) error {
	*list = nil
	if b[0] != '[' {
		return nil
	}
	for raw := range elements(b) {
		var e E
		_ = setFields(raw, fields(&e))
		*list = append(*list, e)
	}
	return nil
}

// A looseNumber is a number, or a string that says one; anything else counts as 0.
type looseNumber float64

// UnmarshalJSON never fails.
func (n *looseNumber) UnmarshalJSON(b []byte) error {
	f, _ := strconv.ParseFloat(strings.Trim(string(b), `"`), 64)
	*n = looseNumber(f)
	return nil
}

// A ghostFile is an export, or has a list of one.
type ghostFile struct {
	Data *ghostExport
	DB   json.RawMessage
}

// UnmarshalJSON reads an object.
func (f *ghostFile) UnmarshalJSON(b []byte) error {
	var data json.RawMessage
	err := setFields(b, []field{{"data", &data}, {"db", &f.DB}})
	if len(data) > 0 && data[0] == '{' {
		f.Data = new(ghostExport)
		_ = f.Data.UnmarshalJSON(data)
	}
	return err
}

// readGhost reads a Ghost export. It returns nil if the text is none. What is
// not published is left out. Addresses are relative to the site, which the export
// does not name.
func readGhost(text []byte, maxItems int, w *warnings) (*source, error) {
	var whole, first ghostFile
	_ = json.Unmarshal(text, &whole) // a value of another type costs itself
	g := whole.Data
	if len(whole.DB) > 0 && whole.DB[0] == '[' {
		for db := range elements(whole.DB) {
			_ = first.UnmarshalJSON(db)
			g = first.Data
			break
		}
	}
	if g == nil || len(g.Posts) == 0 || g.Posts[0] != '[' {
		return nil, nil
	}
	users := namesByID(g.Users)
	tags := byPost(g.Tagged, namesByID(g.Tags), func(r *ghostRelation) looseString { return r.Tag })
	authors := byPost(g.Authors, users, func(r *ghostRelation) looseString { return r.Author })
	src := &source{format: "json"}
	for raw := range elements(g.Posts) {
		if maxItems > 0 && src.items == maxItems {
			return nil, fmt.Errorf("%w: more than %d items", ErrTooLarge, maxItems)
		}
		src.items++
		var p ghostPost
		if err := json.Unmarshal(raw, &p); err != nil || raw[0] != '{' {
			w.add(WarnLostItem, src.items-1, "", fmt.Sprintf("left out: a post must be a JSON object, not %.20s", raw))
			continue
		}
		// Ghost writes this for the address of the site.
		local := func(s looseString) string { return strings.ReplaceAll(string(s), "__GHOST_URL__", "") }
		e := entry{
			position:  src.items - 1,
			id:        string(p.ID),
			url:       local(p.Canonical),
			title:     markup{string(p.Title), exact},
			summary:   markup{string(p.Excerpt), exact},
			content:   markup{local(p.HTML), asHTML},
			tags:      tags[p.ID],
			authors:   authors[p.ID],
			language:  string(p.Locale),
			published: []string{string(p.PublishedAt)},
			updated:   []string{string(p.UpdatedAt)},
			images:    []string{local(p.Image)},
		}
		if p.Status != "published" {
			e.kind = cmp.Or(string(p.Status), "unpublished")
		}
		if e.url == "" && p.Slug != "" {
			e.url = "/" + string(p.Slug) + "/"
		}
		if e.content.empty() {
			e.content = markup{string(p.Plain), exact}
		}
		if name := users[p.AuthorID]; e.authors == nil && name != "" {
			e.authors = []string{name}
		}
		// Given once: posts of one ID are one document.
		delete(tags, p.ID)
		delete(authors, p.ID)
		src.entries = append(src.entries, e)
	}
	return src, nil
}

// namesByID returns the names that have an ID.
func namesByID(list []ghostName) map[looseString]string {
	names := map[looseString]string{}
	for _, n := range list {
		if n.ID != "" {
			names[n.ID] = string(n.Name)
		}
	}
	return names
}

// byPost returns the names of a relation by the ID of the post, in their order.
func byPost(relations []ghostRelation, names map[looseString]string, id func(*ghostRelation) looseString) map[looseString][]string {
	slices.SortStableFunc(relations, func(a, b ghostRelation) int { return cmp.Compare(a.Order, b.Order) })
	list := map[looseString][]string{}
	for i := range relations {
		r := &relations[i]
		// The names of tags that readers don't see start with #.
		if name := names[id(r)]; name != "" && name[0] != '#' {
			list[r.Post] = append(list[r.Post], name)
		}
	}
	return list
}
