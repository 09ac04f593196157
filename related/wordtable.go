package related

// A wordTable numbers words. It is a hash table with linear probing, which takes a third
// of the memory of a map: the words stand elsewhere, by their numbers.
type wordTable struct {
	slots []uint32 // number plus one, 0 for an empty slot
}

func newWordTable(words []string) *wordTable {
	t := &wordTable{}
	t.grow(words, len(words))
	return t
}

// find returns the number of a word.
func (t *wordTable) find(words []string, s string) (number uint32, ok bool) {
	if len(t.slots) == 0 {
		return 0, false
	}
	mask := uint64(len(t.slots) - 1)
	for at := hashOf(s) & mask; t.slots[at] != 0; at = (at + 1) & mask {
		if n := t.slots[at] - 1; words[n] == s {
			return n, true
		}
	}
	return 0, false
}

// add returns the number of a word, the next one if it is new.
func (t *wordTable) add(words *[]string, s string) uint32 {
	if n, ok := t.find(*words, s); ok {
		return n
	}
	n := len(*words)
	*words = append(*words, s)
	if 4*n >= 3*len(t.slots) {
		t.grow(*words, 2*n)
	} else {
		t.put(uint32(n), s)
	}
	return uint32(n)
}

// grow makes room for n words, and puts those that there are in.
func (t *wordTable) grow(words []string, n int) {
	size := 16
	for 3*size < 4*n {
		size *= 2
	}
	t.slots = make([]uint32, size)
	for i, s := range words {
		t.put(uint32(i), s)
	}
}

func (t *wordTable) put(n uint32, s string) {
	mask := uint64(len(t.slots) - 1)
	at := hashOf(s) & mask
	for t.slots[at] != 0 {
		at = (at + 1) & mask
	}
	t.slots[at] = n + 1
}
