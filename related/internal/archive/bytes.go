package archive

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
