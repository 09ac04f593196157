package feed

import (
	"encoding/json"
	"errors"
	"iter"
	"strings"
)

// Objects are read field by field, and not into structs by package reflect, which
// would be a tenth of the engine that readers of a site download.

// A field is where a field of an object is read into.
type field struct {
	name string
	to   any // what json.Unmarshal reads into
}

var errNoObject = errors.New("it is no object")

// setFields reads the fields of an object. As in package json, upper case in names
// does not matter, null is an object without fields, and a value of the wrong type
// does not keep the others from being read.
func setFields(b []byte, fields []field) (err error) {
	if b[0] != '{' {
		if b[0] == 'n' {
			return nil
		}
		return errNoObject
	}
	for name, value := range members(b) {
		for _, f := range fields {
			if f.name != name && !strings.EqualFold(f.name, name) {
				continue
			}
			if broken := unmarshal(value, f.to); err == nil {
				err = broken
			}
			break
		}
	}
	return err
}

// unmarshal reads a value that is known to be JSON.
func unmarshal(b []byte, to any) error {
	if u, ok := to.(json.Unmarshaler); ok {
		return u.UnmarshalJSON(b)
	}
	return json.Unmarshal(b, to)
}

// members yields the fields of an object that is right.
func members(object []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		var name []byte
		for b := range elements(object) {
			if name == nil {
				name = b
				continue
			}
			var s string
			_ = json.Unmarshal(name, &s) // it is a string, or this was no JSON
			if !yield(s, b) {
				return
			}
			name = nil
		}
	}
}

// elements yields the elements of a list that is right, or the names and values of an
// object in turn.
func elements(list []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := 1; i < len(list)-1; {
			if strings.IndexByte(" \t\r\n,:", list[i]) >= 0 {
				i++
				continue
			}
			n := valueLen(list[i:])
			if !yield(list[i : i+n : i+n]) {
				return
			}
			i += n
		}
	}
}

// valueLen returns the length of the value that a text begins with which is right.
func valueLen(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			for i++; i < len(b) && b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
			if depth < 0 {
				return i
			}
		case ' ', '\t', '\r', '\n', ',', ':':
			if depth == 0 {
				return i
			}
		}
	}
	return len(b)
}
