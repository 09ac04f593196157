package fetch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A DirStore is a [Store] of one file an address in the folder of this name,
// which is made when it is needed. Several programs may use one at once, and any
// of them may be killed at any point. Files may be deleted at any time.
type DirStore string

const (
	tempFolder = "tmp"     // in the store, for what is being written
	tempExpiry = time.Hour // after which a file there belongs to nobody any more
)

// Load reads the key's file.
func (d DirStore) Load(_ context.Context, key string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(string(d), key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return b, err
}

// Save replaces the key's file as a whole. Only the user may read it: a feed may
// be private.
func (d DirStore) Save(_ context.Context, key string, value []byte) (err error) {
	// In the same file system, or the file could not just be given its name.
	temp := filepath.Join(string(d), tempFolder)
	for _, folder := range []string{string(d), temp} { // the first is an error if it has no name
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
	}
	removeExpired(temp)
	f, err := os.CreateTemp(temp, key)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err := f.Write(value); err != nil {
		return err
	}
	// Or the new name could outlive a crash of the machine, and the content not.
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(string(d), key))
}

// removeExpired removes what killed programs left. It does not matter who does
// it, nor whether it can be done: then there is only more.
func removeExpired(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > tempExpiry {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
