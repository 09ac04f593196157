package related

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func stored(t testing.TB, x *Index) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := x.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("wrote %d bytes of %d: %v", b.Len(), n, err)
	}
	return b.Bytes()
}

// A stored index gives the same lists, can be updated and renewed like the one that
// was stored, and is written in the same bytes again.
func TestStore(t *testing.T) {
	for name, opts := range map[string]*Options{
		"default":   nil,
		"filled":    {Fill: true, NeverTags: []string{"w2"}, Weights: Weights{Title: 3}, Recency: RecencyBlog},
		"tags only": {TagsOnly: true},
		"arranged":  nil,
	} {
		t.Run(name, func(t *testing.T) {
			if name == "arranged" {
				arrangeAll(t)
			}
			docs := byDate(643, 12, rand.New(rand.NewPCG(8, 8)))
			for i := range docs {
				if len(docs[i].Content) > 300 {
					docs[i].Summary = docs[i].Content[:200]
				}
				docs[i].Published = docs[i].Published.In(time.FixedZone("", 3600*(i%3)))
			}
			x := mustNew(t, docs[:642], opts)
			b := stored(t, x)
			y, err := Read(bytes.NewReader(append(b, "what comes after it"...)))
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range []Query{{Limit: 10, MinScore: -1, Terms: 3, Excerpt: 100}, {Filter: func(d *Document) bool { return d.Published.Year() > 2028 }}} {
				if allJSON(t, x, q) != allJSON(t, y, q) {
					t.Error("the lists are not those of the index that was stored")
				}
			}
			if !bytes.Equal(b, stored(t, y)) {
				t.Error("it is not stored in the same bytes again")
			}
			for _, i := range []int{3, 77} {
				got, _ := y.Document(docs[i].ID)
				want := docs[i]
				want.Headings, want.Links = nil, nil
				if Excerpt(want.Summary, 1) != "" {
					want.Content = ""
				}
				want.Content = forExcerpts(want.Content)
				if diff := cmp.Diff(want, *got); diff != "" && (opts == nil || !opts.TagsOnly) {
					t.Errorf("document (-handed in +read):\n%s", diff)
				}
			}
			q := Query{Limit: 10}
			if cmp.Diff(x.RelatedTo(docs[642], q), y.RelatedTo(docs[642], q)) != "" {
				t.Error("the list for a document from outside is another one")
			}
			long := docs[slices.IndexFunc(docs, func(d Document) bool { return len(strings.Fields(d.Content)) > 100 })]
			if opts == nil && slices.Contains(ids(y.RelatedTo(Document{Title: long.Title, Content: long.Content}, q)), long.ID) {
				t.Error("a near-copy of a text that was not stored is in the list")
			}
			renewed, err := y.Renew(t.Context(), docs)
			if err != nil {
				t.Fatal(err)
			}
			if allJSON(t, renewed, q) != allJSON(t, mustNew(t, docs, opts), q) {
				t.Error("renewing it does not give the lists of a new index")
			}
			if opts != nil && opts.TagsOnly {
				return
			}
			after, changed, err := y.Update(docs[642:], []string{docs[9].ID})
			want, wantChanged, _ := x.Update(docs[642:], []string{docs[9].ID})
			if err != nil || allJSON(t, after, q) != allJSON(t, want, q) || !cmp.Equal(changed, wantChanged) {
				t.Errorf("updating it does not give the same lists: %v", err)
			}
			if again, err := Read(bytes.NewReader(stored(t, after))); err != nil || allJSON(t, again, q) != allJSON(t, after, q) {
				t.Errorf("an updated index is not stored as it is: %v", err)
			}
			if _, _, err := y.Update(generated(40, rand.New(rand.NewPCG(1, 2))), nil); !errors.Is(err, ErrNoText) {
				t.Errorf("building anew without texts: %v, want ErrNoText", err)
			}
		})
	}
}

// An index can be stored while it answers.
func TestStoreAtOnce(t *testing.T) {
	x := mustNew(t, generated(60, rand.New(rand.NewPCG(4, 4))), &Options{Fill: true, Recency: RecencyBlog})
	want := allJSON(t, x, Query{})
	done := make(chan []byte)
	for range 2 {
		go func() { done <- stored(t, x) }()
	}
	if allJSON(t, x, Query{}) != want {
		t.Error("storing an index changes its lists")
	}
	if !bytes.Equal(<-done, <-done) {
		t.Error("it is stored in different bytes")
	}
}

// Whatever is wrong with the bytes, Read says so and does not crash.
func TestReadDamaged(t *testing.T) {
	b := stored(t, mustNew(t, generated(40, rand.New(rand.NewPCG(6, 6))), nil))
	with := func(at int, to byte) []byte {
		c := bytes.Clone(b)
		c[at] ^= to
		return c
	}
	newer := bytes.Replace(b, []byte(format), []byte("kindred\x00 999"), 1)
	for name, test := range map[string]struct {
		bytes []byte
		want  error
	}{
		"empty":           {nil, ErrDamaged},
		"something else":  {[]byte("<!DOCTYPE html><title>Not found</title>"), ErrVersion},
		"newer":           {newer, ErrVersion},
		"header cut":      {b[:20], ErrDamaged},
		"one byte cut":    {b[:len(b)-1], ErrDamaged},
		"half":            {b[:len(b)/2], ErrDamaged},
		"size changed":    {with(14, 1), ErrDamaged},
		"a bit turned":    {with(len(b)/3, 4), ErrDamaged},
		"checksum turned": {with(len(b)-2, 1), ErrDamaged},
	} {
		if x, err := Read(bytes.NewReader(test.bytes)); x != nil || !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	r := rand.New(rand.NewPCG(1, 9))
	for range 100 {
		c := with(r.IntN(len(b)), byte(1+r.IntN(255)))
		if x, err := Read(bytes.NewReader(c)); x != nil || err == nil {
			t.Fatal("damage was not noticed")
		}
	}
	full := errors.New("disk full")
	if _, err := mustNew(t, nil, nil).WriteTo(failing{full}); err == nil {
		t.Error("an error of the writer is lost")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func FuzzRead(f *testing.F) {
	b := stored(f, mustNew(f, generated(12, rand.New(rand.NewPCG(6, 6))), nil))
	f.Add(b)
	f.Add(b[:100])
	f.Fuzz(func(t *testing.T, b []byte) {
		if x, err := Read(bytes.NewReader(b)); err == nil {
			allJSON(t, x, Query{})
		}
	})
}

// TestStoreFile stores to a file, as a program would.
func TestStoreFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "site.index")
	x := mustNew(t, generated(30, rand.New(rand.NewPCG(2, 6))), nil)
	if err := os.WriteFile(path, stored(t, x), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	y, err := Read(f)
	if err != nil || allJSON(t, x, Query{}) != allJSON(t, y, Query{}) {
		t.Errorf("reading it gives %v", err)
	}
}
