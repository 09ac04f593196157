// Package unpack reads tables of characters as package overlay packs them. Its text
// becomes a part of the packages that have such tables.
package unpack

import (
	"encoding/binary"
	"sync"
)

// packed returns what unpacks a table when it is called first.
func packed[E uint16 | uint32](table string) func() []E {
	return sync.OnceValue(func() []E { return unpack[E](table) })
}

// unpack reads a table: of each entry, how far it is from the one before. Charsets
// list many characters in the order of Unicode, so most of these numbers are small,
// and repeat.
func unpack[E uint16 | uint32](packed string) []E {
	var table []E
	last := int64(0)
	for b := []byte(packed); len(b) > 0; {
		step, n := binary.Varint(b)
		last += step
		table = append(table, E(last))
		b = b[n:]
	}
	return table
}
