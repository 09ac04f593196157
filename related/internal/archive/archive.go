// Package archive writes numbers and strings to a stream, and reads them again. The
// same calls in the same order do both, so that the two can't differ. Nothing is changed
// that is only written.
package archive

import (
	"errors"
	"hash/crc32"
	"io"
	"math"
)

// ErrDamaged is what reading ends in if the bytes are not those that were written.
var ErrDamaged = errors.New("damaged or cut short")

// ErrVersion is what reading ends in if something else was written, or by a program
// that writes another way.
var ErrVersion = errors.New("of another version")

type mode int

const (
	counting mode = iota
	writing
	reading
)

// An Archive is a stream that is written or read, or one of which the length is
// counted. After an error it does nothing, and slices that are read stay empty.
type Archive struct {
	mode mode
	w    io.Writer
	r    io.Reader
	buf  []byte
	crc  uint32
	size uint64 // of what was counted or written, or what is left to read
	err  error
}

// A header is a name, which ends in the version, the size of what follows, and a
// checksum of both. A checksum of what follows comes at the end.
const (
	nameBytes   = 12
	headerBytes = nameBytes + 8 + 4
	trailBytes  = 4
	bufBytes    = 1 << 16
)

var table = crc32.MakeTable(crc32.Castagnoli)

// Write writes what do does to an archive, and returns how many bytes that was. The
// name has 12 bytes.
func Write(w io.Writer, name string, do func(*Archive)) (int64, error) {
	count := &Archive{}
	do(count)
	a := &Archive{mode: writing, w: w, buf: make([]byte, bufBytes)}
	header := append([]byte(name), make([]byte, 12)...)
	put(header[nameBytes:], []uint64{count.size})
	put(header[nameBytes+8:], []uint32{crc32.Checksum(header[:nameBytes+8], table)})
	a.write(header)
	a.crc, a.size = 0, 0
	do(a)
	trail := make([]byte, trailBytes)
	put(trail, []uint32{a.crc})
	size := a.size
	a.write(trail)
	if a.err != nil {
		return 0, a.err
	}
	return int64(headerBytes + size + trailBytes), nil
}

// Read reads what was written under that name, from r to as far as that goes.
func Read(r io.Reader, name string, do func(*Archive)) (int64, error) {
	header := make([]byte, headerBytes)
	if _, err := io.ReadFull(r, header); err != nil {
		return 0, shortIs(err)
	}
	if string(header[:nameBytes]) != name {
		return 0, ErrVersion
	}
	var size [1]uint64
	var sum [1]uint32
	get(size[:], header[nameBytes:])
	get(sum[:], header[nameBytes+8:])
	if sum[0] != crc32.Checksum(header[:nameBytes+8], table) {
		return 0, ErrDamaged
	}
	a := &Archive{mode: reading, r: r, buf: make([]byte, bufBytes), size: size[0]}
	do(a)
	if a.err == nil && a.size != 0 {
		a.err = ErrDamaged
	}
	if a.err == nil {
		trail := make([]byte, trailBytes)
		if _, err := io.ReadFull(r, trail); err != nil {
			return 0, shortIs(err)
		}
		if get(sum[:], trail); sum[0] != a.crc {
			a.err = ErrDamaged
		}
	}
	return int64(headerBytes + size[0] + trailBytes), a.err
}

// shortIs returns ErrDamaged for the end of a stream that has more to give.
func shortIs(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return ErrDamaged
	}
	return err
}

// Reading reports whether values are read, and not written or counted.
func (a *Archive) Reading() bool { return a.mode == reading && a.err == nil }

// Fail ends reading: what was read makes no sense.
func (a *Archive) Fail() { a.err = ErrDamaged }

func (a *Archive) write(b []byte) {
	if a.err == nil {
		_, a.err = a.w.Write(b)
		a.crc = crc32.Update(a.crc, table, b)
		a.size += uint64(len(b))
	}
}

// read fills b, a part of what is left.
func (a *Archive) read(b []byte) bool {
	if a.err == nil {
		if _, err := io.ReadFull(a.r, b); err != nil {
			a.err = shortIs(err)
		}
		a.crc = crc32.Update(a.crc, table, b)
		a.size -= uint64(len(b))
	}
	return a.err == nil
}

// Number is the type of numbers that an archive holds.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int32 | ~int64
}

// Int is an integer, which is not negative.
func (a *Archive) Int(n *int) {
	one := []uint64{uint64(*n)}
	Numbers(a, &one, 0)
	if a.Reading() {
		if len(one) != 1 || one[0] > math.MaxInt32 {
			a.Fail()
			return
		}
		*n = int(one[0])
	}
}

// Float is a number with a fraction.
func (a *Archive) Float(f *float64) {
	one := []uint64{math.Float64bits(*f)}
	Numbers(a, &one, 0)
	if a.Reading() && len(one) == 1 {
		*f = math.Float64frombits(one[0])
	}
}

// Bool is true or false.
func (a *Archive) Bool(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	a.Int(&n)
	if a.Reading() {
		*b = n != 0
	}
}

// Value is one number.
func Value[T Number](a *Archive, v *T) {
	one := []T{*v}
	Numbers(a, &one, 0)
	if a.Reading() && len(one) == 1 {
		*v = one[0]
	}
}

