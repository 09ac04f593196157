package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/kindred-go/kindred/feed"
)

// pack compresses.
func pack(name string, r io.Reader) []byte {
	var b bytes.Buffer
	var w io.WriteCloser
	switch name {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriterLevel(&b, 4)
	case "zstd":
		w, _ = zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, _ = flate.NewWriter(&b, 6)
	default:
		panic(name)
	}
	if _, err := io.Copy(w, r); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// packed compresses a text several times, one over the other.
func packed(text string, names ...string) string {
	for _, name := range names {
		text = string(pack(name, strings.NewReader(text)))
	}
	return text
}

const tide = "<rss><channel><title>High tide at noon, low tide at six</title></channel></rss>"

func TestDecode(t *testing.T) {
	for _, test := range []struct {
		name, body string
		headers    []string
		want, err  string
	}{
		{"plain", tide, nil, tide, ""},
		{"identity", tide, []string{"identity"}, tide, ""},
		{"gzip", packed(tide, "gzip"), []string{"gzip"}, tide, ""},
		{"in capitals", packed(tide, "gzip"), []string{"X-GZIP"}, tide, ""},
		{"brotli", packed(tide, "br"), []string{"br"}, tide, ""},
		{"zstd", packed(tide, "zstd"), []string{"zstd"}, tide, ""},
		{"deflate", packed(tide, "zlib"), []string{"deflate"}, tide, ""},
		{"bare deflate", packed(tide, "flate"), []string{"deflate"}, tide, ""},
		{"two, in order", packed(tide, "br", "gzip"), []string{"br, gzip"}, tide, ""},
		{"two headers", packed(tide, "zstd", "br"), []string{"zstd", "br"}, tide, ""},
		{"four", packed(tide, "gzip", "br", "zstd", "gzip"), []string{"gzip,br,zstd,gzip"}, tide, ""},
		{"too many", tide, []string{"gzip,gzip,gzip,gzip,gzip"}, "", "compressed 5 times"},
		{"a gzip file", packed(tide, "gzip"), nil, tide, ""},
		{"a gzip file over gzip", packed(tide, "gzip", "gzip"), []string{"gzip"}, tide, ""},
		{"a gzip file over brotli", packed(tide, "gzip", "br"), []string{"br"}, tide, ""},
		{"named but not there", tide, []string{"gzip"}, tide, ""},
		{"zstd named but not there", tide, []string{"zstd"}, tide, ""},
		{"twice named but once there", packed(tide, "gzip"), []string{"gzip, gzip"}, tide, ""},
		{"gzip in parts", packed(tide[:30], "gzip") + packed("", "gzip") + packed(tide[30:], "gzip"), []string{"gzip"}, tide, ""},
		{"padded gzip", packed(tide, "gzip") + "\x00\x00\x00", []string{"gzip"}, tide, ""},
		{"empty", "", []string{"gzip, br"}, "", ""},
		{"unknown", tide, []string{"compress"}, "", `"compress" is not supported`},
		{"gzip that breaks off", packed(tide, "gzip")[:40], []string{"gzip"}, "", "breaks off"},
		{"brotli that breaks off", packed(tide, "br")[:40], []string{"br"}, "", "breaks off"},
		{"zstd that breaks off", packed(tide, "zstd")[:40], []string{"zstd"}, "", "breaks off"},
	} {
		got, err := decode(strings.NewReader(test.body), test.headers, 1000)
		if test.err == "" && (err != nil || string(got) != test.want) || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
			t.Errorf("%s: %q, %v; want %q, %q", test.name, got, err, test.want, test.err)
		}
	}
}

// The limit holds for every layer, to the byte.
func TestDecodeLimit(t *testing.T) {
	const limit = 100_000
	blank := func(n int) string { return strings.Repeat(" ", n) }
	for _, name := range []string{"", "gzip", "br", "zstd", "deflate"} {
		layer := map[string][]string{"": nil, "deflate": {"zlib"}}
		names, ok := layer[name]
		if !ok {
			names = []string{name}
		}
		if got, err := decode(strings.NewReader(packed(blank(limit), names...)), []string{name}, limit); err != nil || len(got) != limit {
			t.Errorf("%q: %d bytes, %v at the limit", name, len(got), err)
		}
		if _, err := decode(strings.NewReader(packed(blank(limit+1), names...)), []string{name}, limit); !errors.Is(err, feed.ErrTooLarge) {
			t.Errorf("%q: error %v above the limit", name, err)
		}
		if got, err := decode(strings.NewReader(packed(blank(3*limit), names...)), []string{name}, -1); err != nil || len(got) != 3*limit {
			t.Errorf("%q: %d bytes, %v without a limit", name, len(got), err)
		}
	}
	// Layers and streams that come to nothing, without end.
	nothing := packed("", "gzip")
	for name, body := range map[string]io.Reader{
		"empty gzip files":   &endless{text: nothing},
		"inside gzip":        strings.NewReader(packed(strings.Repeat(nothing, limit/10), "gzip")),
		"zstd skipped":       &endless{text: "\x50\x2a\x4d\x18\x04\x00\x00\x00skip"},
		"gzip of many zeros": strings.NewReader(packed(blank(50*limit), "gzip", "gzip", "gzip")),
	} {
		if name == "zstd skipped" {
			body = io.MultiReader(strings.NewReader(packed("", "zstd")), body)
		}
		if _, err := decode(body, nil, limit); !errors.Is(err, feed.ErrTooLarge) {
			t.Errorf("%s: error %v, want ErrTooLarge", name, err)
		}
	}
	// A frame that wants 256 MiB to look back into.
	window := "\x28\xb5\x2f\xfd\x00" + string([]byte{18 << 3}) + "\x01\x00\x00"
	if _, err := decode(strings.NewReader(window), []string{"zstd"}, -1); !errors.Is(err, feed.ErrTooLarge) {
		t.Errorf("a large window: error %v, want ErrTooLarge", err)
	}
}

// An endless reader says the same again and again.
type endless struct {
	text string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[e.at]
		e.at = (e.at + 1) % len(e.text)
	}
	return len(p), nil
}

func FuzzDecode(f *testing.F) {
	for _, name := range []string{"gzip", "br", "zstd", "zlib", "flate"} {
		f.Add([]byte(packed(tide, name)), map[string]string{"zlib": "deflate", "flate": "deflate"}[name]+name)
		f.Add([]byte(packed(tide, name, "gzip")), "gzip,"+name)
	}
	f.Fuzz(func(t *testing.T, body []byte, header string) {
		const limit = 1 << 16
		got, err := decode(bytes.NewReader(body), []string{header}, limit)
		if len(got) > limit || err != nil && got != nil {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	})
}
