// Command newsroom turns the articles of an invented newspaper, one file each
// in articles/, into the same feed three times: RSS, Atom and JSON Feed.
package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/mail"
	"os"
	"slices"
	"strings"
	"time"
)

//go:generate go run .

const (
	site     = "https://www.tidewater-courier.example/"
	name     = "The Tidewater Courier"
	about    = "News from Brackhaven, Queel, the Tessel valley and the Sarrow Fells"
	language = "en"

	nsAtom  = "http://www.w3.org/2005/Atom"
	nsMedia = "http://search.yahoo.com/mrss/"
)

func main() {
	articles, err := readArticles(os.DirFS("articles"))
	if err != nil {
		log.Fatal(err)
	}
	for file, encode := range feeds {
		data, err := encode(articles)
		if err == nil {
			err = os.WriteFile(file, data, 0o644)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}

// feeds maps the name of each generated file to what makes it.
var feeds = map[string]func([]article) ([]byte, error){"feed.xml": rss, "atom.xml": atom, "feed.json": jsonFeed}

// An article marshals as an item of a JSON Feed.
type article struct {
	ID        string    `json:"id"`
	URL       string    `json:"url"`
	Title     string    `json:"title"`
	Summary   string    `json:"summary"`
	HTML      string    `json:"content_html"`
	Image     string    `json:"image,omitempty"`
	Published time.Time `json:"date_published"`
	Authors   []author  `json:"authors"`
	Tags      []string  `json:"tags,omitempty"`
	Language  string    `json:"language,omitempty"` // empty if it is the paper's
}

type author struct {
	Name string `json:"name" xml:"name"`
}

// readArticles reads every article in dir, newest first.
func readArticles(dir fs.FS) (articles []article, err error) {
	files, _ := fs.Glob(dir, "*.txt") // the pattern is well formed
	if len(files) == 0 {
		return nil, errors.New("no articles here")
	}
	for _, file := range files {
		data, err := fs.ReadFile(dir, file)
		if err != nil {
			return nil, err
		}
		m, err := mail.ReadMessage(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		header := m.Header.Get
		date, err := time.Parse(time.RFC3339, header("Date"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		body, _ := io.ReadAll(m.Body) // from memory
		url := site + header("Section") + "/" + header("Slug")
		articles = append(articles, article{
			ID: url, URL: url, Title: header("Title"), Summary: header("Summary"),
			HTML: strings.TrimSpace(string(body)), Image: header("Image"), Published: date,
			Authors: each(list(header("Author")), func(name string) author { return author{name} }),
			Tags:    list(header("Tags")), Language: header("Language"),
		})
	}
	slices.SortStableFunc(articles, func(a, b article) int { return b.Published.Compare(a.Published) })
	return articles, nil
}

// list splits a header whose items are separated by commas.
func list(s string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(s, ", ", ","), func(r rune) bool { return r == ',' })
}

func each[A, B any](as []A, f func(A) B) (bs []B) {
	for _, a := range as {
		bs = append(bs, f(a))
	}
	return bs
}

func jsonFeed(articles []article) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(struct {
		Version     string    `json:"version"`
		Title       string    `json:"title"`
		Home        string    `json:"home_page_url"`
		Self        string    `json:"feed_url"`
		Description string    `json:"description"`
		Language    string    `json:"language"`
		Items       []article `json:"items"`
	}{"https://jsonfeed.org/version/1.1", name, site, site + "feed.json", about, language, articles})
	return buf.Bytes(), err
}

// The elements that RSS and Atom have in common.
type (
	link struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	picture struct {
		URL    string `xml:"url,attr"`
		Medium string `xml:"medium,attr"`
	}
	content struct {
		Type string `xml:"type,attr,omitempty"` // for Atom only
		HTML string `xml:",cdata"`
	}
)

// element returns nil, which leaves the element out, if it would be empty.
func element[E any](text string, e E) *E {
	if text == "" {
		return nil
	}
	return &e
}

func attrs(pairs ...string) (attrs []xml.Attr) {
	for pair := range slices.Chunk(pairs, 2) {
		attrs = append(attrs, xml.Attr{Name: xml.Name{Local: pair[0]}, Value: pair[1]})
	}
	return attrs
}

func marshalXML(v any) ([]byte, error) {
	data, err := xml.MarshalIndent(v, "", "  ")
	return slices.Concat([]byte(xml.Header), data, []byte("\n")), err
}

func rss(articles []article) ([]byte, error) {
	type item struct {
		Title       string   `xml:"title"`
		Link        string   `xml:"link"`
		ID          string   `xml:"guid"` // a permalink unless told otherwise
		Published   string   `xml:"pubDate"`
		Authors     []string `xml:"dc:creator"`
		Language    string   `xml:"dc:language,omitempty"`
		Tags        []string `xml:"category"`
		Picture     *picture `xml:"media:content"`
		Description string   `xml:"description"`
		Content     *content `xml:"content:encoded"`
	}
	var feed struct {
		XMLName     xml.Name   `xml:"rss"`
		Attrs       []xml.Attr `xml:",any,attr"`
		Title       string     `xml:"channel>title"`
		Link        string     `xml:"channel>link"`
		Description string     `xml:"channel>description"`
		Language    string     `xml:"channel>language"`
		Updated     string     `xml:"channel>lastBuildDate"`
		Self        link       `xml:"channel>atom:link"`
		Items       []item     `xml:"channel>item"`
	}
	feed.Attrs = attrs("version", "2.0", "xmlns:atom", nsAtom, "xmlns:media", nsMedia,
		"xmlns:content", "http://purl.org/rss/1.0/modules/content/", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	feed.Title, feed.Link, feed.Description, feed.Language = name, site, about, language
	feed.Updated, feed.Self = articles[0].Published.Format(time.RFC1123Z), link{"self", "application/rss+xml", site + "feed.xml"}
	feed.Items = each(articles, func(a article) item {
		return item{
			Title: a.Title, Link: a.URL, ID: a.ID, Published: a.Published.Format(time.RFC1123Z),
			Authors:  each(a.Authors, func(a author) string { return a.Name }),
			Language: a.Language, Tags: a.Tags,
			Picture:     element(a.Image, picture{a.Image, "image"}),
			Description: a.Summary, Content: element(a.HTML, content{"", a.HTML}),
		}
	})
	return marshalXML(feed)
}

func atom(articles []article) ([]byte, error) {
	type category struct {
		Term string `xml:"term,attr"`
	}
	type entry struct {
		Language  string     `xml:"xml:lang,attr,omitempty"`
		Title     string     `xml:"title"`
		Link      link       `xml:"link"`
		ID        string     `xml:"id"`
		Published time.Time  `xml:"published"`
		Updated   time.Time  `xml:"updated"`
		Authors   []author   `xml:"author"`
		Tags      []category `xml:"category"`
		Picture   *picture   `xml:"media:content"`
		Summary   string     `xml:"summary"`
		Content   *content   `xml:"content"`
	}
	var feed struct {
		XMLName  xml.Name   `xml:"feed"`
		Attrs    []xml.Attr `xml:",any,attr"`
		Title    string     `xml:"title"`
		Subtitle string     `xml:"subtitle"`
		Links    []link     `xml:"link"`
		ID       string     `xml:"id"`
		Updated  time.Time  `xml:"updated"`
		Entries  []entry    `xml:"entry"`
	}
	feed.Attrs = attrs("xmlns", nsAtom, "xmlns:media", nsMedia, "xml:lang", language)
	feed.Title, feed.Subtitle, feed.ID, feed.Updated = name, about, site, articles[0].Published
	feed.Links = []link{{"alternate", "text/html", site}, {"self", "application/atom+xml", site + "atom.xml"}}
	feed.Entries = each(articles, func(a article) entry {
		return entry{
			Language: a.Language, Title: a.Title, Link: link{"alternate", "text/html", a.URL}, ID: a.ID,
			Published: a.Published, Updated: a.Published, Authors: a.Authors,
			Tags:    each(a.Tags, func(tag string) category { return category{tag} }),
			Picture: element(a.Image, picture{a.Image, "image"}),
			Summary: a.Summary, Content: element(a.HTML, content{"html", a.HTML}),
		}
	})
	return marshalXML(feed)
}
