package main

import (
	"bytes"
	"html/template"
	"path"
	"strings"

	"github.com/kindred-go/kindred/related"
	"github.com/kindred-go/kindred/wasm/widget"
)

// An edition is the whole newspaper with its lists made in one of three ways.
type edition struct {
	Name string // its folder
	Way  string // where the lists are, for people
}

var editions = []edition{
	{"built", "in the page"},
	{"json", "JSON beside it"},
	{"feed", "from the feed"},
}

// sections in the order of the front page.
var sections = []string{"region", "world", "business", "technology", "health", "culture", "sport", "opinion"}

// A paper is an edition at its address, which is what its pages are made from.
type paper struct {
	*edition
	*newsroom
	Base     string
	Editions []edition
	Sections []string
}

// A section is a part of the front page.
type section struct {
	Name     string
	Articles []*article
}

// A page is what all pages of a paper have.
type page struct {
	*paper
	Lang    string
	Words   words
	Path    string // in the edition's folder
	Current string // section
}

type frontPage struct {
	page
	Lead *article
	Top  []*article
	Rest []section
}

type articlePage struct {
	page
	Article *article
	Block   template.HTML // the list, in the edition that is built
}

func (s *site) edition(e *edition) error {
	p := &paper{e, s.news, s.base, editions, sections}
	for i := range p.Articles {
		if err := s.article(p, &p.Articles[i]); err != nil {
			return err
		}
	}
	if err := s.page(e.Name, "front.html", p.front()); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := feeds.ExecuteTemplate(&b, "feed.xml", p); err != nil {
		return err
	}
	s.put(e.Name+"/feed.xml", b.Bytes())
	return nil
}

// article puts an article's page, its picture and, in one edition, its list.
func (s *site) article(p *paper, a *article) error {
	folder := path.Join(p.Name, a.Section, a.Slug)
	s.put(path.Join(p.Name, "images", a.Slug+".svg"), picture(a.Section, a.Title))
	page := articlePage{page: p.page(a.Language), Article: a}
	page.Path, page.Current = a.Section+"/"+a.Slug+"/", a.Section
	switch list := p.list(a); p.Name {
	case "built":
		block, err := widget.HTML(list, &widget.Options{Lang: a.Language})
		if err != nil {
			return err
		}
		page.Block = block
	case "json":
		s.put(path.Join(folder, "related.json"), append(list.AppendJSON(nil), '\n'))
	}
	return s.page(folder, "article.html", page)
}

// front puts the newest article that opens with a picture first, and the others
// below, in their sections.
func (p *paper) front() frontPage {
	const top = 4 // articles beside the first
	page := frontPage{page: p.page(british)}
	bySection := map[string][]*article{}
	for i := range p.Articles {
		a := &p.Articles[i]
		switch {
		case page.Lead == nil && a.Illustrated:
			page.Lead = a
		case len(page.Top) < top:
			page.Top = append(page.Top, a)
		default:
			bySection[a.Section] = append(bySection[a.Section], a)
		}
	}
	for _, name := range sections {
		page.Rest = append(page.Rest, section{name, bySection[name]})
	}
	return page
}

func (p *paper) page(language string) page {
	return page{paper: p, Lang: language, Words: wordsOf(language)}
}

// Front reports whether it is the front page.
func (p page) Front() bool { return p.Path == "" }

// A teaser is an article on the front page: "lead", "plain" or a "card".
type teaser struct {
	*paper
	Article *article
	Kind    string
}

// Teaser makes what the template of that name takes.
func (p *paper) Teaser(a *article, kind string) teaser { return teaser{p, a, kind} }

// Home is the address of the front page.
func (p *paper) Home() string { return p.Base + "/" + p.Name + "/" }

// Address is where an article is in this edition.
func (p *paper) Address(a *article) string { return p.Home() + a.Section + "/" + a.Slug + "/" }

// Picture is the address of an article's picture.
func (p *paper) Picture(a *article) string { return p.Home() + "images/" + a.Slug + ".svg" }

// Body is an article with its links led to this edition.
func (p *paper) Body(a *article) template.HTML {
	var pairs []string
	for _, link := range a.Links {
		if to := p.byID(link); to != nil { // an article's ID is its URL
			pairs = append(pairs, `"`+link+`"`, `"`+p.Address(to)+`"`)
		}
	}
	return template.HTML(strings.NewReplacer(pairs...).Replace(string(a.HTML)))
}

// list returns an article's list with the addresses of this edition.
func (p *paper) list(a *article) related.List {
	list := p.Lists[a.ID]
	list.URL = p.Address(a)
	matches := make([]related.Match, len(list.Related))
	for i, m := range list.Related {
		to := p.byID(m.ID)
		m.URL, m.Image = p.Address(to), p.Picture(to)
		matches[i] = m
	}
	list.Related = matches
	return list
}

func (n *newsroom) byID(id string) *article {
	for i := range n.Articles {
		if n.Articles[i].ID == id {
			return &n.Articles[i]
		}
	}
	return nil
}
