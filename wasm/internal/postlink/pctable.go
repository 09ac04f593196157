package postlink

import (
	"encoding/binary"
	"errors"
)

// A pcValue is a value that holds in a function up to a place, exclusive. The
// values of a function are in ascending order of places.
type pcValue struct {
	value int32
	end   uint32
}

// maxPlaces is more than there are places in a function.
const maxPlaces = 1 << 16

// pcTable reads the values at an offset of the table pcs: pairs of a difference
// of values, the first to -1, and one of places, until a difference that is
// zero and not the first. Offset 0 means that there are none.
func pcTable(pcs []byte, offset uint32) ([]pcValue, error) {
	if offset == 0 {
		return nil, nil
	}
	if uint64(offset) >= uint64(len(pcs)) {
		return nil, errors.New("program counter table is out of range")
	}
	r := reader{rest: pcs[offset:]}
	var values []pcValue
	last := pcValue{value: -1}
	for {
		delta := uint32(r.unsigned())
		if delta == 0 && values != nil {
			break
		}
		places := r.unsigned()
		if places == 0 || places > maxPlaces || last.end > maxPlaces {
			return nil, errors.New("program counter table of unknown layout")
		}
		last.value += int32(-(delta & 1) ^ delta>>1)
		last.end += uint32(places)
		values = append(values, last)
	}
	if r.failed {
		return nil, errors.New("program counter table is cut off")
	}
	return values, nil
}

// pcBytes is the inverse of pcTable, but for the end of the last value: that is
// beyond any function, so that functions which differ only in their length have
// equal tables.
func pcBytes(values []pcValue) []byte {
	if values == nil {
		return nil
	}
	var b []byte
	last := pcValue{value: -1}
	for i, v := range values {
		if i+1 < len(values) && values[i+1].value == v.value {
			continue
		}
		delta := v.value - last.value
		b = binary.AppendUvarint(b, uint64(uint32(delta<<1)^uint32(delta>>31)))
		places := uint64(v.end - last.end)
		if i+1 == len(values) {
			places = maxPlaces
		}
		b = binary.AppendUvarint(b, places)
		last = v
	}
	return append(b, 0)
}
