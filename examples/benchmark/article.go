package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// An article is a JSON Feed item. Story, which generated articles have, is the
// number of the story that it belongs to, from 1.
type article struct {
	ID        string    `json:"id"`
	URL       string    `json:"url,omitempty"`
	Title     string    `json:"title,omitempty"`
	Summary   string    `json:"summary,omitempty"`
	Text      string    `json:"content_text,omitempty"`
	Tags      []string  `json:"tags,omitempty"`
	Language  string    `json:"language,omitempty"`
	Published time.Time `json:"date_published,omitzero"`
	Story     int       `json:"_story,omitempty"`
}

// all returns everything that is written in the article: what systems that know
// one field only are handed.
func (a *article) all() string {
	return a.Title + "\n" + strings.Join(a.Tags, "\n") + "\n" + a.Summary + "\n" + a.Text
}

// readLines decodes a file with a JSON value a line, at most limit of them if
// that isn't 0.
func readLines[T any](path string, limit int) ([]T, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []T
	decoder := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for limit == 0 || len(all) < limit {
		var one T
		if err := decoder.Decode(&one); err == io.EOF {
			break
		} else if err != nil {
			return nil, fmt.Errorf("%s, value %d: %w", path, len(all)+1, err)
		}
		all = append(all, one)
	}
	return all, nil
}

// writeLines is the reverse of readLines.
func writeLines[T any](path string, all []T) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	encoder := json.NewEncoder(w)
	for i := range all {
		if err := encoder.Encode(all[i]); err != nil {
			f.Close()
			return err
		}
	}
	if err := w.Flush(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
