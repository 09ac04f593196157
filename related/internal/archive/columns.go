package archive

import "math"

// A Record is how a value is written: in Size bytes.
type Record[T any] struct {
	Size int
	Put  func(b []byte, all []T)
	Get  func(all []T, b []byte)
}

// Records are a slice of values. One that is read has room for the given part, one in
// so many, on top; 0 is for none. An empty one is read as nil.
func Records[S ~[]T, T any](a *Archive, s *S, room int, r Record[T]) {
	n := a.length(len(*s), r.Size)
	if a.err != nil {
		return
	}
	if a.mode == reading {
		if *s = nil; n > 0 {
			*s = make(S, n, n+part(n, room))
		}
	}
	var pieces []piece
	for lo := 0; lo < n; {
		hi := min(lo+pieceBytes/r.Size, n)
		pieces = append(pieces, piece{lo: lo, hi: hi, size: (hi - lo) * r.Size})
		lo = hi
	}
	all := *s
	a.column(n, pieces, func(lo, hi int, b []byte) {
		if a.mode == reading {
			r.Get(all[lo:hi], b)
		} else {
			r.Put(b, all[lo:hi])
		}
	})
	if a.err != nil && a.mode == reading {
		*s = nil
	}
}

func part(n, room int) int {
	if room == 0 {
		return 0
	}
	return n / room
}

// Numbers are a slice of numbers. For its room see Records.
func Numbers[S ~[]T, T Number](a *Archive, s *S, room int) { Records(a, s, room, numberRecord[T]()) }

// Floats are a slice of small numbers with a fraction.
func (a *Archive) Floats(all *[]float32, room int) {
	Records(a, all, room, Record[float32]{4, putFloats, getFloats})
}

// Doubles are a slice of numbers with a fraction.
func (a *Archive) Doubles(all *[]float64, room int) {
	Records(a, all, room, Record[float64]{8, putDoubles, getDoubles})
}

// Bools are a slice of true and false.
func (a *Archive) Bools(all *[]bool, room int) {
	Records(a, all, room, Record[bool]{1, putBools, getBools})
}

// Int is an integer, which is not negative.
func (a *Archive) Int(n *int) {
	one := uint64(*n)
	if Value(a, &one); a.Reading() {
		if one > math.MaxInt32 {
			a.Fail()
			return
		}
		*n = int(one)
	}
}

// Float is a number with a fraction.
func (a *Archive) Float(f *float64) {
	one := math.Float64bits(*f)
	if Value(a, &one); a.Reading() {
		*f = math.Float64frombits(one)
	}
}

// Bool is true or false.
func (a *Archive) Bool(b *bool) {
	n := uint8(0)
	if *b {
		n = 1
	}
	if Value(a, &n); a.Reading() {
		*b = n != 0
	}
}

// Value is one number.
func Value[T Number](a *Archive, v *T) {
	one := []T{*v}
	if Numbers(a, &one, 0); a.Reading() {
		if len(one) != 1 {
			a.Fail()
			return
		}
		*v = one[0]
	}
}

// String is a string.
func (a *Archive) String(s *string) { a.Texts(1, func(int) *string { return s }) }

// Strings are a slice of strings. For its room see Records.
func (a *Archive) Strings(all *[]string, room int) {
	at := func(i int) *string { return &(*all)[i] }
	var lengths []uint32
	if a.mode != reading {
		lengths = lengthsOf(len(*all), at)
	}
	if Numbers(a, &lengths, 0); a.Reading() {
		*all = make([]string, len(lengths), len(lengths)+part(len(lengths), room))
	}
	if a.texts(lengths, at); a.mode == reading && a.err != nil {
		*all = nil
	}
}

// Texts are n strings, which stand in so many places. Places into which they are read
// must be empty. If all strings are, next to nothing is written.
func (a *Archive) Texts(n int, at func(i int) *string) {
	var lengths []uint32
	if a.mode != reading {
		if lengths = lengthsOf(n, at); allZero(lengths) {
			lengths = nil
		}
	}
	Numbers(a, &lengths, 0)
	switch len(lengths) {
	case n:
		a.texts(lengths, at)
	case 0:
	default:
		a.Fail()
	}
}

func lengthsOf(n int, at func(i int) *string) []uint32 {
	lengths := make([]uint32, n)
	for i := range lengths {
		lengths[i] = uint32(len(*at(i)))
	}
	return lengths
}

func allZero(all []uint32) bool {
	for _, n := range all {
		if n != 0 {
			return false
		}
	}
	return true
}

// texts are strings of known lengths. Those of one piece share memory when they are read.
func (a *Archive) texts(lengths []uint32, at func(i int) *string) {
	a.rows(lengths, 1, func(lo, hi int, b []byte) {
		if a.mode != reading {
			for i := lo; i < hi; i++ {
				b = b[copy(b, *at(i)):]
			}
			return
		}
		text := string(b)
		for i := lo; i < hi; i++ {
			if n := lengths[i]; n > 0 {
				*at(i), text = text[:n], text[n:]
			}
		}
	})
}

// Rows are slices of values. Those that are read share memory, and have no room for more.
func Rows[T any](a *Archive, rows *[][]T, r Record[T]) {
	var counts []uint32
	if a.mode != reading {
		counts = make([]uint32, len(*rows))
		for i, row := range *rows {
			counts[i] = uint32(len(row))
		}
	}
	if Numbers(a, &counts, 0); a.Reading() {
		*rows = make([][]T, len(counts))
	}
	a.rows(counts, r.Size, func(lo, hi int, b []byte) {
		if a.mode != reading {
			for _, row := range (*rows)[lo:hi] {
				size := r.Size * len(row)
				r.Put(b[:size], row)
				b = b[size:]
			}
			return
		}
		all := make([]T, len(b)/r.Size)
		r.Get(all, b)
		for i := lo; i < hi; i++ {
			n := counts[i]
			(*rows)[i], all = all[:n:n], all[n:]
		}
	})
	if a.mode == reading && a.err != nil {
		*rows = nil
	}
}

// NumberRows are slices of numbers.
func NumberRows[T Number](a *Archive, rows *[][]T) { Rows(a, rows, numberRecord[T]()) }

// rows are a column of rows that have so many values each, of that size. No piece ends
// within a row.
func (a *Archive) rows(counts []uint32, size int, code func(lo, hi int, b []byte)) {
	var pieces []piece
	total := 0
	p := piece{}
	for i, n := range counts {
		bytes := int(n) * size
		if p.size > 0 && p.size+bytes > pieceBytes {
			pieces = append(pieces, p)
			p = piece{lo: i}
		}
		p.hi, p.size = i+1, p.size+bytes
		total += int(n)
	}
	if p.hi > p.lo {
		pieces = append(pieces, p)
	}
	switch n := a.length(total, size); {
	case a.err != nil:
	case n != total:
		a.Fail()
	default:
		a.column(n, pieces, code)
	}
}
