package postlink

import (
	"encoding/binary"
	"errors"
	"math"
)

// startCode is a function without parameters that writes what it can count: the
// numbers of the functions, where their records begin, and findfunctab. Such
// sequences are what compresses worst.
func (t *tables) startCode() []byte {
	const (
		number = iota // of the function
		record        // addresses: of its record,
		ftab          // of its place in ftab
		find          // and in findfunctab
		numLocals
	)
	var b []byte
	get := func(local byte) { b = append(b, opLocalGet, local) }
	constant := func(v uint32) { b = appendSigned(append(b, opI32Const), int64(int32(v))) }
	set := func(local byte, v uint64) {
		constant(uint32(v))
		b = append(b, opLocalSet, local)
	}
	add := func(local byte, v uint32) {
		get(local)
		constant(v)
		b = append(b, opI32Add, opLocalSet, local)
	}
	memory := func(op, align, offset byte) { b = append(b, op, align, offset) } // align: of 1<<align bytes

	b = append(b, 1, numLocals, typeI32)
	set(number, uint64(t.first))
	set(record, t.funcs.start+uint64(t.count+1)*ftabSize)
	set(ftab, t.funcs.start)
	set(find, t.find.start)
	b = append(b, opLoop, typeNone)

	get(record) // its number
	get(number)
	memory(opI32Store, 2, 0)

	get(ftab) // number, offset of the record
	get(number)
	memory(opI32Store, 2, 0)
	get(ftab)
	get(record)
	constant(uint32(t.funcs.start))
	b = append(b, opI32Sub)
	memory(opI32Store, 2, 4)

	get(find) // number among the functions
	get(number)
	constant(t.first)
	b = append(b, opI32Sub)
	memory(opI32Store, 2, 0)

	get(record) // the record ends with its tables and data, 4 bytes each
	memory(opI32Load, 2, funcTablesAt)
	get(record)
	memory(opI32Load8U, 0, funcDataAt)
	b = append(b, opI32Add)
	constant(2)
	b = append(b, opI32Shl)
	constant(funcSize)
	b = append(b, opI32Add)
	get(record)
	b = append(b, opI32Add, opLocalSet, record)

	add(ftab, ftabSize)
	add(find, findfuncSize)
	add(number, 1)
	get(number)
	constant(t.first + t.count)
	b = append(b, opI32Ne, opBrIf, 0)
	return append(b, opEnd, opEnd)
}

// addStart makes the module run a function without parameters once, when it is
// instantiated and its memory has its data.
func (m *module) addStart(code []byte) error {
	types, imports, functions, codes := m.section(sectionType), m.section(sectionImport), m.section(sectionFunction), m.section(sectionCode)
	if types == nil || imports == nil || functions == nil || codes == nil {
		return errors.New("the module has no functions")
	}
	if m.section(sectionStart) != nil {
		return errors.New("the module has a function to start with already")
	}
	imported, err := countImports(imports.body)
	if err != nil {
		return err
	}
	typeIndex, err := appendItem(types, []byte{typeFunc, 0, 0})
	if err != nil {
		return err
	}
	index, err := appendItem(functions, binary.AppendUvarint(nil, typeIndex))
	if err != nil {
		return err
	}
	codeIndex, err := appendItem(codes, append(binary.AppendUvarint(nil, uint64(len(code))), code...))
	if err != nil {
		return err
	}
	if codeIndex != index {
		return errors.New("the module has not as much code as functions")
	}
	start := section{sectionStart, binary.AppendUvarint(nil, imported+index)}
	for i, s := range *m {
		if s.id >= sectionElement {
			*m = append((*m)[:i:i], append(module{start}, (*m)[i:]...)...)
			return nil
		}
	}
	return errors.New("the module has no code")
}

// appendItem appends to a section that is a list, and returns the index.
func appendItem(s *section, item []byte) (uint64, error) {
	r := reader{rest: s.body}
	n := r.unsigned()
	if r.failed || n >= math.MaxUint32 {
		return 0, errors.New("a section of the module is cut off")
	}
	body := binary.AppendUvarint(nil, n+1)
	body = append(body, r.rest...)
	s.body = append(body, item...)
	return n, nil
}

// countImports counts the imported functions, which are numbered first. Go
// imports nothing else.
func countImports(body []byte) (uint64, error) {
	r := reader{rest: body}
	count := r.unsigned()
	for n := count; n > 0 && !r.failed; n-- {
		r.bytes(r.unsigned())
		r.bytes(r.unsigned())
		if r.byte() != 0 {
			return 0, errors.New("the module imports what is not a function")
		}
		r.unsigned() // type
	}
	if r.failed || len(r.rest) > 0 {
		return 0, errors.New("the imports are cut off")
	}
	return count, nil
}
