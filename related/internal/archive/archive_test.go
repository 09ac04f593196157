package archive

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type everything struct {
	U8       []uint8
	U16      []uint16
	U32      []uint32
	U64      []uint64
	I32      []int32
	I64      []int64
	Floats   []float32
	Doubles  []float64
	Bools    []bool
	Strings  []string
	Long     []string
	Rows     [][]uint16
	Rows64   [][]uint64
	Texts    [3]string
	NoTexts  [2]string
	Int      int
	Value    int32
	Float    float64
	Bool     bool
	String   string
	Nothing  []uint32
	NoString string
}

func (e *everything) archive(a *Archive) {
	Numbers(a, &e.U8, 0)
	Numbers(a, &e.U16, 0)
	Numbers(a, &e.U32, 2)
	Numbers(a, &e.U64, 0)
	Numbers(a, &e.I32, 0)
	Numbers(a, &e.I64, 0)
	a.Floats(&e.Floats, 0)
	a.Doubles(&e.Doubles, 0)
	a.Bools(&e.Bools, 0)
	a.Strings(&e.Strings, 0)
	a.Strings(&e.Long, 0)
	NumberRows(a, &e.Rows)
	NumberRows(a, &e.Rows64)
	a.Texts(len(e.Texts), func(i int) *string { return &e.Texts[i] })
	a.Texts(len(e.NoTexts), func(i int) *string { return &e.NoTexts[i] })
	a.Int(&e.Int)
	Value(a, &e.Value)
	a.Float(&e.Float)
	a.Bool(&e.Bool)
	a.String(&e.String)
	Numbers(a, &e.Nothing, 0)
	a.String(&e.NoString)
}

func TestArchive(t *testing.T) {
	want := everything{
		[]uint8{0, 255}, []uint16{1, math.MaxUint16}, make([]uint32, pieceBytes/2), []uint64{1, math.MaxUint64},
		[]int32{math.MinInt32, -1, math.MaxInt32}, []int64{math.MinInt64, -1, math.MaxInt64},
		[]float32{-0.5, math.MaxFloat32}, []float64{math.Inf(-1), math.Pi}, []bool{true, false}, []string{"", "a", "ü\x00"},
		nil, [][]uint16{{}, {1, 2}, {3}}, nil, [3]string{"", "text", ""}, [2]string{}, math.MaxInt32, -7, -1.5, true, "word", nil, "",
	}
	want.U32[len(want.U32)-1] = math.MaxUint32
	// What has several pieces, and values that are larger than one.
	for i := range 100 {
		want.Long = append(want.Long, strings.Repeat(string(rune('a'+i%26)), i*i))
		want.Rows64 = append(want.Rows64, slices.Repeat([]uint64{uint64(i)}, i*i/8))
	}
	want.Long = append(want.Long, strings.Repeat("long", pieceBytes), "", "end")
	var b bytes.Buffer
	const name = "test name 01"
	n, err := Write(&b, name, want.archive)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("wrote %d bytes of %d: %v", b.Len(), n, err)
	}
	var got everything
	if m, err := Read(bytes.NewReader(b.Bytes()), name, got.archive); err != nil || m != n {
		t.Fatalf("read %d bytes of %d: %v", m, n, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
	if len(got.U32) == cap(got.U32) {
		t.Error("there is no room for more")
	}
	for cut := 0; cut < b.Len(); cut += 1 + b.Len()/40 {
		if _, err := Read(bytes.NewReader(b.Bytes()[:cut]), name, new(everything).archive); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
	}
	if _, err := Read(bytes.NewReader(b.Bytes()), "test name 02", new(everything).archive); !errors.Is(err, ErrVersion) {
		t.Errorf("another version: %v", err)
	}
	for at := headerBytes; at < b.Len(); at += 1 + b.Len()/40 {
		turned := bytes.Clone(b.Bytes())
		turned[at] ^= 1
		if _, err := Read(bytes.NewReader(turned), name, new(everything).archive); !errors.Is(err, ErrDamaged) {
			t.Fatalf("a bit at %d turned: %v", at, err)
		}
	}
	long := make([]byte, 100)
	copy(long, b.Bytes()[:headerBytes])
	for i := headerBytes; i < headerBytes+8; i++ {
		long[i] = 255 // more numbers than there are
	}
	if _, err := Read(bytes.NewReader(long), name, new(everything).archive); !errors.Is(err, ErrDamaged) {
		t.Errorf("a length that can't be: %v", err)
	}
}

// What does not fit together is damaged even if its checksums are right.
func TestReadSomethingElse(t *testing.T) {
	const name = "test name 01"
	numbers := func(all ...uint32) func(*Archive) {
		return func(a *Archive) { Numbers(a, &all, 0) }
	}
	var texts [2]string
	for what, test := range map[string]struct{ written, read func(*Archive) }{
		"no value":         {numbers(), func(a *Archive) { Value(a, new(uint32)) }},
		"too great an int": {func(a *Archive) { Value(a, ptr(uint64(1<<40))) }, func(a *Archive) { a.Int(new(int)) }},
		"too many texts":   {numbers(1, 2, 3), func(a *Archive) { a.Texts(2, func(i int) *string { return &texts[i] }) }},
		"lengths that are not the text's": {
			func(a *Archive) { numbers(1, 2)(a); Numbers(a, &[]uint8{'a', 'b', 'c', 'd'}, 0) },
			func(a *Archive) { a.Strings(new([]string), 0) },
		},
		"rows that end early": {
			func(a *Archive) { numbers(1, 2)(a); numbers(7)(a) },
			func(a *Archive) { NumberRows(a, new([][]uint32)) },
		},
		"more than is read": {func(a *Archive) { numbers(1)(a); numbers(2)(a) }, numbers()},
		"less than is read": {numbers(1), func(a *Archive) { numbers()(a); numbers()(a) }},
	} {
		var b bytes.Buffer
		if _, err := Write(&b, name, test.written); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(&b, name, test.read); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func ptr[T any](v T) *T { return &v }
