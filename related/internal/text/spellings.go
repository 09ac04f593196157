package text

import (
	"math/bits"
	"math/rand/v2"
	"strings"
	"sync/atomic"
)

// numbers are those of strings that are not empty. They can be looked up while one is added if those
// strings are short.
type numbers struct {
	short *spellings
	long  map[string]uint32
}

func (n *numbers) find(s string) (number uint32, ok bool) {
	if len(s) <= shortSpelling {
		return n.short.find(s)
	}
	number, ok = n.long[s]
	return number, ok
}

func (n *numbers) add(s string, number uint32) {
	if len(s) <= shortSpelling {
		n.short.add(s, number)
	} else {
		n.long[strings.Clone(s)] = number
	}
}

// spellings numbers what words are written like, as long as that is short. They are in
// a hash table in which the letters themselves are the key: one look at memory finds a
// word, where a map takes three. Analysis spends most of its time here, and this halves
// it. Whoever looks one up waits for nobody: all analyzers of a language share the table,
// and with it the cache.
type spellings struct {
	table atomic.Pointer[table]
	seed  uint64    // so that nobody can make up words that collide
	_     [128]byte // others look up, again and again, what stands above while one writes what stands below
	taken int
}

// A table has room for a power of two, of which at most half are taken.
type table []spelling

// A spelling is one of at most shortSpelling bytes. What it holds never changes once its
// end is there.
type spelling struct {
	start  uint64        // its first eight bytes
	end    atomic.Uint64 // the others, and its length, which is never 0
	number uint32
}

const shortSpelling = 15

func newSpellings() *spellings {
	s := &spellings{seed: rand.Uint64()}
	s.table.Store(&table{})
	return s
}

// find returns the number of a short spelling.
func (s *spellings) find(token string) (number uint32, ok bool) {
	slot, ok := s.slot(*s.table.Load(), shortKey(token))
	if !ok {
		return 0, false
	}
	return slot.number, true
}

// add adds a short spelling. Only one can be added at a time.
func (s *spellings) add(token string, number uint32) {
	all := *s.table.Load()
	if 2*s.taken >= len(all) {
		more := make(table, max(2*len(all), 1<<10))
		for i := range all {
			if end := all[i].end.Load(); end != 0 {
				s.put(more, [2]uint64{all[i].start, end}, all[i].number)
			}
		}
		s.table.Store(&more)
		all = more
	}
	if s.put(all, shortKey(token), number) {
		s.taken++
	}
}

// put adds a key that may be there by now, and reports whether it was not.
func (s *spellings) put(t table, key [2]uint64, number uint32) bool {
	slot, ok := s.slot(t, key)
	if !ok {
		slot.start, slot.number = key[0], number
		slot.end.Store(key[1])
	}
	return !ok
}

// slot returns the slot that has a key, or else the empty one where it belongs.
func (s *spellings) slot(t table, key [2]uint64) (slot *spelling, ok bool) {
	if len(t) == 0 {
		return nil, false
	}
	high, low := bits.Mul64(key[0]^s.seed, key[1]^0x9E3779B97F4A7C15)
	mask := uint64(len(t) - 1)
	for at := (high ^ low) & mask; ; at = (at + 1) & mask {
		slot := &t[at]
		switch slot.end.Load() {
		case key[1]:
			if slot.start == key[0] {
				return slot, true
			}
		case 0:
			return slot, false
		}
	}
}

// shortKey packs a spelling: its first eight bytes; the others and its length.
func shortKey(s string) [2]uint64 {
	if len(s) < 8 {
		return [2]uint64{upTo7(s), uint64(len(s)) << 56}
	}
	return [2]uint64{eight(s), upTo7(s[8:]) | uint64(len(s))<<56}
}

// upTo7 is eight with zeros behind the end of s.
func upTo7(s string) (packed uint64) {
	for i := len(s) - 1; i >= 0; i-- {
		packed = packed<<8 | uint64(s[i])
	}
	return packed
}

// eight packs the first eight bytes of s, the first as the lowest.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
