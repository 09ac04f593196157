package unpack

import (
	"encoding/binary"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnpack(t *testing.T) {
	want := []uint32{0, 0, 0x4e00, 0x4e01, 0, 0x2f800, 0xffffffff, 7}
	var b []byte
	last := int64(0)
	for _, v := range want {
		b = binary.AppendVarint(b, int64(v)-last)
		last = int64(v)
	}
	if diff := cmp.Diff(want, packed[uint32](string(b))()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
