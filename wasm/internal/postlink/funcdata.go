package postlink

import "errors"

// dataAlign is the alignment in memory, by kind of data.
var dataAlign = [numData]int{
	dataArgsMap: 4, dataLocalsMap: 4, dataObjects: 8, dataInlined: 4, dataOpenDefers: 1, dataWrapped: 4,
}

// functionData returns the data of a kind that begins at an offset: nil if that
// says that there is none.
func functionData(all []byte, kind int, offset uint32) ([]byte, error) {
	if offset == noData {
		return nil, nil
	}
	if uint64(offset) > uint64(len(all)) || int(offset)%dataAlign[kind] != 0 {
		return nil, errors.New("data of the function is out of range or not aligned")
	}
	r := reader{rest: all[offset:]}
	switch kind {
	case dataArgsMap, dataLocalsMap: // for each map a bit per word: is it a pointer?
		maps, words := uint64(r.uint32()), uint64(r.uint32())
		r.bytes(maps * ((words + 7) / 8))
	case dataObjects: // variables that are not found by the maps
		const size = 16
		n := uint64(r.uint32()) | uint64(r.uint32())<<32
		if n > uint64(len(r.rest)) {
			return nil, errors.New("more variables than there is room for")
		}
		r.bytes(n * size)
	case dataOpenDefers: // where on the stack pending calls are
		r.unsigned()
		r.unsigned()
	case dataWrapped: // the function that is wrapped
		r.bytes(4)
	}
	if r.failed {
		return nil, errors.New("data of the function is cut off")
	}
	return all[offset : len(all)-len(r.rest)], nil
}
