package main

import (
	"errors"
	"io/fs"
	"os"
)

// readPrevious reads the lists of an earlier run. A file that does not exist is
// an earlier run that was none, so that the first build needs no other command.
func readPrevious(name string) (map[string][]string, error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lists, err := parseLists(name, text)
	if err != nil {
		return nil, err
	}
	previous := make(map[string][]string, len(lists))
	for _, list := range lists {
		for _, m := range list.Related {
			previous[list.ID] = append(previous[list.ID], m.ID)
		}
	}
	return previous, nil
}
