package site

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path"
	"strings"
)

// What is written goes into a file with such a name first.
const (
	partPrefix = ".kindred-"
	partSuffix = ".tmp"
)

// maxPage is how large a page may be.
const maxPage = 64 << 20

func isPart(name string) bool {
	return strings.HasPrefix(name, partPrefix) && strings.HasSuffix(name, partSuffix)
}

// replaceFile replaces a file of the folder as a whole, and keeps its permissions: it
// is the old one or the new one, whenever the program ends. It is not forced to the
// disk, which would take longer than all the rest: after a power failure a site is
// built again.
func (s *Site) replaceFile(name string, content []byte) error {
	p, err := s.newPart(name, content)
	if err != nil {
		return err
	}
	return p.put()
}

// A part is a file beside the one that it is to replace.
type part struct {
	folder     *os.Root
	name, file string
}

// newPart writes what is to replace a file.
func (s *Site) newPart(name string, content []byte) (p *part, err error) {
	folder, err := s.root.OpenRoot(path.Dir(name))
	if err != nil {
		return nil, err
	}
	p = &part{folder, partPrefix + rand.Text() + partSuffix, path.Base(name)}
	if err := p.write(content); err != nil {
		folder.Close()
		return nil, err
	}
	return p, nil
}

func (p *part) write(content []byte) error {
	info, err := p.folder.Lstat(p.file)
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("not a regular file")
	case info.Mode().Perm()&0o222 == 0:
		return errors.New("it is read-only")
	}
	f, err := p.folder.OpenFile(p.name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		keepOwner(f, info)
		err = f.Chmod(info.Mode().Perm())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		p.folder.Remove(p.name)
	}
	return err
}

// put puts the part in the place of the file.
func (p *part) put() error {
	defer p.folder.Close()
	err := p.folder.Rename(p.name, p.file)
	if err != nil {
		p.folder.Remove(p.name)
	}
	return err
}

// readFile reads a page.
func (s *Site) readFile(name string) ([]byte, error) {
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.Size() > maxPage:
		return nil, errors.New("larger than 64 MiB, which is no page")
	}
	content := make([]byte, info.Size())
	n, err := io.ReadFull(f, content)
	if err == io.ErrUnexpectedEOF {
		err = nil // it has become shorter, which its hash will tell
	}
	return content[:n], err
}

// removeLeftovers removes what a run that was killed has left.
func (s *Site) removeLeftovers() {
	for _, name := range s.leftovers {
		s.root.Remove(name)
	}
	s.leftovers = nil
}
