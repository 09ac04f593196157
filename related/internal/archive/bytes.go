package archive

import "math"

// Number is the type of numbers that an archive holds.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int32 | ~int64
}

func numberRecord[T Number]() Record[T] { return Record[T]{sizeOf[T](), put[T], get[T]} }

// put writes numbers to b, the lowest byte of each first.
func put[T Number](b []byte, all []T) {
	switch sizeOf[T]() {
	case 1:
		for i, v := range all {
			b[i] = byte(v)
		}
	case 2:
		for i, v := range all {
			b := b[2*i : 2*i+2]
			b[0], b[1] = byte(v), byte(uint16(v)>>8)
		}
	case 4:
		for i, v := range all {
			b, v := b[4*i:4*i+4], uint32(v)
			b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
		}
	case 8:
		for i, v := range all {
			b, v := b[8*i:8*i+8], uint64(v)
			b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
			b[4], b[5], b[6], b[7] = byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56)
		}
	}
}

// get is put the other way round.
func get[T Number](all []T, b []byte) {
	switch sizeOf[T]() {
	case 1:
		if bytes, ok := any(all).([]uint8); ok {
			copy(bytes, b)
			return
		}
		for i := range all {
			all[i] = T(b[i])
		}
	case 2:
		for i := range all {
			b := b[2*i : 2*i+2]
			all[i] = T(uint16(b[0]) | uint16(b[1])<<8)
		}
	case 4:
		for i := range all {
			b := b[4*i : 4*i+4]
			all[i] = T(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
		}
	case 8:
		for i := range all {
			b := b[8*i : 8*i+8]
			all[i] = T(uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
				uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56)
		}
	}
}

func putFloats(b []byte, all []float32) {
	for i, f := range all {
		put(b[4*i:4*i+4], []uint32{math.Float32bits(f)})
	}
}

func getFloats(all []float32, b []byte) {
	for i := range all {
		b := b[4*i : 4*i+4]
		all[i] = math.Float32frombits(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
	}
}

func putDoubles(b []byte, all []float64) {
	for i, f := range all {
		put(b[8*i:8*i+8], []uint64{math.Float64bits(f)})
	}
}

func getDoubles(all []float64, b []byte) {
	var bits [1]uint64
	for i := range all {
		get(bits[:], b[8*i:8*i+8])
		all[i] = math.Float64frombits(bits[0])
	}
}

func putBools(b []byte, all []bool) {
	for i, v := range all {
		b[i] = 0
		if v {
			b[i] = 1
		}
	}
}

func getBools(all []bool, b []byte) {
	for i := range all {
		all[i] = b[i] != 0
	}
}

// sizeOf returns how many bytes a number of the type has.
func sizeOf[T Number]() int {
	var ones T
	ones--
	size := 0
	for v := uint64(ones); v != 0 && size < 8; v >>= 8 {
		size++
	}
	if T(0)-1 < 0 { // a signed type, in which all ones are -1
		for size = 1; size < 8 && T(1)<<(8*size-1) > 0; size *= 2 {
		}
	}
	return size
}
