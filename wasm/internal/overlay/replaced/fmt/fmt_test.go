package fmt

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// All verbs with all kinds of values are written as by the standard library.
func TestSprintf(t *testing.T) {
	values := []any{
		"", "plain", "日本語 and \"quotes\"\n", "\xff\x00", []byte("bytes é"), []byte{}, 0, 7, -42, int8(-1), int16(300), int32('é'), rune(0x1f600),
		int64(1) << 40, uint8(255), uint16(65535), uint32(1) << 31, true, false, nil, errors.New("an error"), time.March, error(nil),
	}
	suits := map[byte]func(any) bool{
		'd': func(v any) bool { return isNumber(v) },
		'c': isNumber, 'U': isNumber,
		'x': func(v any) bool { return isText(v) || isNumber(v) },
		't': func(v any) bool { _, ok := v.(bool); return ok },
		's': isText, 'w': func(v any) bool { _, ok := v.(error); return ok },
		'q': func(v any) bool { return isText(v) || isNumber(v) },
		'v': func(v any) bool { _, bytes := v.([]byte); return !bytes },
	}
	for letter, suit := range suits {
		for _, flags := range []string{"", "5", "-5", "03", "12", "-12", ".3", ".0", "8.4"} {
			for _, v := range values {
				precise := len(flags) > 1 && (flags[0] == '.' || flags[1] == '.')
				if !suit(v) || precise && (isNumber(v) || letter == 'x') || flags == "03" && !isNumber(v) || flags == "03" && letter != 'd' && letter != 'v' {
					continue // nothing in the engine is written so
				}
				format := "a%" + flags + string(letter) + "%%b"
				want := fmt.Errorf(format, v).Error()
				if got := Errorf(format, v).Error(); got != want {
					t.Errorf("%s of %#v is %q, want %q", format, v, got, want)
				}
			}
		}
	}
	if diff := cmp.Diff(fmt.Sprint("a", 1, 2, "b", "c", io.EOF), Sprint("a", 1, 2, "b", "c", io.EOF)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(fmt.Sprintf("100%%, %03d.", 7), Sprintf("100%%, %03d.", 7)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("%!d(?) %!s(MISSING)", Sprintf("%d %s", "x")); diff != "" {
		t.Errorf("verbs that don't suit (-want +got):\n%s", diff)
	}
}

func isNumber(v any) bool {
	switch v.(type) {
	case int, int8, int16, int32, int64, uint8, uint16, uint32:
		return true
	}
	return false
}

func isText(v any) bool {
	switch v.(type) {
	case string, []byte, error, fmt.Stringer:
		return v != nil
	}
	return false
}

// Errors are wrapped as by the standard library.
func TestErrorf(t *testing.T) {
	a, b := errors.New("a"), errors.New("b")
	one, two := Errorf("%w: %v", a, b), Errorf("%w, %w", a, b)
	if !errors.Is(one, a) || errors.Is(one, b) || errors.Unwrap(one) != a {
		t.Errorf("%v wraps %v", one, errors.Unwrap(one))
	}
	if !errors.Is(two, a) || !errors.Is(two, b) || two.Error() != "a, b" {
		t.Errorf("%v does not wrap both", two)
	}
	if none := Errorf("%v", a); errors.Is(none, a) {
		t.Errorf("%v wraps", none)
	}
}
