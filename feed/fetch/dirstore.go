package fetch

import (
	"context"
	"errors"
	"fmt"
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
	tempSlots  = 8         // how many temporary files a key may have
	tempExpiry = time.Hour // after which one belongs to nobody any more
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
	if err := os.MkdirAll(string(d), 0o700); err != nil {
		return err
	}
	name := filepath.Join(string(d), key)
	f, err := tempFile(name)
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
	return os.Rename(f.Name(), name)
}

// tempFile makes a file that nobody else writes. The names are few, so that what
// killed programs left is used again and does not pile up.
func tempFile(name string) (*os.File, error) {
	var err error
	for slot := range tempSlots {
		var f *os.File
		temp := fmt.Sprintf("%s.%d.tmp", name, slot)
		for range 2 {
			f, err = os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
			if err == nil {
				return f, nil
			}
			info, statErr := os.Stat(temp)
			if !errors.Is(err, fs.ErrExist) || statErr != nil || time.Since(info.ModTime()) < tempExpiry {
				break
			}
			os.Remove(temp)
		}
	}
	return nil, err
}
