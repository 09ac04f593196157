package postlink

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// maxMemory is how many bytes of a program's memory are looked at: many times
// what a large program has in data, and little for the machine that builds it.
const maxMemory = 64 << 20

// parseData returns the memory as the data section leaves it: from address 0
// to the end of the last segment.
func parseData(body []byte) ([]byte, error) {
	r := reader{rest: body}
	var memory []byte
	for n := r.unsigned(); n > 0 && !r.failed; n-- {
		if r.byte() != 0 || r.byte() != opI32Const {
			return nil, errors.New("a data segment is not at a constant address of the first memory")
		}
		address := r.signed()
		if r.byte() != opEnd {
			return nil, errors.New("the address of a data segment is not a constant")
		}
		data := r.bytes(r.unsigned())
		if address < 0 || address > maxMemory-int64(len(data)) {
			return nil, fmt.Errorf("a data segment is not within the first %d MiB", maxMemory>>20)
		}
		if beyond := address + int64(len(data)) - int64(len(memory)); beyond > 0 {
			memory = append(memory, make([]byte, beyond)...)
		}
		copy(memory[address:], data)
	}
	if r.failed || len(r.rest) > 0 {
		return nil, errors.New("the data section is cut off")
	}
	return memory, nil
}

// minGap is the least number of zeros between two data segments. The linker
// makes tens of thousands of segments: compressed, the head of a segment takes
// more bytes than the few zeros it saves.
const minGap = 1024

// appendData writes the data section that leaves memory. Memory begins as
// zeros, so long runs of them need not be written.
func appendData(b, memory []byte) []byte {
	var segments []byte
	count := uint64(0)
	for address := 0; address < len(memory); address++ {
		if memory[address] == 0 {
			continue
		}
		end := address + 1 // of the segment, after a byte that is not zero
		for i := end; i < len(memory) && i < end+minGap; i++ {
			if memory[i] != 0 {
				end = i + 1
			}
		}
		segments = append(segments, 0, opI32Const)
		segments = appendSigned(segments, int64(address))
		segments = append(segments, opEnd)
		segments = binary.AppendUvarint(segments, uint64(end-address))
		segments = append(segments, memory[address:end]...)
		count++
		address = end
	}
	b = binary.AppendUvarint(b, count)
	return append(b, segments...)
}
