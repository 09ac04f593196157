package postlink

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// Layout of the tables, as in runtime/symtab.go of Go 1.26 on a machine with
// pointers of 8 bytes.
const (
	pcHeaderWords = 9
	moduleWords   = 42 // of the runtime's moduledata, that are looked at
	ftabSize      = 8  // bytes per function: its number and the offset of its record

	// A program counter is the number of a function << 16 plus a place in it,
	// and findfunctab has a record for every 4096 of them. What is looked up
	// has the place removed: of the records for a function only the first is
	// ever read, and of that the number it begins with plus the byte after it.
	findfuncSize = 1 << 16 / 4096 * 20
)

// pcHeader is how runtime.pclntab begins: the magic number since Go 1.20, two
// zeros, the least size of an instruction and the size of a pointer.
var pcHeader = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// A span is a range of addresses.
type span struct{ start, end uint64 }

func (s span) in(memory []byte) []byte { return memory[s.start:s.end:s.end] }

// tables are those of runtime.pclntab, in the order in which they are in memory.
type tables struct {
	names    span // of functions, each ends with a zero
	units    span // for each package, where in files its files are
	files    span // names of files, each ends with a zero
	pcs      span // see pcTable
	funcs    span // ftab, then a record for every function: see function
	funcData span // what the records point to
	find     span // findfunctab

	count uint32 // of functions
	first uint32 // number of the first of them; the others follow without gaps
}

// findTables finds the tables in the memory of a program. It errs unless there
// is one place where everything known about them holds.
func findTables(memory []byte) (*tables, error) {
	var found *tables
	err := errors.New("no runtime.pclntab as Go 1.26 has it")
	for at := 0; ; at++ {
		i := bytes.Index(memory[at:], pcHeader)
		if i < 0 {
			break
		}
		at += i
		t, here := tablesAt(memory, uint64(at))
		if here == nil {
			here = t.check(memory)
		}
		if here != nil {
			err = here
			continue
		}
		if found != nil {
			return nil, errors.New("two runtime.pclntab")
		}
		found = t
	}
	if found == nil {
		return nil, err
	}
	return found, nil
}

// words returns n numbers at an address, or nil if memory ends before.
func words(memory []byte, at, n uint64) []uint64 {
	if at > uint64(len(memory)) || (uint64(len(memory))-at)/8 < n {
		return nil
	}
	words := make([]uint64, n)
	for i := range words {
		words[i] = binary.LittleEndian.Uint64(memory[at+8*uint64(i):])
	}
	return words
}

// tablesAt reads the header at an address, and the runtime's moduledata, which
// is where that address is.
func tablesAt(memory []byte, address uint64) (*tables, error) {
	header := words(memory, address, pcHeaderWords)
	if header == nil || address%8 != 0 || header[3] != 0 || header[4] != 8*pcHeaderWords {
		return nil, errors.New("runtime.pclntab: unknown header")
	}
	var data []uint64
	mark := binary.LittleEndian.AppendUint64(nil, address)
	mark = binary.LittleEndian.AppendUint64(mark, address+header[4])
	for at := 0; ; at += 8 {
		i := bytes.Index(memory[at:], mark)
		if i < 0 {
			break
		}
		at += i
		if data != nil {
			return nil, errors.New("two runtime.firstmoduledata")
		}
		if data = words(memory, uint64(at), moduleWords); data == nil || at%8 != 0 {
			return nil, errors.New("runtime.firstmoduledata is cut off or not aligned")
		}
	}
	if data == nil {
		return nil, errors.New("no runtime.firstmoduledata")
	}

	// Six slices, each an address, a length and a capacity. The first five are
	// where the header says and follow each other.
	var slices [6]span
	for i, size := range []uint64{1, 4, 1, 1, 1, ftabSize} {
		start, length := data[1+3*i], data[2+3*i]
		if length != data[3+3*i] || start > maxMemory || length > maxMemory || start+length*size > uint64(len(memory)) {
			return nil, fmt.Errorf("runtime.firstmoduledata: slice %d is out of range", i)
		}
		slices[i] = span{start, start + length*size}
		if i < 5 && start != address+header[4+i] || 0 < i && i < 5 && start < slices[i-1].end {
			return nil, fmt.Errorf("runtime.firstmoduledata: slice %d is not where the header says", i)
		}
	}
	names, units, files, pcs, funcs, ftab := slices[0], slices[1], slices[2], slices[3], slices[4], slices[5]
	count := header[1]
	if count == 0 || count > maxMemory || ftab.start != funcs.start || ftab.end > funcs.end || ftab.end-ftab.start != (count+1)*ftabSize {
		return nil, errors.New("runtime.firstmoduledata: ftab does not hold all functions")
	}
	find, minPC, text, gofunc, end := data[19], data[20], data[22], data[40], data[41]
	const alignment = 64
	if gofunc < funcs.end || gofunc-funcs.end >= alignment || find < gofunc || end < find || end > uint64(len(memory)) {
		return nil, errors.New("runtime.firstmoduledata: the data of functions is out of range")
	}
	first := binary.LittleEndian.Uint32(ftab.in(memory))
	if text != 0 || minPC != uint64(first)<<16 {
		return nil, errors.New("runtime.firstmoduledata: the first function is not the least program counter")
	}
	return &tables{names, units, files, pcs, funcs, span{gofunc, find}, span{find, end}, uint32(count), first}, nil
}

// check checks the two tables that find the record of a function: they have to
// be as startCode writes them.
func (t *tables) check(memory []byte) error {
	ftab, find := reader{rest: t.funcs.in(memory)}, t.find.in(memory)
	for i := range t.count {
		number, at := ftab.uint32(), uint64(i)*findfuncSize
		ftab.uint32()
		if number != t.first+i {
			return fmt.Errorf("runtime.pclntab: function %d is not followed by the next", i)
		}
		if at+5 > uint64(len(find)) {
			return errors.New("runtime.findfunctab is cut off")
		}
		if binary.LittleEndian.Uint32(find[at:])+uint32(find[at+4]) != i {
			return fmt.Errorf("runtime.findfunctab: function %d is not where it is looked up", i)
		}
	}
	if ftab.uint32() != t.first+t.count {
		return errors.New("runtime.pclntab: unknown end of ftab")
	}
	return nil
}
