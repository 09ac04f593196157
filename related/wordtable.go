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
	n := t.slots[t.slotOf(words, s)]
	return n - 1, n != 0
}

// slotOf returns the slot that has a word, or could have it.
func (t *wordTable) slotOf(words []string, s string) uint64 {
	mask := uint64(len(t.slots) - 1)
	at := hashOf(s) & mask
	for t.slots[at] != 0 && words[t.slots[at]-1] != s {
		at = (at + 1) & mask
	}
	return at
}

// add returns the number of a word, the next one if it is new.
func (t *wordTable) add(words *[]string, s string) uint32 {
	n := len(*words)
	if 4*n >= 3*len(t.slots) {
		t.grow(*words, 2*n)
	}
	slot := &t.slots[t.slotOf(*words, s)]
	if *slot == 0 {
		*words = append(*words, s)
		*slot = uint32(n + 1)
	}
	return *slot - 1
}

// grow makes room for n words, and puts those that there are in.
func (t *wordTable) grow(words []string, n int) {
	size := 16
	for 3*size < 4*n {
		size *= 2
	}
	t.slots = make([]uint32, size)
	for i, s := range words {
		t.slots[t.slotOf(words, s)] = uint32(i + 1)
	}
}
