package main

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"path"
	"testing/fstest"
	text "text/template"

	"github.com/kindred-go/kindred/wasm/widget"
)

//go:embed pages assets
var sources embed.FS

var (
	pages = template.Must(template.ParseFS(sources, "pages/*.html"))
	feeds = text.Must(text.ParseFS(sources, "pages/*.xml"))
)

// A site is made in memory: what is served and what is written to a folder are the
// same files.
type site struct {
	news  *newsroom
	base  string // before every address
	files fstest.MapFS
}

// build makes all pages. Addresses start with base.
func build(news *newsroom, base string) (fs.FS, error) {
	s := &site{news, base, fstest.MapFS{}}
	if err := s.copy("assets", "assets", sources); err != nil {
		return nil, err
	}
	if err := s.copy("related", ".", widget.Files()); err != nil {
		return nil, err
	}
	for i := range editions {
		if err := s.edition(&editions[i]); err != nil {
			return nil, err
		}
	}
	if err := s.play(); err != nil {
		return nil, err
	}
	if err := s.page("plain", "plain.html", s.base); err != nil {
		return nil, err
	}
	return s.files, s.page(".", "index.html", s.base)
}

func (s *site) put(name string, content []byte) {
	s.files[name] = &fstest.MapFile{Data: content, Mode: 0o644}
}

// copy puts the files of a folder of another file system into a folder of the site.
func (s *site) copy(folder, from string, files fs.FS) error {
	entries, err := fs.ReadDir(files, from)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		content, err := fs.ReadFile(files, path.Join(from, entry.Name()))
		if err != nil {
			return err
		}
		s.put(path.Join(folder, entry.Name()), content)
	}
	return nil
}

// page puts a page into a folder of the site.
func (s *site) page(folder, name string, data any) error {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	s.put(path.Join(folder, "index.html"), b.Bytes())
	return nil
}
