package postlink

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// An instruction is one of a function.
type instruction struct {
	op      byte
	operand int64  // the first one, the offset of a load or store; 0 if it has none
	code    []byte // all of it
}

// instruction reads the next one. Only those are known that Go uses.
func (r *reader) instruction() (i instruction, err error) {
	from := r.rest
	i.op = r.byte()
	switch op := i.op; {
	case op == opBlock || op == opLoop || op == opIf || op == opI32Const || op == opI64Const:
		i.operand = r.signed()
	case op == opBr || op == opBrIf || op == opCall || op >= opLocalGet && op <= opGlobalSet:
		i.operand = int64(r.unsigned())
	case op == opBrTable:
		for n := r.unsigned() + 1; n > 0 && !r.failed; n-- {
			r.unsigned()
		}
	case op == opCallIndirect:
		i.operand = int64(r.unsigned())
		r.unsigned()
	case op >= opI32Load && op <= opLastStore:
		r.unsigned() // alignment
		i.operand = int64(r.unsigned())
	case op == opMemorySize || op == opMemoryGrow:
		r.byte()
	case op == opF32Const:
		r.bytes(4)
	case op == opF64Const:
		r.bytes(8)
	case op == opMore:
		switch more := r.unsigned(); {
		case more <= moreLastTruncate:
		case more == moreMemoryCopy:
			r.bytes(2)
		case more == moreMemoryFill:
			r.byte()
		default:
			return i, fmt.Errorf("instruction %#x %d is not known", op, more)
		}
	case op <= opNop || op == opElse || op == opEnd || op == opReturn || op == opDrop || op == opSelect || op >= opI32Eqz && op <= opLastExtend:
	default:
		return i, fmt.Errorf("instruction %#x is not known", op)
	}
	if r.failed {
		return i, errors.New("an instruction is cut off")
	}
	i.code = from[:len(from)-len(r.rest)]
	return i, nil
}

// A body is the code of a function.
type body struct {
	locals       []locals // after the parameters
	instructions []instruction
}

// locals are variables of one type.
type locals struct {
	count uint64
	typ   byte
}

func parseBody(code []byte) (f body, err error) {
	r := reader{rest: code}
	for n := r.unsigned(); n > 0 && !r.failed; n-- {
		f.locals = append(f.locals, locals{r.unsigned(), r.byte()})
	}
	for len(r.rest) > 0 {
		i, err := r.instruction()
		if err != nil {
			return f, err
		}
		f.instructions = append(f.instructions, i)
	}
	return f, nil
}

// append writes the function with its instructions.
func (f *body) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(f.locals)))
	for _, l := range f.locals {
		b = append(binary.AppendUvarint(b, l.count), l.typ)
	}
	for _, i := range f.instructions {
		b = append(b, i.code...)
	}
	return b
}

// goType is the type of functions in Go, as the first of a module: the place to go
// on at, and whether the stack is unwound.
const goType = "\x60\x01\x7f\x01\x7f"

// shrinkCode shortens all functions that Go compiled.
func (m *module) shrinkCode() error {
	types, functions, codes := m.section(sectionType), m.section(sectionFunction), m.section(sectionCode)
	if types == nil || functions == nil || codes == nil {
		return errors.New("the module has no functions")
	}
	t, kinds, r := reader{rest: types.body}, reader{rest: functions.body}, reader{rest: codes.body}
	t.unsigned()
	isGo := string(t.bytes(uint64(len(goType)))) == goType
	n := r.unsigned()
	if kinds.unsigned() != n {
		return errors.New("the module has not as much code as functions")
	}
	b := binary.AppendUvarint(nil, n)
	for i := range n {
		kind, code := kinds.unsigned(), r.bytes(r.unsigned())
		if kinds.failed || r.failed {
			return errors.New("the code is cut off")
		}
		f, err := parseBody(code)
		if err != nil {
			return fmt.Errorf("function %d: %w", i, err)
		}
		if isGo && kind == 0 && f.jump() {
			f.keepAddress()
			code = f.append(nil)
		}
		b = binary.AppendUvarint(b, uint64(len(code)))
		b = append(b, code...)
	}
	if len(r.rest) > 0 {
		return errors.New("there is more code than functions")
	}
	codes.body = b
	return nil
}
