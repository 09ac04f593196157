package overlay

import (
	"bytes"
	"embed"
	"fmt"
	"maps"
	"path"
	"strings"
)

//go:embed replaced
var replaced embed.FS

// whole replaces all files of a package by those in a folder of replaced.
func whole(folder string) func(files) (files, error) {
	return func(files) (files, error) { return embedded(folder) }
}

func embedded(folder string) (files, error) {
	entries, err := replaced.ReadDir(path.Join("replaced", folder))
	if err != nil {
		return nil, err
	}
	f := files{}
	for _, e := range entries {
		if test, _ := path.Match("*_test.go", e.Name()); test || e.IsDir() {
			continue
		}
		text, err := replaced.ReadFile(path.Join("replaced", folder, e.Name()))
		if err != nil {
			return nil, err
		}
		// What is named .txt is no package without the rest of the original.
		f[strings.TrimSuffix(e.Name(), ".txt")] = text
	}
	return f, nil
}

// edited changes a package's own files.
func edited(changes ...change) func(files) (files, error) {
	return func(original files) (files, error) {
		f := maps.Clone(original)
		for _, change := range changes {
			if err := change(f); err != nil {
				return nil, err
			}
		}
		return f, nil
	}
}

// A change fails if the files are not what it was made for.
type change func(files) error

// edit replaces a piece of text that occurs once in a file.
func edit(file, old, by string) change {
	return func(f files) error {
		if n := bytes.Count(f[file], []byte(old)); n != 1 {
			return fmt.Errorf("%s has %q %d times", file, old, n)
		}
		f[file] = bytes.Replace(f[file], []byte(old), []byte(by), 1)
		return nil
	}
}

// cut leaves out what stands from one piece of text to the next other one, or to
// the end of the file if that is empty.
func cut(file, from, until string) change {
	return func(f files) error {
		start := bytes.Index(f[file], []byte(from))
		if start < 0 {
			return fmt.Errorf("%s has no %q", file, from)
		}
		rest := []byte(nil)
		if until != "" {
			n := bytes.Index(f[file][start+len(from):], []byte(until))
			if n < 0 {
				return fmt.Errorf("%s has no %q", file, until)
			}
			rest = f[file][start+len(from)+n:]
		}
		f[file] = append(bytes.Clone(f[file][:start]), rest...)
		return nil
	}
}

// leaveOut leaves out whole files.
func leaveOut(names ...string) change {
	return func(f files) error {
		for _, name := range names {
			if f[name] == nil {
				return fmt.Errorf("there is no %s", name)
			}
			delete(f, name)
		}
		return nil
	}
}

// add adds the files of a folder of replaced, or puts them in the place of those of
// the same names.
func add(folder string) change {
	return func(f files) error {
		added, err := embedded(folder)
		maps.Copy(f, added)
		return err
	}
}
