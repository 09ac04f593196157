package postlink

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// around is a function with three places: what is after the first, the second and
// the third.
func around(first, second, third string) string {
	return "\x02\x01\x7f\x01\x7e" + // one i32, one i64
		"\x02\x40\x03\x40" + // block, loop
		"\x02\x40\x02\x40\x02\x40\x20\x00\x0e\x02\x00\x01\x02\x0b" + // 3 blocks, local.get 0, br_table, end
		first + "\x0b" + second + "\x0b" + third + "\x0b\x00\x0b\x41\x01\x0b"
}

func TestJumps(t *testing.T) {
	const call = "\x20\x01\x42\x83\x80\xc0\x00\x37\x03\x00\x41\x00\x10\x07" // returns to place 3 of function 16
	for _, test := range []struct {
		name     string
		from, to string
	}{
		{"forward", around("\x41\x02\x21\x00\x0c\x02", "\x01", "\x01"), around("\x0c\x01", "\x01", "\x01")},
		{"to the next place", around("\x41\x01\x21\x00\x0c\x02", "", ""), around("\x0c\x00", "", "")},
		{"forward if", around("\x20\x01\x04\x40\x41\x02\x21\x00\x0c\x03\x0b", "", ""), around("\x20\x01\x0d\x01", "", "")},
		{"forward in a larger if", around("\x20\x01\x04\x40\x01\x41\x02\x21\x00\x0c\x03\x0b", "", ""), around("\x20\x01\x04\x40\x01\x0c\x02\x0b", "", "")},
		{"back", around("", "\x41\x00\x21\x00\x0c\x01", ""), around("", "\x41\x00\x21\x00\x0c\x01", "")},
		{"back to where it is", around("", "\x41\x01\x21\x00\x0c\x01", ""), around("", "\x41\x01\x21\x00\x0c\x01", "")},
		{"back if", around("", "", "\x20\x01\x04\x40\x41\x01\x21\x00\x0c\x01\x0b"), around("", "", "\x20\x01\x04\x40\x41\x01\x21\x00\x0c\x01\x0b")},
		{"unwinding", around("\x20\x01\x0d\x03", "\x20\x01\x0d\x02", ""), around("\x20\x01\x04\x40\x41\x01\x0f\x0b", "\x20\x01\x04\x40\x41\x01\x0f\x0b", "")},
		{"indirect call", around("\x21\x00\x41\x00\x20\x00\x11\x00\x00\x41\x02\x21\x00\x0c\x02", "", ""), around("\x21\x00\x41\x00\x20\x00\x11\x00\x00\x0c\x01", "", "")},
		{"the place is used", around("\x20\x00\x1a\x41\x02\x21\x00\x0c\x02", "", ""), ""},
		{"a jump to where it was", around("\x41\x02\x21\x00\x0c\x02", "\x0c\x01", ""), ""},
		{"a second table", around("\x41\x02\x21\x00\x0c\x02", "\x20\x01\x0e\x00\x00", ""), ""},
		{"no place", "\x02\x01\x7f\x01\x7e\x41\x00\x0b", ""},
		{"three calls", around(call, call, call+"\x20\x02"), "\x02\x01\x7f\x02\x7e\x42\x80\x80\xc0\x00\x21\x02" +
			around("\x20\x01\x20\x02\x42\x03\x7c\x37\x03\x00\x41\x00\x10\x07", "\x20\x01\x20\x02\x42\x03\x7c\x37\x03\x00\x41\x00\x10\x07", "\x20\x01\x20\x02\x42\x03\x7c\x37\x03\x00\x41\x00\x10\x07\x20\x03")[5:]},
		{"two calls", around(call, call, ""), around(call, call, "")},
		{"of two functions", around(call, call, "\x20\x01\x42\x83\x80\xc4\x00\x37\x03\x00\x41\x00\x10\x07"), around(call, call, "\x20\x01\x42\x83\x80\xc4\x00\x37\x03\x00\x41\x00\x10\x07")},
	} {
		f, err := parseBody([]byte(test.from))
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if string(f.append(nil)) != test.from {
			t.Errorf("%s: is written as %x", test.name, f.append(nil))
		}
		got := ""
		if f.jump() {
			f.keepAddress()
			got = string(f.append(nil))
		}
		if diff := gocmp.Diff([]byte(test.to), []byte(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestUnknownCode(t *testing.T) {
	for _, code := range []string{"\x00\xfd\x00\x0b", "\x00\xfc\x09\x00\x0b", "\x00\x06\x40\x0b", "\x00\x42", "\x00\x44\x00", "\x00\x0e\x7f\x00"} {
		if _, err := parseBody([]byte(code)); err == nil {
			t.Errorf("%x is taken for code", code)
		}
	}
}
