package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/kindred-go/kindred/feed"
)

const (
	// maxLayers is how many encodings a body may have, one over the other.
	maxLayers = 4
	// maxWindow is how far back zstd may point, which is the memory that it
	// needs. Servers must keep to 8 MiB (RFC 9659).
	maxWindow = 16 << 20
)

var (
	gzipMagic = []byte{0x1f, 0x8b, 0x08}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// decode reads a body and undoes its encodings: those that the Content-Encoding
// headers name, and those that are not named but there, as in a feed that is a
// gzip file or was compressed twice. Nothing in between may have more than limit
// bytes either, unless that is negative: compressed data of any length can stand
// for nothing at all.
func decode(body io.Reader, headers []string, limit int64) ([]byte, error) {
	var d decoder
	defer d.close()
	d.limit = limit
	d.push(body)
	names := strings.FieldsFunc(strings.ToLower(strings.Join(headers, ",")), func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	names = slices.DeleteFunc(names, func(name string) bool { return name == "identity" })
	if len(names) > maxLayers {
		return nil, fmt.Errorf("the body is compressed %d times, one over the other", len(names))
	}
	for _, name := range slices.Backward(names) {
		if err := d.undo(name); err != nil {
			return nil, d.failure(err)
		}
	}
	for range maxLayers - len(names) {
		if !d.undoUnnamed() {
			break
		}
	}
	b, err := io.ReadAll(d.in)
	if err != nil {
		return nil, d.failure(err)
	}
	return b, nil
}

// A decoder is a stack of readers, of which in is the top.
type decoder struct {
	limit   int64
	in      *bufio.Reader
	tooMuch bool
	closers []func()
}

func (d *decoder) push(r io.Reader) {
	if d.limit >= 0 {
		r = &limitedReader{r: r, left: d.limit, tooMuch: &d.tooMuch}
	}
	d.in = bufio.NewReader(r)
}

func (d *decoder) close() {
	for _, f := range d.closers {
		f()
	}
}

func (d *decoder) startsWith(magic []byte) bool {
	head, _ := d.in.Peek(len(magic))
	return bytes.Equal(head, magic)
}

// undo undoes one encoding, if it is there: some servers name one that they
// didn't apply.
func (d *decoder) undo(name string) error {
	if _, err := d.in.Peek(1); err == io.EOF {
		return nil
	}
	switch name {
	case "gzip", "x-gzip":
		if d.startsWith(gzipMagic) {
			return d.gunzip()
		}
	case "zstd":
		if d.startsWith(zstdMagic) {
			return d.unzstd()
		}
	case "br":
		d.push(brotli.NewReader(d.in))
	case "deflate":
		// By the standard that is zlib, by long custom also bare deflate.
		head, _ := d.in.Peek(2)
		if len(head) == 2 && head[0]&15 == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			r, err := zlib.NewReader(d.in)
			if err != nil {
				return err
			}
			d.push(r)
			return nil
		}
		d.push(flate.NewReader(d.in))
	default:
		return fmt.Errorf("the content encoding %.20q is not supported", name)
	}
	return nil
}

// undoUnnamed undoes an encoding that shows: no feed begins like that.
func (d *decoder) undoUnnamed() bool {
	switch {
	case d.startsWith(gzipMagic):
		return d.gunzip() == nil
	case d.startsWith(zstdMagic):
		return d.unzstd() == nil
	}
	return false
}

func (d *decoder) gunzip() error {
	r, err := gzip.NewReader(d.in)
	if err != nil {
		return err
	}
	r.Multistream(false)
	d.push(&gzipReader{r: r, in: d.in})
	return nil
}

// A gzipReader reads one gzip file after the other, as they may be joined. What
// comes after and is none is padding.
type gzipReader struct {
	r  *gzip.Reader
	in *bufio.Reader
}

func (g *gzipReader) Read(p []byte) (int, error) {
	for {
		n, err := g.r.Read(p)
		if err != io.EOF {
			return n, err
		}
		if head, err := g.in.Peek(len(gzipMagic)); !bytes.Equal(head, gzipMagic) {
			if err == nil {
				err = io.EOF
			}
			return n, err
		}
		if err := g.r.Reset(g.in); err != nil {
			return n, err
		}
		g.r.Multistream(false)
		if n > 0 {
			return n, nil
		}
	}
}

func (d *decoder) unzstd() error {
	r, err := zstd.NewReader(d.in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return err
	}
	d.closers = append(d.closers, r.Close)
	d.push(r)
	return nil
}

// failure says in one error what was too much for any of the readers.
func (d *decoder) failure(err error) error {
	switch {
	case d.tooMuch:
		return fmt.Errorf("%w: more than %d bytes", feed.ErrTooLarge, d.limit)
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return fmt.Errorf("%w: it takes too much memory to decompress", feed.ErrTooLarge)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &explained{"the answer breaks off", err}
	}
	return err
}

var errTooMuch = errors.New("too much")

// A limitedReader fails, and says so, at the byte after the last allowed one.
type limitedReader struct {
	r       io.Reader
	left    int64
	tooMuch *bool
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		*l.tooMuch = true
		return 0, errTooMuch
	}
	return n, err
}
