package text

import (
	"math/bits"
	"math/rand/v2"
	"strings"
)

// spellings numbers what words are written like. The short ones, which are nearly
// all, are in a hash table of their own, in which the letters themselves are the
// key: one look at memory finds a word, where a map takes three. Analysis spends
// most of its time here, and this halves it.
type spellings struct {
	slots []spelling // a power of two, at most half of them taken
	taken int
	seed  uint64 // so that nobody can make up words that collide
	long  map[string]uint32
}

// A spelling is one of at most shortSpelling bytes.
type spelling struct {
	key    [2]uint64 // its bytes, and its length, which is never 0
	number uint32
}

const shortSpelling = 15

func newSpellings() *spellings {
	return &spellings{slots: make([]spelling, 1<<10), seed: rand.Uint64(), long: make(map[string]uint32)}
}

// find returns the number of a spelling.
func (s *spellings) find(token string) (number uint32, ok bool) {
	if len(token) > shortSpelling {
		number, ok = s.long[token]
		return number, ok
	}
	slot := s.slot(shortKey(token))
	return slot.number, slot.key[1] != 0
}

// add adds a spelling that is not there yet.
func (s *spellings) add(token string, number uint32) {
	if len(token) > shortSpelling {
		s.long[strings.Clone(token)] = number
		return
	}
	if s.taken++; 2*s.taken > len(s.slots) {
		old := s.slots
		s.slots = make([]spelling, 4*len(old))
		for _, slot := range old {
			if slot.key[1] != 0 {
				*s.slot(slot.key) = slot
			}
		}
	}
	key := shortKey(token)
	*s.slot(key) = spelling{key, number}
}

// slot returns the slot that has a key, or the empty one where it belongs.
func (s *spellings) slot(key [2]uint64) *spelling {
	high, low := bits.Mul64(key[0]^s.seed, key[1]^0x9E3779B97F4A7C15)
	mask := uint64(len(s.slots) - 1)
	for at := (high ^ low) & mask; ; at = (at + 1) & mask {
		if slot := &s.slots[at]; slot.key == key || slot.key[1] == 0 {
			return slot
		}
	}
}

// shortKey packs a spelling: its first eight bytes, then the others and its length.
func shortKey(s string) [2]uint64 {
	length := uint64(len(s)) << 56
	if len(s) < 8 {
		return [2]uint64{upTo7(s), length}
	}
	return [2]uint64{eight(s), upTo7(s[8:]) | length}
}

// upTo7 packs at most seven bytes. Together with their number no two are alike.
func upTo7(s string) uint64 {
	n := len(s)
	switch {
	case n >= 4:
		return four(s) | four(s[n-4:])<<(8*(n-4))
	case n > 0:
		return uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16
	}
	return 0
}

func four(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
