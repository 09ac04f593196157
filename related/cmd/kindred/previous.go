package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/kindred-go/kindred/related"
)

// readPrevious reads the lists of an earlier run. A file that does not exist is
// an earlier run that was none, so that the first build needs no other command.
func readPrevious(name string) (map[string][]string, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lists, err := decodeLists(f)
	if err != nil {
		return nil, fmt.Errorf("%s holds no lists, want what kindred list --format json or ndjson writes: %w", name, err)
	}
	previous := make(map[string][]string, len(lists))
	for _, list := range lists {
		for _, m := range list.Related {
			previous[list.ID] = append(previous[list.ID], m.ID)
		}
	}
	return previous, nil
}

// decodeLists reads lists as a JSON array or as JSON Lines.
func decodeLists(r io.Reader) (lists []related.List, err error) {
	in := bufio.NewReader(r)
	decoder := json.NewDecoder(in)
	if start, _ := in.Peek(512); bytes.HasPrefix(bytes.TrimSpace(start), []byte("[")) {
		return lists, decoder.Decode(&lists)
	}
	for {
		var list related.List
		switch err := decoder.Decode(&list); {
		case err == io.EOF:
			return lists, nil
		case err != nil:
			return nil, err
		case list.ID == "":
			return nil, errors.New("an object has no id")
		}
		lists = append(lists, list)
	}
}
