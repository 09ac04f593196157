package overlay

import (
	"bytes"
	"errors"
)

// smallJSON keeps the scanner of package json, and how it reads strings.
func smallJSON(original files) (files, error) {
	const strings = "// getu4 decodes"
	_, unquote, ok := bytes.Cut(original["decode.go"], []byte(strings))
	if !ok || original["scanner.go"] == nil {
		return nil, errors.New("it has no scanner")
	}
	f, err := embedded("json")
	if err != nil {
		return nil, err
	}
	f["decode.go"] = append(append(f["decode.go"], strings...), unquote...)
	f["scanner.go"] = original["scanner.go"]
	return f, nil
}
