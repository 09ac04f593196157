package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/kindred-go/kindred/related"
)

// An indexCache keeps the index of a site from one build to the next. It is a file that
// may be deleted at any time: it saves the ranking of what has not changed, and changes
// no list.
type indexCache struct {
	name    string              // of the file, "" for none
	key     [sha256.Size]byte   // what the index depends on besides the documents
	earlier chan *related.Index // what was stored, nil if there is none
	done    chan struct{}       // closed when the index has been stored
}

// maxUnstored is how many new articles a stored index may lack.
const maxUnstored = 8

// newIndexCache returns the cache of a site in a folder for caches, and begins to read
// it.
func newIndexCache(folder, site string, o *related.Options) *indexCache {
	c := &indexCache{earlier: make(chan *related.Index, 1)}
	absolute, err := filepath.Abs(site)
	program, ok := thisProgram()
	if folder == "" || err != nil || !ok || o.Previous != nil {
		c.earlier <- nil
		return c
	}
	name := sha256.Sum256([]byte(absolute))
	c.name = filepath.Join(folder, "site-"+hex.EncodeToString(name[:8])+".index")
	c.key = sha256.Sum256(fmt.Appendf(nil, "%s\x00%+v", program, *o))
	go func() { c.earlier <- c.open() }()
	return c
}

// thisProgram tells one build of this program from another, since they may rank in
// different ways.
func thisProgram() (string, bool) {
	name, err := os.Executable()
	if err != nil {
		return "", false
	}
	info, err := os.Stat(name)
	if err != nil {
		return "", false
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size()), true
}

// index returns the index of the documents, the same as if there were no cache, and
// stores it for the next time, while the program goes on.
func (c *indexCache) index(ctx context.Context, docs []related.Document, o *related.Options) (*related.Index, error) {
	var index *related.Index
	var err error
	earlier := <-c.earlier
	if earlier != nil {
		index, err = earlier.Renew(ctx, docs)
	} else {
		index, err = indexOf(ctx, docs, o)
	}
	// What a few new articles cost again the next time is less than storing all.
	if err == nil && c.name != "" && (earlier == nil || index.Lag() < earlier.Lag() || index.Lag() > earlier.Lag()+maxUnstored) {
		c.done = make(chan struct{})
		go func() {
			defer close(c.done)
			_ = c.store(index) // the next build takes longer
		}()
	}
	return index, err
}

// wait waits until the index has been stored.
func (c *indexCache) wait() {
	if c != nil && c.done != nil {
		<-c.done
	}
}

// open opens the index that was stored, nil if there is none or it is of another kind.
func (c *indexCache) open() *related.Index {
	f, err := os.Open(c.name)
	if err != nil {
		return nil
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<18)
	key := make([]byte, len(c.key))
	if _, err := io.ReadFull(r, key); err != nil || !bytes.Equal(key, c.key[:]) {
		return nil
	}
	index, err := related.Read(r)
	if err != nil {
		return nil
	}
	return index
}

// store writes the index to a file that then takes the place of the one before.
func (c *indexCache) store(index *related.Index) error {
	folder, name := filepath.Split(c.name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, name+"*")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	_, err = w.Write(c.key[:])
	if err == nil {
		_, err = index.WriteTo(w)
	}
	if err = errors.Join(err, w.Flush(), f.Close()); err == nil {
		err = os.Rename(f.Name(), c.name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
