package main

import (
	"os"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
)

// buildStyle writes dist/related.css.
func buildStyle() error {
	src, err := os.ReadFile("src/related.css")
	if err != nil {
		return err
	}
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	small, err := m.Bytes("text/css", src)
	if err != nil {
		return err
	}
	return os.WriteFile("dist/related.css", small, 0o644)
}
