package postlink

import "encoding/binary"

// keepAddress writes the address of the function once, to a local variable. As
// compiled, it is in every address that a call returns to, with the place.
func (f *body) keepAddress() {
	const (
		address  = 2 // the new local variable
		placeBit = 16
		least    = 3 // calls, for it to be shorter
	)
	if len(f.locals) < 2 || f.locals[0] != (locals{1, typeI32}) || f.locals[1].typ != typeI64 {
		return
	}
	var function int64
	calls := 0
	for k, i := range f.instructions {
		if !isReturnAddress(f.instructions[k:]) {
			continue
		}
		if calls++; calls > 1 && i.operand>>placeBit != function {
			return
		}
		function = i.operand >> placeBit
	}
	if calls < least {
		return
	}
	f.locals[1].count++
	var start []byte
	start = appendSigned(append(start, opI64Const), function<<placeBit)
	out := []instruction{{code: append(start, opLocalSet, address)}}
	for k, i := range f.instructions {
		switch {
		case isReturnAddress(f.instructions[k:]):
			i.code = appendSigned([]byte{opLocalGet, address, opI64Const}, i.operand-function<<placeBit)
			i.code = append(i.code, opI64Add)
		case i.op >= opLocalGet && i.op <= opLocalTee && i.operand >= address:
			i.code = binary.AppendUvarint([]byte{i.op}, uint64(i.operand)+1)
		}
		out = append(out, i)
	}
	f.instructions = out
}

// isReturnAddress reports whether instructions begin with what is stored on the stack
// before a call. To take another number for one does no harm.
func isReturnAddress(i []instruction) bool {
	return len(i) > 3 && i[0].op == opI64Const && i[0].operand > 0 && i[1].is(opI64Store, 0) && (i[2].op == opCall || i[3].op == opCall && i[2].is(opI32Const, 0))
}
