package site

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"path"
	"strings"
)

// What is written goes into a file with such a name first.
const (
	partPrefix = ".kindred-"
	partSuffix = ".tmp"
)

func isPart(name string) bool {
	return strings.HasPrefix(name, partPrefix) && strings.HasSuffix(name, partSuffix)
}

// replaceFile replaces a file of the folder as a whole, and keeps its permissions: it
// is the old one or the new one, whenever the program ends. It is not forced to the
// disk, which would take longer than all the rest: after a power failure a site is
// built again.
func (s *Site) replaceFile(name string, content []byte) error {
	part, err := s.writePart(name, content)
	if err != nil {
		return err
	}
	return s.put(part, name)
}

// writePart writes what is to replace a file into another one beside it.
func (s *Site) writePart(name string, content []byte) (part string, err error) {
	mode := fs.FileMode(0o644)
	switch info, err := s.root.Lstat(name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", &fs.PathError{Op: "write", Path: name, Err: errors.New("not a regular file")}
	case info.Mode().Perm()&0o222 == 0:
		return "", &fs.PathError{Op: "write", Path: name, Err: errors.New("read-only")}
	default:
		mode = info.Mode().Perm()
	}
	part = path.Join(path.Dir(name), partPrefix+rand.Text()+partSuffix)
	err = s.root.WriteFile(part, content, 0o600)
	if err == nil {
		err = s.root.Chmod(part, mode)
	}
	if err != nil {
		s.root.Remove(part)
		return "", err
	}
	return part, nil
}

// put puts the part in the place of the file.
func (s *Site) put(part, name string) error {
	err := s.root.Rename(part, name)
	if err != nil {
		s.root.Remove(part)
	}
	return err
}

// removeLeftovers removes what a run that was killed has left.
func (s *Site) removeLeftovers() {
	for _, name := range s.leftovers {
		s.root.Remove(name)
	}
	s.leftovers = nil
}
