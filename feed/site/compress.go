package site

import (
	"bytes"
	"compress/gzip"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// compressors make the compressed copies that servers hand out in a page's place.
var compressors = []struct {
	suffix string
	make   func(io.Writer) (io.WriteCloser, error)
}{
	{".gz", func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, gzip.BestCompression) }},
	{".br", func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterLevel(w, brotli.BestCompression), nil
	}},
	{".zst", func(w io.Writer) (io.WriteCloser, error) {
		return zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	}},
}

// recompress makes those compressed copies of a page anew that are there, and
// returns the ones that are stale now because that was not possible.
func (s *Site) recompress(name string, page []byte) (stale []string) {
	for _, c := range compressors {
		compressed := name + c.suffix
		if _, err := s.root.Lstat(compressed); err != nil {
			continue
		}
		var b bytes.Buffer
		w, err := c.make(&b)
		if err == nil {
			_, err = w.Write(page)
		}
		if err == nil {
			err = w.Close()
		}
		if err == nil {
			err = s.replaceFile(compressed, b.Bytes())
		}
		if err != nil {
			stale = append(stale, compressed)
		}
	}
	return stale
}
