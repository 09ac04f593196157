package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/kindred-go/kindred/related"
)

// holdsLists reports whether a file's text is JSON, as saved lists are, and not
// TOML, in which [ begins a table's name.
func holdsLists(text []byte) bool {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	if array, ok := bytes.CutPrefix(text, []byte("[")); ok {
		text = bytes.TrimSpace(array)
		return bytes.HasPrefix(text, []byte("{")) || bytes.HasPrefix(text, []byte("]"))
	}
	return bytes.HasPrefix(text, []byte("{"))
}

// parseLists reads the lists that kindred list writes as JSON or NDJSON, and
// kindred query as JSON.
func parseLists(name string, text []byte) ([]related.List, error) {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	lists, err := decodeLists(text)
	if err != nil {
		return nil, fmt.Errorf("%s: number %d: %s; want lists as kindred list --format json writes them", name, len(lists)+1, explainJSONError(err))
	}
	seen := map[string]bool{}
	for i, l := range lists {
		switch {
		case l.ID == "" || l.Related == nil:
			return nil, fmt.Errorf(`%s: number %d is no list, it lacks "id" or "related"; want lists as kindred list --format json writes them`, name, i+1)
		case seen[l.ID]:
			return nil, fmt.Errorf("%s: two lists are for the ID %s; compare one run of kindred list with another", name, l.ID)
		}
		seen[l.ID] = true
	}
	return lists, nil
}

// decodeLists returns the lists up to the end or an error.
func decodeLists(text []byte) ([]related.List, error) {
	var lists []related.List
	decoder := json.NewDecoder(bytes.NewReader(text))
	array := bytes.HasPrefix(text, []byte("["))
	if array {
		decoder.Token()
	}
	for !array || decoder.More() {
		var l related.List
		err := decoder.Decode(&l)
		if !array && errors.Is(err, io.EOF) {
			return lists, nil
		}
		if err != nil {
			return lists, err
		}
		lists = append(lists, l)
	}
	_, err := decoder.Token() // the ]
	return lists, err
}

// explainJSONError puts an error of encoding/json into words that say nothing
// of Go.
func explainJSONError(err error) string {
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrongType):
		return fmt.Sprintf("%q should not be a %s", wrongType.Field, wrongType.Value)
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return "the file ends in the middle"
	}
	return "not valid JSON: " + err.Error()
}
