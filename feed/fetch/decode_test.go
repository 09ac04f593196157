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
	"testing/iotest"

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
		{"not supported", "\x1f\x9d\x90tide", []string{"compress"}, "", "not supported: compress"},
		{"not supported and not there", tide, []string{"compress"}, tide, ""},
		{"text that is named gzip", "Low water", []string{"gzip"}, "Low water", ""},
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

// A header that names what is not there is forgiven; when nothing can be made of
// the body, the error says which.
func TestDecodeMislabelled(t *testing.T) {
	const wrong = "it can't be read as "
	jsonFeed := `{"version":"https://jsonfeed.org/version/1.1","title":"The Tide","items":[]}`
	for _, name := range []string{"gzip", "x-gzip", "zstd", "br", "deflate", "compress", "utf-8", "none", "binary", "aws-chunked", "br, gzip"} {
		for _, body := range []string{
			tide, "\xef\xbb\xbf\r\n " + tide, "<?xml version='1.0'?>" + tide, "<!DOCTYPE html><html></html>", "<rss>\xe9t\xe9</rss>",
			"\xff\xfe<\x00r\x00s\x00s\x00/\x00>\x00", jsonFeed, "\n[" + jsonFeed + "]", "[]",
		} {
			if got, err := decode(strings.NewReader(body), []string{name}, 1000); err != nil || string(got) != body {
				t.Errorf("%q named %s: %q, %v", body, name, got, err)
			}
		}
		for _, really := range []string{"gzip", "zstd"} {
			if got, err := decode(strings.NewReader(packed(tide, really)), []string{name}, 1000); err != nil || string(got) != tide {
				t.Errorf("%s named %s: %q, %v", really, name, got, err)
			}
		}
	}
	for _, test := range []struct{ body, name, err string }{
		{packed(tide, "br"), "gzip", wrong + "gzip"},
		{packed(tide, "zlib"), "zstd", wrong + "zstd"},
		{packed(tide, "zlib"), "br", wrong + "br"},
		{packed(tide, "br"), "deflate", wrong + "deflate"},
		{"\x78\x9c\xff\xff\xff\xff", "deflate", wrong + "deflate"},
		{packed(tide, "zlib", "gzip"), "br, gzip", wrong + "br"},
		{packed(tide, "gzip")[:len(packed(tide, "gzip"))-4] + "tide", "gzip", wrong + "gzip"}, // another length
	} {
		if got, err := decode(strings.NewReader(test.body), []string{test.name}, 1000); err == nil || !strings.HasSuffix(err.Error(), test.err) {
			t.Errorf("%q named %s: %q, %v; want %q", test.body, test.name, got, err, test.err)
		}
	}
	// What fails on the way is no fault of the encoding.
	lost := errors.New("the network is lost")
	for _, name := range []string{"gzip", "br", "zstd", "deflate"} {
		really := strings.Replace(name, "deflate", "zlib", 1)
		body := io.MultiReader(strings.NewReader(packed(tide, really)[:30]), iotest.ErrReader(lost))
		if got, err := decode(body, []string{name}, 1000); !errors.Is(err, lost) || err.Error() != lost.Error() {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// Compressed data may begin like a document: brotli of some length with a [.
func TestDecodeNotPlain(t *testing.T) {
	long := tide + strings.Repeat(" ", 100_000)
	if body := packed(long, "br"); body[0] != '[' {
		t.Errorf("it begins with %q", body[0])
	} else if got, err := decode(strings.NewReader(body), []string{"br"}, -1); err != nil || string(got) != long {
		t.Errorf("%d bytes, %v", len(got), err)
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
