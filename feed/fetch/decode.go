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
	"regexp"
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
	d.push(body, "")
	names := strings.FieldsFunc(strings.ToLower(strings.Join(headers, ",")), func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	names = slices.DeleteFunc(names, func(name string) bool { return name == "identity" })
	if len(names) > maxLayers {
		return nil, fmt.Errorf("the body is compressed %d times, one over the other", len(names))
	}
	for _, name := range slices.Backward(names) {
		if err := d.undo(name); err != nil {
			d.blame(name)
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
	failed  bool   // one of them has
	culprit string // the encoding that it undoes, if one that a header names
	closers []func()
}

// push adds a reader that undoes the encoding of that name; "" stands for those
// that no header names, and for the body as it is sent.
func (d *decoder) push(r io.Reader, name string) {
	d.in = bufio.NewReader(&layer{r: r, name: name, left: d.limit, of: d})
}

// blame keeps which of the readers has failed first: the others do because of it.
func (d *decoder) blame(name string) {
	if !d.failed {
		d.failed, d.culprit = true, name
	}
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

var (
	// documentStart is how feeds and pages begin.
	documentStart = regexp.MustCompile(`^(\x{FEFF}|\s)*(<[!?/\pL]|\{\s*["}]|\[\s*["{\[\]])`)
	control       = regexp.MustCompile(`[\x00-\x08\x0e-\x1f]`)

	errNotThere    = errors.New("it does not begin like that")
	errUnsupported = errors.New("this content encoding is not supported")
)

// looksPlain reports whether a body begins like a document, and whether it may be
// text at all. The one without the other says nothing: compressed data can begin
// like that by chance, and with brotli the [ is common.
func (d *decoder) looksPlain() (isDocument, isText bool) {
	head, _ := d.in.Peek(512)
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true, true // UTF-16, and no beginning of anything else
	}
	isText = !control.Match(head)
	return isText && documentStart.Match(head), isText
}

// undo undoes one encoding, if it is there: some servers name one that they
// didn't apply, or something that is none, as a charset.
func (d *decoder) undo(name string) error {
	if _, err := d.in.Peek(1); err == io.EOF {
		return nil
	}
	isDocument, isText := d.looksPlain()
	isGzip, isZstd := d.startsWith(gzipMagic), d.startsWith(zstdMagic)
	switch {
	case isGzip && (name == "gzip" || name == "x-gzip"):
		return d.gunzip(name)
	case isZstd && name == "zstd":
		return d.unzstd(name)
	case isGzip || isZstd || isDocument:
		return nil
	}
	switch name {
	case "gzip", "x-gzip", "zstd":
		if !isText {
			return errNotThere
		}
	case "br":
		d.push(brotli.NewReader(d.in), name)
	case "deflate":
		// By the standard that is zlib, by long custom also bare deflate.
		head, _ := d.in.Peek(2)
		if len(head) == 2 && head[0]&15 == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			r, err := zlib.NewReader(d.in)
			if err != nil {
				return err
			}
			d.push(r, name)
			return nil
		}
		d.push(flate.NewReader(d.in), name)
	case "compress", "x-compress":
		return errUnsupported
	}
	return nil
}

// undoUnnamed undoes an encoding that shows: no feed begins like that.
func (d *decoder) undoUnnamed() bool {
	switch {
	case d.startsWith(gzipMagic):
		return d.gunzip("") == nil
	case d.startsWith(zstdMagic):
		return d.unzstd("") == nil
	}
	return false
}

func (d *decoder) gunzip(name string) error {
	r, err := gzip.NewReader(d.in)
	if err != nil {
		return err
	}
	r.Multistream(false)
	d.push(&gzipReader{r: r, in: d.in}, name)
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

func (d *decoder) unzstd(name string) error {
	r, err := zstd.NewReader(d.in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return err
	}
	d.closers = append(d.closers, r.Close)
	d.push(r, name)
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
	case errors.Is(err, errUnsupported):
		return fmt.Errorf("%w: %s", err, d.culprit)
	case d.culprit != "":
		return &explained{fmt.Sprintf("the body is not what its Content-Encoding says, or damaged: it can't be read as %s", d.culprit), err}
	}
	return err
}

var errTooMuch = errors.New("too much")

// A layer is one of a decoder's readers. It fails, and says so, at the byte after
// the last allowed one.
type layer struct {
	r    io.Reader
	name string
	left int64
	of   *decoder
	err  error // for good: who peeks does not keep it
}

func (l *layer) Read(p []byte) (int, error) {
	if l.err != nil {
		return 0, l.err
	}
	limited := l.of.limit >= 0
	if limited && int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	if l.left -= int64(n); limited && l.left < 0 {
		l.of.tooMuch, l.err = true, errTooMuch
		return 0, errTooMuch
	}
	l.err = err
	if err != nil && err != io.EOF {
		l.of.blame(l.name)
	}
	return n, err
}
