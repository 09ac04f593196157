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
	Posts   json.RawMessage `json:"posts"`
	Tags    []ghostName     `json:"tags"`
	Users   []ghostName     `json:"users"`
	Tagged  []ghostRelation `json:"posts_tags"`
	Authors []ghostRelation `json:"posts_authors"`
}

type ghostPost struct {
	ID          looseString `json:"id"`
	Slug        looseString `json:"slug"`
	Canonical   looseString `json:"canonical_url"`
	Title       looseString `json:"title"`
	HTML        looseString `json:"html"`
	Plain       looseString `json:"plaintext"`
	Excerpt     looseString `json:"custom_excerpt"`
	Image       looseString `json:"feature_image"`
	Status      looseString `json:"status"`
	Locale      looseString `json:"locale"`
	PublishedAt looseString `json:"published_at"`
	UpdatedAt   looseString `json:"updated_at"`
	AuthorID    looseString `json:"author_id"`
}

type ghostName struct {
	ID   looseString `json:"id"`
	Name looseString `json:"name"`
}

type ghostRelation struct {
	Post   looseString `json:"post_id"`
	Tag    looseString `json:"tag_id"`
	Author looseString `json:"author_id"`
	Order  looseNumber `json:"sort_order"`
}

// A looseNumber is a number, or a string that says one; anything else counts as 0.
type looseNumber float64

// UnmarshalJSON never fails.
func (n *looseNumber) UnmarshalJSON(b []byte) error {
	f, _ := strconv.ParseFloat(strings.Trim(string(b), `"`), 64)
	*n = looseNumber(f)
	return nil
}

// readGhost reads a Ghost export. It returns nil if the text is none. What is
// not published is left out. Addresses are relative to the site, which the export
// does not name.
func readGhost(text []byte, maxItems int, w *warnings) (*source, error) {
	type data struct {
		Data *ghostExport `json:"data"`
	}
	var file struct {
		data
		DB []data `json:"db"`
	}
	_ = json.Unmarshal(text, &file) // a value of another type costs itself
	if len(file.DB) > 0 {
		file.data = file.DB[0]
	}
	g := file.Data
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
