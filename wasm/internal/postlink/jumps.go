package postlink

import (
	"encoding/binary"
	"slices"
)

// placeLocal is the local variable, the parameter, that has the place where a
// function goes on.
const placeLocal = 0

// A frame is what Go compiles every function with places to go on at to:
//
//	block          ; to leave it while the stack is unwound
//	loop           ; if anything jumps
//	block block …  ; one for each place
//	local.get 0, br_table, end
//	… end … end …  ; a place is after the end of its block
//	end, unreachable, end, i32.const 1, end
type frame struct {
	unwind, loop int // instructions, -1 if it has none
	inner, outer int // the first and the last to be left of the blocks of places
	places       []uint64
}

func findFrame(code []instruction) (f frame, ok bool) {
	f.inner = slices.IndexFunc(code, func(i instruction) bool { return i.op == opBrTable }) - 2
	if f.inner < 0 || !code[f.inner+1].is(opLocalGet, placeLocal) {
		return f, false
	}
	r := reader{rest: code[f.inner+2].code[1:]}
	for n := r.unsigned() + 1; n > 0; n-- {
		f.places = append(f.places, r.unsigned())
	}
	// The last is that of the outermost block.
	f.outer = f.inner - int(f.places[len(f.places)-1])
	if f.outer < 0 || int(slices.Max(f.places)) > f.inner-f.outer {
		return f, false
	}
	for _, i := range code[f.outer : f.inner+1] {
		if i.op != opBlock {
			return f, false
		}
	}
	f.loop, f.unwind = -1, -1
	before := f.outer - 1
	if before >= 0 && code[before].op == opLoop {
		f.loop = before
		before--
	}
	if n := len(code); before >= 0 && code[before].op == opBlock && code[n-3].op == opEnd && code[n-2].is(opI32Const, 1) {
		f.unwind = before
	}
	return f, true
}

func (i instruction) is(op byte, operand int64) bool { return i.op == op && i.operand == operand }

// jump makes jumps forward direct, and reports whether the function is one that it
// knows. As compiled, a jump sets the place to go on at and goes back to the br_table
// that leads there. Where the block of the place is still open, it is enough to leave
// that: this is shorter, and faster. Also, what returns while the stack is unwound
// does so at once: the number of blocks to leave for that is different everywhere.
func (f *body) jump() bool {
	code := f.instructions
	frame, ok := findFrame(code)
	if !ok || !onlyPlaces(code, frame.inner+1) {
		return false
	}
	var out []instruction
	var open []int // the instructions of the blocks around
	left := func(depth int64) int {
		if depth >= int64(len(open)) {
			return -1
		}
		return open[len(open)-1-int(depth)]
	}
	// depth returns how many blocks are around the one that a jump has to leave.
	depth := func(jump []instruction) int {
		if frame.loop < 0 || !isJump(jump) || left(jump[2].operand) != frame.loop || uint64(jump[0].operand) >= uint64(len(frame.places)) {
			return -1
		}
		return len(open) - 1 - slices.Index(open, frame.inner-int(frame.places[jump[0].operand]))
	}
	for k := 0; k < len(code); k++ {
		i := code[k]
		switch i.op {
		case opBlock, opLoop, opIf:
			open = append(open, k)
			if i.op != opIf || i.operand != emptyBlock || k+5 > len(code) || code[k+4].op != opEnd {
				break
			}
			if d := depth(code[k+1 : k+4]); d > 0 && d < len(open) {
				open = open[:len(open)-1]
				out = append(out, branch(opBrIf, d-1))
				k += 4
				continue
			}
		case opEnd:
			open = open[:max(len(open)-1, 0)]
		case opI32Const:
			if d := depth(code[k:min(k+3, len(code))]); d >= 0 && d < len(open) {
				out = append(out, branch(opBr, d))
				k += 2
				continue
			}
		case opBr, opBrIf:
			switch left(i.operand) {
			case -1:
			case frame.loop:
				if k < 2 || !isJump(code[k-2:k+1]) {
					return false
				}
			case frame.unwind:
				if i.op == opBrIf {
					out = append(out, instruction{code: []byte{opIf, typeNone, opI32Const, 1, opReturn, opEnd}})
					continue
				}
			}
		case opBrTable:
			if k != frame.inner+2 {
				return false
			}
		}
		out = append(out, i)
	}
	f.instructions = out
	return true
}

// onlyPlaces reports whether the local variable of the place is read by one
// instruction, and otherwise only for the order of operands of an indirect call.
func onlyPlaces(code []instruction, by int) bool {
	for k, i := range code {
		if !i.is(opLocalGet, placeLocal) || k == by {
			continue
		}
		if k < 2 || k+1 == len(code) || !code[k-2].is(opLocalSet, placeLocal) || !code[k-1].is(opI32Const, 0) || code[k+1].op != opCallIndirect {
			return false
		}
	}
	return true
}

// isJump reports whether instructions set the place and go on there, if what they
// leave is the loop.
func isJump(i []instruction) bool {
	return len(i) == 3 && i[0].op == opI32Const && i[1].is(opLocalSet, placeLocal) && i[2].op == opBr
}

func branch(op byte, depth int) instruction {
	return instruction{op, int64(depth), binary.AppendUvarint([]byte{op}, uint64(depth))}
}
