package main

// yardstick is the least that any system does: it looks every word of every
// article up in a dictionary, in one thread, and makes no lists.
type yardstick struct{ tokens []uint32 }

// folded maps a byte of a word to lower case, and other bytes to 0. Bytes outside
// ASCII are taken for letters.
var folded = func() (table [256]byte) {
	for c := range table {
		switch b := byte(c); {
		case b >= 'A' && b <= 'Z':
			table[c] = b + 'a' - 'A'
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b >= 0x80:
			table[c] = b
		}
	}
	return table
}()

func (*yardstick) version() string { return "" }

func (y *yardstick) build(articles []article, _ [][]string) error {
	dictionary := map[string]uint32{}
	word := make([]byte, 0, 64)
	look := func(text string) {
		for i := 0; i < len(text); i++ {
			word = word[:0]
			for i < len(text) && folded[text[i]] != 0 {
				word = append(word, folded[text[i]])
				i++
			}
			if len(word) == 0 {
				continue
			}
			id, ok := dictionary[string(word)]
			if !ok {
				id = uint32(len(dictionary))
				dictionary[string(word)] = id
			}
			y.tokens = append(y.tokens, id)
		}
	}
	for i := range articles {
		a := &articles[i]
		y.tokens = y.tokens[:0]
		look(a.Title)
		look(a.Summary)
		look(a.Text)
	}
	return nil
}

func (*yardstick) lists(int) ([][]int, error) { return nil, nil }
