package archive

import (
	"bytes"
	"errors"
	"math"
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
	Rows     [][]uint16
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
	NumberRows(a, &e.Rows)
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
		[]uint8{0, 255}, []uint16{1, math.MaxUint16}, make([]uint32, 3*pieceBytes), []uint64{1, math.MaxUint64},
		[]int32{math.MinInt32, -1, math.MaxInt32}, []int64{math.MinInt64, -1, math.MaxInt64},
		[]float32{-0.5, math.MaxFloat32}, []float64{math.Inf(-1), math.Pi}, []bool{true, false}, []string{"", "a", "ü\x00"},
		[][]uint16{nil, {1, 2}, {3}}, math.MaxInt32, -7, -1.5, true, "word", nil, "",
	}
	want.U32[len(want.U32)-1] = math.MaxUint32
	want.Rows[0] = []uint16{}
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
	for cut := 0; cut < b.Len(); cut += 1 + b.Len()/200 {
		if _, err := Read(bytes.NewReader(b.Bytes()[:cut]), name, new(everything).archive); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
	}
	if _, err := Read(bytes.NewReader(b.Bytes()), "test name 02", new(everything).archive); !errors.Is(err, ErrVersion) {
		t.Errorf("another version: %v", err)
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
