package postlink

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Kinds of program counter tables and of data that functions have, as in
// internal/abi/symtab.go. Not listed here and not kept are where a goroutine
// can be interrupted, which WebAssembly cannot do, and how to print arguments.
const (
	pcStackMap  = 1
	pcInlined   = 2
	numPCTables = 4

	dataArgsMap    = 0
	dataLocalsMap  = 1
	dataObjects    = 2
	dataInlined    = 3
	dataOpenDefers = 4
	dataWrapped    = 7
	numData        = 8
)

const noData = ^uint32(0) // in place of the offset of data

// kindWrapper is the kind of a function that the compiler made to call another,
// as a method of *T that calls that of T.
const kindWrapper = 23

// A function is what is kept of type _func of the runtime.
type function struct {
	name          string
	args, deferPC uint32
	kind, flag    byte
	frame         []pcValue // size of the frame on the stack
	stackMap      []pcValue // index in maps of arguments and locals
	calls         []pcValue // index in inlined
	inlined       []inlinedCall
	data          [numData][]byte // without that of inlined calls
}

// An inlinedCall is a call in place of which the called function is.
type inlinedCall struct {
	kind   byte
	name   string
	parent uint32 // place of the call in the function
}

const (
	funcSize        = 44
	inlinedCallSize = 16
	funcTablesAt    = 28 // number of program counter tables in a function
	funcDataAt      = 43 // number of data
)

// functions reads the records of all functions.
func (t *tables) functions(memory []byte) ([]function, error) {
	ftab := t.funcs.in(memory)
	functions := make([]function, t.count)
	for i := range functions {
		at := binary.LittleEndian.Uint32(ftab[i*ftabSize+4:])
		if uint64(at) > uint64(len(ftab)) {
			return nil, fmt.Errorf("function %d is out of range", i)
		}
		f, err := t.function(memory, ftab[at:])
		if err != nil {
			return nil, fmt.Errorf("function %d (%s): %w", i, f.name, err)
		}
		functions[i] = f
	}
	return functions, nil
}

func (t *tables) function(memory, record []byte) (f function, err error) {
	r := reader{rest: record}
	r.uint32() // its number, which ftab has
	name := r.uint32()
	f.args, f.deferPC = r.uint32(), r.uint32()
	frame := r.uint32()
	r.bytes(8) // names of files and lines
	numTables := r.uint32()
	r.bytes(8) // package and first line
	f.kind, f.flag = r.byte(), r.byte()
	r.byte()
	numOfData := r.byte()
	if numTables > numPCTables || numOfData > numData {
		return f, errors.New("has tables or data of unknown kinds")
	}
	var tables [numPCTables]uint32
	for i := range numTables {
		tables[i] = r.uint32()
	}
	data := [numData]uint32{}
	for i := range data {
		data[i] = noData
		if i < int(numOfData) {
			data[i] = r.uint32()
		}
	}
	if r.failed {
		return f, errors.New("is cut off")
	}

	if f.name, err = nameAt(t.names.in(memory), name); err != nil {
		return f, err
	}
	for _, table := range []struct {
		to *[]pcValue
		at uint32
	}{{&f.frame, frame}, {&f.stackMap, tables[pcStackMap]}, {&f.calls, tables[pcInlined]}} {
		if *table.to, err = pcTable(t.pcs.in(memory), table.at); err != nil {
			return f, err
		}
	}
	for _, kind := range []int{dataArgsMap, dataLocalsMap, dataObjects, dataOpenDefers, dataWrapped} {
		if f.data[kind], err = functionData(t.funcData.in(memory), kind, data[kind]); err != nil {
			return f, err
		}
	}
	f.inlined, err = t.inlinedCalls(memory, data[dataInlined], f.calls)
	return f, err
}

// inlinedCalls reads the calls that a program counter table has indexes of.
func (t *tables) inlinedCalls(memory []byte, at uint32, indexes []pcValue) ([]inlinedCall, error) {
	if at == noData {
		return nil, nil
	}
	all := t.funcData.in(memory)
	if uint64(at) > uint64(len(all)) {
		return nil, errors.New("inlined calls are out of range")
	}
	r := reader{rest: all[at:]}
	var calls []inlinedCall
	for i := range indexes {
		for int64(len(calls)) <= int64(indexes[i].value) {
			c := inlinedCall{kind: byte(r.uint32())}
			name := r.uint32()
			c.parent = r.uint32()
			r.uint32() // first line
			if r.failed {
				return nil, errors.New("inlined calls are cut off")
			}
			var err error
			if c.name, err = nameAt(t.names.in(memory), name); err != nil {
				return nil, err
			}
			calls = append(calls, c)
		}
	}
	return calls, nil
}

// needsInlined reports whether a program can tell that the inlined calls of a
// function are gone, by more than what they are there for, stack traces.
//
// One that does is recover: it counts the calls between itself and a panic, and
// passes over wrappers, but not over what is inlined in them. In any other
// function the count would only say two or more instead of one: recover then
// needs to have seen none before, and functions that call recover or defer it
// are never inlined. Package reflect names its own methods in panics.
func (f *function) needsInlined() bool {
	return f.kind == kindWrapper || slices.ContainsFunc(f.inlined, func(c inlinedCall) bool { return isReflect(c.name) })
}

// append writes the record of the function. Its number is left for startCode.
func (f *function) append(b []byte, names, pcs, data *pool) []byte {
	frame := pcs.at(pcBytes(f.frame))
	tables := []uint32{0, pcs.at(pcBytes(f.stackMap)), pcs.at(pcBytes(f.calls))}
	for len(tables) > 0 && tables[len(tables)-1] == 0 {
		tables = tables[:len(tables)-1]
	}
	var offsets []uint32
	for kind, d := range f.data {
		if kind == dataInlined {
			d = inlinedBytes(f.inlined, names)
		}
		offset := noData
		if d != nil {
			offset = data.at(d)
		}
		offsets = append(offsets, offset)
	}
	for len(offsets) > 0 && offsets[len(offsets)-1] == noData {
		offsets = offsets[:len(offsets)-1]
	}
	const none = 0
	for _, v := range [...]uint32{none, names.at(nameBytes(f.name)), f.args, f.deferPC, frame, none, none, uint32(len(tables)),
		none, none, uint32(f.kind) | uint32(f.flag)<<8 | uint32(len(offsets))<<24} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	for _, v := range slices.Concat(tables, offsets) {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

func inlinedBytes(calls []inlinedCall, names *pool) []byte {
	var b []byte
	for _, c := range calls {
		for _, v := range [...]uint32{uint32(c.kind), names.at(nameBytes(c.name)), c.parent, 0} {
			b = binary.LittleEndian.AppendUint32(b, v)
		}
	}
	return b
}
