// Package fmt stands in for the standard library's, which can print anything that Go
// has, and so carries all of package reflect, and can read, and knows files. The
// engine's messages are made of strings, bytes, numbers and errors. What else is
// given shows as its verb in the way of the original's mistakes, %!v(?).
package fmt

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Stringer is what says itself how it is written.
type Stringer interface{ String() string }

// Sprintf formats by the verbs c, d, q, s, t, U, v, w and x, with a width, a
// precision, and the flags minus and zero.
func Sprintf(format string, args ...any) string {
	s, _ := formatted(format, args)
	return s
}

// Fprintf writes what Sprintf returns.
func Fprintf(w io.Writer, format string, args ...any) (int, error) {
	return io.WriteString(w, Sprintf(format, args...))
}

// Sprint writes values as %v does, with a space where neither is a string.
func Sprint(args ...any) string {
	var b []byte
	for i, a := range args {
		if i > 0 && !isString(a) && !isString(args[i-1]) {
			b = append(b, ' ')
		}
		b = (&verb{letter: 'v', precision: -1}).append(b, a)
	}
	return string(b)
}

func isString(a any) bool {
	_, ok := a.(string)
	return ok
}

// Fprint writes what Sprint returns.
func Fprint(w io.Writer, args ...any) (int, error) { return io.WriteString(w, Sprint(args...)) }

// Errorf returns an error with the text that Sprintf returns. It wraps the errors
// that are given for %w.
func Errorf(format string, args ...any) error {
	s, wrapped := formatted(format, args)
	switch len(wrapped) {
	case 0:
		return errors.New(s)
	case 1:
		return &wrapError{s, wrapped[0]}
	}
	return &wrapErrors{s, wrapped}
}

type wrapError struct {
	text string
	err  error
}

func (e *wrapError) Error() string { return e.text }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	text string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.text }
func (e *wrapErrors) Unwrap() []error { return e.errs }

// formatted returns the text, and what is wrapped.
func formatted(format string, args []any) (string, []error) {
	var b []byte
	var wrapped []error
	for i := 0; i < len(format); {
		if format[i] != '%' {
			b = append(b, format[i])
			i++
			continue
		}
		v, n := readVerb(format[i:])
		i += n
		switch {
		case v.letter == '%':
			b = append(b, '%')
			continue
		case v.letter == 0:
			b = append(b, "%!(NOVERB)"...)
			continue
		case len(args) == 0:
			b = append(append(append(b, "%!"...), v.letter), "(MISSING)"...)
			continue
		}
		if err, ok := args[0].(error); ok && v.letter == 'w' {
			wrapped = append(wrapped, err)
			v.letter = 'v'
		}
		b = v.append(b, args[0])
		args = args[1:]
	}
	return string(b), wrapped
}

// A verb says how to write a value.
type verb struct {
	letter           byte
	left, zero       bool
	width, precision int // precision is -1 if there is none
}

// readVerb reads a verb, and says how long it is.
func readVerb(s string) (v verb, n int) {
	v.precision = -1
	n = 1
	for ; n < len(s) && (s[n] == '-' || s[n] == '0'); n++ {
		v.left = v.left || s[n] == '-'
		v.zero = v.zero || s[n] == '0'
	}
	number := func() (x int) {
		for ; n < len(s) && '0' <= s[n] && s[n] <= '9'; n++ {
			x = 10*x + int(s[n]-'0')
		}
		return x
	}
	v.width = number()
	if n < len(s) && s[n] == '.' {
		n++
		v.precision = number()
	}
	if n < len(s) {
		v.letter = s[n]
		n++
	}
	return v, n
}

// append appends a value.
func (v *verb) append(b []byte, arg any) []byte {
	text, ok := v.text(arg)
	if !ok {
		if text == "" {
			text = "?"
		}
		return append(append(append(append(append(b, "%!"...), v.letter), '('), text...), ')')
	}
	pad := v.width - utf8.RuneCountInString(text)
	if rest, negative := strings.CutPrefix(text, "-"); negative && v.zero && !v.left {
		b, text = append(b, '-'), rest
	}
	if v.left {
		b = append(b, text...)
	}
	for ; pad > 0; pad-- {
		if v.zero && !v.left {
			b = append(b, '0')
		} else {
			b = append(b, ' ')
		}
	}
	if !v.left {
		b = append(b, text...)
	}
	return b
}

// text returns the text of a value, and whether the verb suits it.
func (v *verb) text(arg any) (string, bool) {
	switch x := arg.(type) {
	case nil:
		return "<nil>", v.letter == 'v'
	case error:
		if v.letter != 'd' {
			return v.str(x.Error())
		}
	case Stringer:
		if v.letter != 'd' {
			return v.str(x.String())
		}
	}
	switch x := arg.(type) {
	case string:
		return v.str(x)
	case []byte:
		if v.letter == 's' || v.letter == 'q' || v.letter == 'x' {
			return v.str(string(x))
		}
	case bool:
		return strconv.FormatBool(x), v.letter == 'v' || v.letter == 't'
	case int:
		return v.integer(int64(x))
	case int8:
		return v.integer(int64(x))
	case int16:
		return v.integer(int64(x))
	case int32:
		return v.integer(int64(x))
	case int64:
		return v.integer(x)
	case uint8:
		return v.integer(int64(x))
	case uint16:
		return v.integer(int64(x))
	case uint32:
		return v.integer(int64(x))
	}
	return "", false
}

func (v *verb) str(s string) (string, bool) {
	if v.precision >= 0 && v.letter != 'x' {
		n := 0
		for i := range s {
			if n == v.precision {
				s = s[:i]
				break
			}
			n++
		}
	}
	switch v.letter {
	case 's', 'v':
		return s, true
	case 'q':
		return strconv.Quote(s), true
	case 'x':
		const digits = "0123456789abcdef"
		b := make([]byte, 0, 2*len(s))
		for i := range len(s) {
			b = append(b, digits[s[i]>>4], digits[s[i]&15])
		}
		return string(b), true
	}
	return "", false
}

func (v *verb) integer(n int64) (string, bool) {
	switch v.letter {
	case 'd', 'v':
		return strconv.FormatInt(n, 10), true
	case 'x':
		return strconv.FormatInt(n, 16), true
	case 'c':
		return string(character(n)), true
	case 'q':
		return strconv.QuoteRune(character(n)), true
	case 'U':
		s := []byte(strconv.FormatUint(uint64(n), 16))
		for i, c := range s {
			if c >= 'a' {
				s[i] = c - 'a' + 'A'
			}
		}
		for len(s) < 4 {
			s = append([]byte("0"), s...)
		}
		return "U+" + string(s), true
	}
	return "", false
}

func character(n int64) rune {
	if n < 0 || n > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(n)
}
