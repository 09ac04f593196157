// Package archive writes numbers and strings to a stream, and reads them again. The
// same calls in the same order do both, so that the two can't differ. Nothing is changed
// that is only written.
package archive

import (
	"errors"
	"hash/crc32"
	"io"
	"runtime"
	"sync"
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
	free chan []byte // buffers for pieces; those that were not needed yet are nil
	size uint64      // of what was counted or written, or what is left to read
	err  error
}

// A header is a name, which ends in the version, the size of what follows, and a
// checksum of both. What follows are columns: each how many values it has, those in
// pieces, and a checksum.
const (
	nameBytes   = 12
	headerBytes = nameBytes + 8 + 4
	lengthBytes = 8
	sumBytes    = 4
)

// pieceBytes is how many bytes of a column are summed up and decoded at a time: few
// enough to be still in the cache of whoever does it.
const pieceBytes = 1 << 17

// maxDecoders is how many pieces are decoded at once at most, while another is read. More
// could not be read as fast.
const maxDecoders = 8

var table = crc32.MakeTable(crc32.Castagnoli)

// Write writes what do does to an archive, and returns how many bytes that was. The
// name has 12 bytes.
func Write(w io.Writer, name string, do func(*Archive)) (int64, error) {
	count := &Archive{}
	do(count)
	a := &Archive{mode: writing, w: w, free: buffers(1)}
	header := append([]byte(name), make([]byte, 12)...)
	put(header[nameBytes:], []uint64{count.size})
	put(header[nameBytes+8:], []uint32{crc32.Checksum(header[:nameBytes+8], table)})
	a.write(header)
	do(a)
	if a.err != nil {
		return 0, a.err
	}
	return int64(a.size), nil
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
	a := &Archive{mode: reading, r: r, free: buffers(min(runtime.GOMAXPROCS(0), maxDecoders) + 1), size: size[0]}
	do(a)
	if a.err == nil && a.size != 0 {
		a.err = ErrDamaged
	}
	return int64(headerBytes + size[0]), a.err
}

func buffers(n int) chan []byte {
	free := make(chan []byte, n)
	for range n {
		free <- nil
	}
	return free
}

// buffer takes a buffer of that size.
func (a *Archive) buffer(size int) []byte {
	b := <-a.free
	if cap(b) < size {
		b = make([]byte, max(size, pieceBytes))
	}
	return b[:size]
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
		a.size += uint64(len(b))
	}
}

// read fills b, a part of what is left.
func (a *Archive) read(b []byte) bool {
	switch {
	case a.err != nil:
	case uint64(len(b)) > a.size:
		a.err = ErrDamaged
	default:
		if _, err := io.ReadFull(a.r, b); err != nil {
			a.err = shortIs(err)
		}
		a.size -= uint64(len(b))
	}
	return a.err == nil
}

// length begins a column. It is how many values follow, each of so many bytes.
func (a *Archive) length(n, size int) int {
	var b [lengthBytes]byte
	switch a.mode {
	case counting:
		a.size += lengthBytes
	case writing:
		put(b[:], []uint64{uint64(n)})
		a.write(b[:])
	case reading:
		if !a.read(b[:]) {
			return 0
		}
		var length [1]uint64
		get(length[:], b[:])
		if length[0] > a.size/uint64(size) {
			a.err = ErrDamaged
			return 0
		}
		return int(length[0])
	}
	return n
}

// A piece of a column is some of its values, which have so many bytes.
type piece struct {
	lo, hi, size int
	sum          uint32 // of the bytes
}

// column writes a column of that length, or reads it, in pieces. It calls code to write
// values to b or to read them, in the latter case for several pieces at once.
func (a *Archive) column(length int, pieces []piece, code func(lo, hi int, b []byte)) {
	switch a.mode {
	case counting:
		for _, p := range pieces {
			a.size += uint64(p.size)
		}
		a.size += sumBytes
	case writing:
		for i := range pieces {
			p := &pieces[i]
			b := a.buffer(p.size)
			code(p.lo, p.hi, b)
			p.sum = crc32.Checksum(b, table)
			a.write(b)
			a.free <- b
		}
		a.write(sumOf(length, pieces))
	case reading:
		a.readPieces(pieces, code)
		var sum [sumBytes]byte
		if a.read(sum[:]) && string(sum[:]) != string(sumOf(length, pieces)) {
			a.err = ErrDamaged
		}
	}
}

func (a *Archive) readPieces(pieces []piece, code func(lo, hi int, b []byte)) {
	var wg sync.WaitGroup
	defer wg.Wait()
	for i := range pieces {
		p := &pieces[i]
		b := a.buffer(p.size)
		if !a.read(b) {
			a.free <- b
			return
		}
		decode := func() {
			p.sum = crc32.Checksum(b, table)
			code(p.lo, p.hi, b)
			a.free <- b
		}
		if len(pieces) == 1 {
			decode()
		} else {
			wg.Go(decode)
		}
	}
}

// sumOf returns the checksum of a column: of its length and the sums of its pieces.
func sumOf(length int, pieces []piece) []byte {
	b := make([]byte, lengthBytes+sumBytes*len(pieces))
	put(b, []uint64{uint64(length)})
	for i, p := range pieces {
		put(b[lengthBytes+sumBytes*i:], []uint32{p.sum})
	}
	sum := make([]byte, sumBytes)
	put(sum, []uint32{crc32.Checksum(b, table)})
	return sum
}
