package postlink

// Instructions of WebAssembly. Those from opI32Load to opLastStore, and from opI32Eqz
// to opLastExtend, have operands of the same kind.
const (
	opNop          = 0x01
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opElse         = 0x05
	opEnd          = 0x0b
	opBr           = 0x0c
	opBrIf         = 0x0d
	opBrTable      = 0x0e
	opReturn       = 0x0f
	opCall         = 0x10
	opCallIndirect = 0x11
	opDrop         = 0x1a
	opSelect       = 0x1b
	opLocalGet     = 0x20
	opLocalSet     = 0x21
	opLocalTee     = 0x22
	opGlobalSet    = 0x24
	opI32Load      = 0x28
	opI32Load8U    = 0x2d
	opI32Store     = 0x36
	opI64Store     = 0x37
	opLastStore    = 0x3e
	opMemorySize   = 0x3f
	opMemoryGrow   = 0x40
	opI32Const     = 0x41
	opI64Const     = 0x42
	opF32Const     = 0x43
	opF64Const     = 0x44
	opI32Eqz       = 0x45
	opI32Ne        = 0x47
	opI32Add       = 0x6a
	opI32Sub       = 0x6b
	opI32Shl       = 0x74
	opI64Add       = 0x7c
	opLastExtend   = 0xc4
	opMore         = 0xfc // instructions with a number of their own:

	moreLastTruncate = 7
	moreMemoryCopy   = 10
	moreMemoryFill   = 11

	typeI32    = 0x7f
	typeI64    = 0x7e
	typeNone   = 0x40
	typeFunc   = 0x60
	emptyBlock = -0x40 // typeNone as a number
)
