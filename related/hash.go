package related

import "iter"

// hashOf returns a hash of a string, 0 for the empty one only. It is the same on
// every machine, for indexes are stored.
func hashOf(s string) uint64 {
	if s == "" {
		return 0
	}
	h := uint64(len(s))
	b := []byte(s)
	for ; len(b) >= 8; b = b[8:] {
		h = mix(h ^ le64(b))
	}
	for _, c := range b {
		h = mix(h ^ uint64(c))
	}
	return max(h, 1)
}

// le64 returns the first eight bytes as a number, the first of them the lowest.
func le64(b []byte) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// mix spreads a number over 64 bits (the finalizer of SplitMix64).
func mix(h uint64) uint64 {
	h += 0x9E3779B97F4A7C15
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

// A keyTable finds documents by a key that is a hash and stands elsewhere. It is a
// hash table with linear probing. The key 0 is none.
type keyTable struct {
	slots []uint32 // document plus one, 0 for an empty slot
	used  int
}

// add adds a document, given every document's key.
func (t *keyTable) add(doc int, keyOf func(doc int) uint64) {
	if keyOf(doc) == 0 {
		return
	}
	if 2*t.used >= len(t.slots) {
		old := t.slots
		t.slots = make([]uint32, max(16, 2*len(old)))
		for _, slot := range old {
			if slot != 0 {
				t.put(slot, keyOf(int(slot-1)))
			}
		}
	}
	t.put(uint32(doc+1), keyOf(doc))
	t.used++
}

func (t *keyTable) put(slot uint32, key uint64) {
	mask := uint64(len(t.slots) - 1)
	at := key & mask
	for t.slots[at] != 0 {
		at = (at + 1) & mask
	}
	t.slots[at] = slot
}

// all yields the documents that have a key.
func (t *keyTable) all(key uint64, keyOf func(doc int) uint64) iter.Seq[int] {
	return func(yield func(doc int) bool) {
		if key == 0 || len(t.slots) == 0 {
			return
		}
		mask := uint64(len(t.slots) - 1)
		for at := key & mask; t.slots[at] != 0; at = (at + 1) & mask {
			if doc := int(t.slots[at] - 1); keyOf(doc) == key && !yield(doc) {
				return
			}
		}
	}
}
