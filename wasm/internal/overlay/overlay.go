// Package overlay makes the engine that readers download smaller. It writes an
// overlay for go build, in which packages of the standard library and of modules
// are replaced by smaller ones that do the same for the engine, and nothing else:
// most of what they carry serves programs that are not a feed reader in a browser.
//
// An engine built without the overlay gives the same results. So every replacement
// is for one state of the package it replaces, known by the sum of its files. Where
// Go or a module has changed, the original is linked: the engine is larger, and as
// good.
package overlay

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// A replacement is what becomes of one package.
type replacement struct {
	path  string // import path
	sum   string // of the files it was made for
	files func(files) (files, error)
}

// Write writes the overlay for the engine, a package of the module around the folder
// engine, to a file in the folder to, and returns its name. Of each package that was
// left alone, because it is not what its replacement was made for, it says why.
func Write(engine, to string) (file string, left []error, err error) {
	packages, err := list(engine)
	if err != nil {
		return "", nil, err
	}
	o := overlay{folder: to, replace: map[string]string{}}
	for _, r := range replacements {
		p, ok := packages[r.path]
		if !ok {
			continue // nothing in the engine imports it any more
		}
		if err := o.add(&r, p); err != nil {
			left = append(left, fmt.Errorf("%s stays as it is: %w", r.path, err))
		}
	}
	if err := o.addModules(packages); err != nil {
		return "", nil, err
	}
	b, err := json.MarshalIndent(map[string]any{"Replace": o.replace}, "", "\t")
	if err != nil {
		return "", nil, err
	}
	file = filepath.Join(to, "overlay.json")
	return file, left, os.WriteFile(file, b, 0o644)
}

// An overlay is what go build is told to read in place of other files.
type overlay struct {
	folder  string            // where its own files are
	replace map[string]string // by the name of a file, which to read; none if it is empty
}

// add writes the files that replace those of p.
func (o *overlay) add(r *replacement, p *source) error {
	original, err := p.read()
	if err != nil {
		return err
	}
	if sum := original.sum(); sum != r.sum {
		return fmt.Errorf("its files have the sum %s, the replacement was made for %s", sum, r.sum)
	}
	replaced, err := r.files(original)
	if err != nil {
		return err
	}
	p.replaced = true
	for name := range original {
		if replaced[name] == nil {
			o.replace[filepath.Join(p.Dir, name)] = "" // as if deleted
		}
	}
	for name, text := range replaced {
		if bytes.Equal(text, original[name]) {
			continue
		}
		file := filepath.Join(o.folder, filepath.FromSlash(r.path), name)
		if err := o.write(file, text); err != nil {
			return err
		}
		o.replace[filepath.Join(p.Dir, name)] = file
	}
	return nil
}

func (o *overlay) write(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}
