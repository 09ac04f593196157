package site

import (
	"bytes"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// A cache remembers what pages hold, by the hash of their bytes. It is a file that may
// be deleted at any time: it saves the reading of pages, and changes no result.
type cache struct {
	name    string // of the file, "" for none
	key     string // what else the facts depend on
	known   map[pageKey]*facts
	batches [][]byte // of the file
	mu      sync.Mutex
	added   map[pageKey]*facts // of pages that have been written
}

// A pageKey is a file and the hash of its bytes. What a page says depends on its place
// in the site as well: relative addresses, and a date in its path.
type pageKey struct {
	File string
	Hash sum
}

// A remembered is one page in the file.
type remembered struct {
	Key   pageKey
	Facts *facts
}

// cachePrefix begins the names of all caches, and of what is to become one.
const cachePrefix = "site-"

// batch is how many pages are encoded together: several are read at once.
const batch = 256

// cacheFile returns the file in a folder that remembers the pages of another folder.
func cacheFile(cache, dir string) string {
	absolute, err := filepath.Abs(dir)
	if cache == "" || err != nil {
		return ""
	}
	name := sumOf(absolute)
	return filepath.Join(cache, cachePrefix+hex.EncodeToString(name[:8]))
}

// openCache reads the cache. One that can't be read, or was made by another program or
// with another selector, is none.
func openCache(name, selector string) *cache {
	c := &cache{name: name, key: program() + selector, added: map[pageKey]*facts{}}
	if name == "" {
		return c
	}
	file, err := os.ReadFile(name)
	if err != nil {
		return c
	}
	c.known, _ = c.decode(file)
	return c
}

// program tells one build of this program from another, since what it finds in a page
// may differ.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return info.ModTime().UTC().String()
}

// facts returns what is known of a page, nil if nothing is.
func (c *cache) facts(p *Page) *facts { return c.known[p.key()] }

// add remembers a page as it has been written, and what it was made of.
func (c *cache) add(key pageKey, f *facts, block string, from *Page) {
	if c.name == "" || f == nil {
		return
	}
	written := *f
	written.Key = block
	if written.From = from.facts.From; written.From == (sum{}) {
		written.From = from.hash
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.added[key] = &written
}

// remember takes the key of the block that a page shows.
func (c *cache) remember(p *Page, block string) {
	if c.name == "" || block == "" || !p.facts.Ours {
		return
	}
	shown := *p.facts
	shown.Key = block
	c.mu.Lock()
	defer c.mu.Unlock()
	c.added[p.key()] = &shown
}

// save stores what is known of the pages: as they were read, as they were written, and
// as a generator will make them again. That it can't be stored only means that the next
// run takes longer.
func (c *cache) save(pages []*Page) error {
	if c.name == "" {
		return nil
	}
	live := c.added
	for _, p := range pages {
		if p.facts != nil && live[p.key()] == nil {
			live[p.key()] = p.facts
		}
	}
	for key, f := range live {
		made := pageKey{key.File, f.From}
		if known := c.known[made]; known != nil && live[made] == nil {
			live[made] = known
		}
	}
	fresh := map[pageKey]*facts{}
	for key, f := range live {
		if known := c.known[key]; known == nil || known.Key != f.Key {
			fresh[key] = f
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	if len(c.known)+len(fresh) > 2*len(live)+batch { // most of the file is of pages that were
		c.batches, fresh = nil, live
	}
	file, err := c.encode(fresh)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(c.name), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(c.name), cachePrefix+"*")
	if err != nil {
		return err
	}
	_, err = f.Write(file)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), c.name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	c.prune()
	return err
}

// prune removes what nobody has used for a month: caches of folders that were temporary.
func (c *cache) prune() {
	const unused = 30 * 24 * time.Hour
	folder := filepath.Dir(c.name)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), cachePrefix) && time.Since(info.ModTime()) > unused {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// encode returns the file: the key, then batches of pages, compressed. Those that it has
// already stay as they are; of a page in several the last one counts.
func (c *cache) encode(fresh map[pageKey]*facts) ([]byte, error) {
	var batches [][]remembered
	var last []remembered
	for key, f := range fresh {
		if last = append(last, remembered{key, f}); len(last) == batch {
			batches, last = append(batches, last), nil
		}
	}
	batches = append(batches, last)
	encoded := make([][]byte, len(batches))
	err := parallel(len(batches), func(i int) error {
		var plain bytes.Buffer
		if err := gob.NewEncoder(&plain).Encode(batches[i]); err != nil {
			return err
		}
		compressor, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
		if err != nil {
			return err
		}
		encoded[i] = compressor.EncodeAll(plain.Bytes(), nil)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	enc := gob.NewEncoder(&file)
	err = errors.Join(enc.Encode(c.key), enc.Encode(slices.Concat(c.batches, encoded)))
	return file.Bytes(), err
}

func (c *cache) decode(file []byte) (map[pageKey]*facts, error) {
	dec := gob.NewDecoder(bytes.NewReader(file))
	var key string
	var encoded [][]byte
	if err := dec.Decode(&key); err != nil || key != c.key {
		return nil, err
	}
	if err := dec.Decode(&encoded); err != nil {
		return nil, err
	}
	batches := make([][]remembered, len(encoded))
	err := parallel(len(encoded), func(i int) error {
		decompressor, err := zstd.NewReader(bytes.NewReader(encoded[i]), zstd.WithDecoderConcurrency(1))
		if err != nil {
			return err
		}
		defer decompressor.Close()
		plain, err := io.ReadAll(decompressor)
		if err != nil {
			return err
		}
		return gob.NewDecoder(bytes.NewReader(plain)).Decode(&batches[i])
	})
	if err != nil {
		return nil, err
	}
	c.batches = encoded
	known := map[pageKey]*facts{}
	for _, b := range batches {
		for _, r := range b {
			known[r.Key] = r.Facts
		}
	}
	return known, nil
}

// parallel calls do for 0 to n-1 on all CPUs and returns an error that one returned.
func parallel(n int, do func(int) error) error {
	var wg sync.WaitGroup
	errs := make([]error, n)
	slots := make(chan bool, runtime.GOMAXPROCS(0))
	for i := range n {
		slots <- true
		wg.Go(func() {
			errs[i] = do(i)
			<-slots
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
