package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// readFile opens a file and hands it to a reader of its format.
func readFile[T any](name string, read func(io.Reader) (T, error)) (T, error) {
	f, err := os.Open(name)
	if err != nil {
		var none T
		return none, err
	}
	defer f.Close()
	result, err := read(f)
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return result, err
}

// write writes what a command made to the named file, or to standard output if
// there is no name.
func (p *program) write(name string, out []byte) error {
	return p.writeWith(name, func(w io.Writer) error {
		_, err := w.Write(out)
		return err
	})
}

// writeWith is write for what is made while it is written.
func (p *program) writeWith(name string, write func(io.Writer) error) error {
	if name != "" {
		return writeFileWith(name, write)
	}
	return write(p.stdout)
}

// writeFile replaces a file as a whole: whoever reads it sees the old content
// or the new, whatever happens. A file that is there keeps its permissions,
// and what is no regular file, such as /dev/stdout, is written to.
func writeFile(name string, content []byte) error {
	return writeFileWith(name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// writeFileWith is writeFile for what is made while it is written.
func writeFileWith(name string, write func(io.Writer) error) (err error) {
	mode := fs.FileMode(0o644)
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		name = resolved // a link stays a link
	}
	if info, err := os.Stat(name); err == nil {
		if info.IsDir() {
			return fmt.Errorf("can't write %s: it is a folder", name)
		}
		if !info.Mode().IsRegular() {
			return writeInto(name, write)
		}
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("can't write %s: %w", name, errors.Unwrap(err))
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("can't write %s: %w", name, err)
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// writeInto writes to what is no regular file.
func writeInto(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// cancellable reads from r until the context is done, even while a read waits
// for somebody to type.
func cancellable(ctx context.Context, r io.Reader) io.Reader {
	return &cancellableReader{ctx: ctx, r: r, done: make(chan readResult, 1)}
}

type cancellableReader struct {
	ctx  context.Context
	r    io.Reader
	buf  []byte
	rest []byte
	err  error
	done chan readResult
}

type readResult struct {
	n   int
	err error
}

func (c *cancellableReader) Read(p []byte) (int, error) {
	if len(c.rest) == 0 {
		if err := c.ctx.Err(); err != nil {
			return 0, err
		}
		if c.err != nil {
			return 0, c.err
		}
		if c.buf == nil {
			c.buf = make([]byte, 256<<10)
		}
		// The read fills a buffer of its own: one that is given up on may
		// still write into it.
		go func() {
			n, err := c.r.Read(c.buf)
			c.done <- readResult{n, err}
		}()
		select {
		case <-c.ctx.Done():
			return 0, c.ctx.Err()
		case result := <-c.done:
			c.rest, c.err = c.buf[:result.n], result.err
		}
		if len(c.rest) == 0 {
			return 0, c.err
		}
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}
