package main

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/kindred-go/kindred/related"
)

// byName returns the document that a user names by its ID or its URL.
func (c *collection) byName(name string) (*related.Document, error) {
	if d, err := c.byID(name); err == nil {
		return d, nil
	}
	if d, err := c.byURL(name); d != nil || isAmbiguous(err) {
		return d, err
	}
	return nil, fmt.Errorf("no article has the ID or URL %s%s", name, didYouMean(name, "", append(c.ids(), c.urls()...)))
}

func (c *collection) byID(id string) (*related.Document, error) {
	if d, ok := c.index.Document(id); ok {
		return d, nil
	}
	return nil, fmt.Errorf("no article has the ID %s%s", id, didYouMean(id, "", c.ids()))
}

// byURL returns the document with the URL, or the only one whose URL differs
// from it in nothing but what seldom matters, such as a final slash.
func (c *collection) byURL(address string) (*related.Document, error) {
	var alike []*related.Document
	for i := range c.docs {
		d := &c.docs[i]
		if d.URL == address {
			return d, nil
		}
		if bare := bareAddress(d.URL); bare != "" && bare == bareAddress(address) {
			alike = append(alike, d)
		}
	}
	switch len(alike) {
	case 0:
		return nil, fmt.Errorf("no article has the URL %s%s", address, didYouMean(address, "", c.urls()))
	case 1:
		return alike[0], nil
	}
	return nil, &ambiguousError{address, alike[0].URL, alike[1].URL}
}

// An ambiguousError says that a name fits more than one document.
type ambiguousError struct{ name, one, other string }

func (e *ambiguousError) Error() string {
	return fmt.Sprintf("%s could be %s or %s", e.name, e.one, e.other)
}

func isAmbiguous(err error) bool {
	_, ok := err.(*ambiguousError)
	return ok
}

func (c *collection) ids() []string {
	ids := make([]string, len(c.docs))
	for i := range c.docs {
		ids[i] = c.docs[i].ID
	}
	return ids
}

func (c *collection) urls() []string {
	var urls []string
	for i := range c.docs {
		if c.docs[i].URL != "" {
			urls = append(urls, c.docs[i].URL)
		}
	}
	return urls
}

// bareAddress is a web address without scheme, www, fragment and final slash,
// or "" if it isn't one.
func bareAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	bare := strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		bare += "?" + u.RawQuery
	}
	return bare
}