// Numbers are a slice of numbers. One that is read has room for the given part, one in
// so many, on top; 0 is for none. An empty one is read as nil.
func Numbers[S ~[]T, T Number](a *Archive, s *S, room int) {
	n := a.length(len(*s), sizeOf[T]())
	if a.mode == counting || a.err != nil {
		return
	}
	size := sizeOf[T]()
	if a.mode == reading {
		if *s = nil; n == 0 {
			return
		}
		*s = make(S, n, n+part(n, room))
	}
	if bytes, ok := any([]T(*s)).([]uint8); ok {
		a.bytes(bytes)
		return
	}
	for all := *s; len(all) > 0 && a.err == nil; {
		some := all[:min(len(all), bufBytes/size)]
		all = all[len(some):]
		b := a.buf[:len(some)*size]
		if a.mode == writing {
			put(b, some)
			a.write(b)
		} else if a.read(b) {
			get(some, b)
		}
	}
	if a.err != nil && a.mode == reading {
		*s = nil
	}
}

// bytes writes or fills a slice of bytes, in pieces that are still in the cache when
// they are summed up.
func (a *Archive) bytes(all []uint8) {
	for len(all) > 0 && a.err == nil {
		some := all[:min(len(all), bufBytes)]
		all = all[len(some):]
		if a.mode == writing {
			a.write(some)
		} else {
			a.read(some)
		}
	}
}

func part(n, room int) int {
	if room == 0 {
		return 0
	}
	return n / room
}

// length is how many values follow, each of so many bytes.
func (a *Archive) length(n, size int) int {
	var b [8]byte
	switch a.mode {
	case counting:
		a.size += uint64(len(b)) + uint64(n)*uint64(size)
	case writing:
		put(b[:], []uint64{uint64(n)})
		a.write(b[:])
	case reading:
		if a.size < uint64(len(b)) {
			a.err = ErrDamaged
		}
		if a.read(b[:]) {
			var length [1]uint64
			get(length[:], b[:])
			if length[0] > a.size/uint64(size) {
				a.err = ErrDamaged
				return 0
			}
			return int(length[0])
		}
		return 0
	}
	return n
}

// String is a string.
func (a *Archive) String(s *string) {
	one := []string{*s}
	a.Strings(&one, 0)
	if a.Reading() && len(one) == 1 {
		*s = one[0]
	}
}

// Strings are a slice of strings. Those that are read share one piece of memory.
func (a *Archive) Strings(all *[]string, room int) {
	var lengths []uint32
	var text []byte
	if a.mode != reading {
		lengths = make([]uint32, len(*all))
		total := 0
		for i, s := range *all {
			lengths[i] = uint32(len(s))
			total += len(s)
		}
		text = make([]byte, 0, total)
		for _, s := range *all {
			text = append(text, s...)
		}
	}
	Numbers(a, &lengths, 0)
	Numbers(a, &text, 0)
	if !a.Reading() {
		return
	}
	*all = make([]string, len(lengths), len(lengths)+part(len(lengths), room))
	rest := string(text)
	for i, n := range lengths {
		if int(n) > len(rest) {
			a.Fail()
			*all = nil
			return
		}
		(*all)[i], rest = rest[:n], rest[n:]
	}
}

// Floats are a slice of small numbers with a fraction.
func (a *Archive) Floats(all *[]float32, room int) {
	bits := make([]uint32, len(*all))
	for i, f := range *all {
		bits[i] = math.Float32bits(f)
	}
	Numbers(a, &bits, room)
	if a.Reading() && len(bits) > 0 {
		*all = make([]float32, len(bits), cap(bits))
		for i, b := range bits {
			(*all)[i] = math.Float32frombits(b)
		}
	}
}

// Doubles are a slice of numbers with a fraction.
func (a *Archive) Doubles(all *[]float64, room int) {
	bits := make([]uint64, len(*all))
	for i, f := range *all {
		bits[i] = math.Float64bits(f)
	}
	Numbers(a, &bits, room)
	if a.Reading() && len(bits) > 0 {
		*all = make([]float64, len(bits), cap(bits))
		for i, b := range bits {
			(*all)[i] = math.Float64frombits(b)
		}
	}
}

// Rows are slices of numbers. Those that are read share one piece of memory.
func Rows[T Number](a *Archive, rows *[][]T) {
	counts, all := make([]uint32, len(*rows)), []T(nil)
	for i, row := range *rows {
		counts[i] = uint32(len(row))
		all = append(all, row...)
	}
	Numbers(a, &counts, 0)
	Numbers(a, &all, 0)
	if !a.Reading() {
		return
	}
	*rows = make([][]T, len(counts))
	for i, n := range counts {
		if int(n) > len(all) {
			a.Fail()
			return
		}
		(*rows)[i], all = all[:n:n], all[n:]
	}
}

// Bools are a slice of true and false.
func (a *Archive) Bools(all *[]bool, room int) {
	bytes := make([]uint8, len(*all))
	for i, b := range *all {
		if b {
			bytes[i] = 1
		}
	}
	Numbers(a, &bytes, room)
	if a.Reading() && len(bytes) > 0 {
		*all = make([]bool, len(bytes), cap(bytes))
		for i, b := range bytes {
			(*all)[i] = b != 0
		}
	}
}
