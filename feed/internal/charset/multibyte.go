package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// wideCost says how many bits the text takes in a charset with characters of
// several bytes, of which some are frequent.
func wideCost(dec *encoding.Decoder, frequent map[rune]int, text []byte) int {
	sum := 0
	dst := make([]byte, 16)
	afterLetter := false // of ASCII
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			afterLetter = isASCIILetter(rune(text[i]))
			i++
			continue
		}
		size, r := 1, utf8.RuneError
		for n := 1; n <= 4 && i+n <= len(text); n++ {
			dec.Reset()
			written, read, err := dec.Transform(dst, text[i:i+n], false)
			if err == nil && read == n {
				size = n
				r, _ = utf8.DecodeRune(dst[:written])
				break
			}
		}
		lead := text[i]
		i += size
		beside := 0 // ASCII letters
		if afterLetter {
			beside++
		}
		if i < len(text) && isASCIILetter(rune(text[i])) {
			beside++
		}
		afterLetter = false
		sum += beside * costMixed
		known, ok := frequent[r]
		switch {
		case r == utf8.RuneError || unicode.Is(unicode.Co, r) || r < 0xa0:
			sum += costInvalid
		case ok:
			sum += known
		case r >= 0x3040 && r < 0x30a0: // Hiragana
			sum += 5
		case r >= 0x30a0 && r < 0x3100: // Katakana
			sum += 6
		case r >= 0x3000 && r < 0x3020 || r >= 0xff00 && r < 0xff60: // punctuation, full-width ASCII
			sum += 6
		case r >= 0xff60 && r < 0xffe0: // half-width Katakana, one byte each
			sum += 11 + beside*costInside
		case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r):
			sum += rareCost(lead, r)
		case strings.ContainsRune("–—‘’“”…·×°", r):
			sum += 8
		case r >= 0x2000 && r < 0x2800 || r >= 0x3020 && r < 0x3400: // symbols
			sum += 12
		default:
			sum += 18
		}
	}
	return sum
}

// rareCost says what a character costs that is not one of the most frequent.
// The standards have two levels: one of the characters in general use and one
// of those that are rare.
func rareCost(lead byte, r rune) int {
	general := lead >= 0xa4 && lead <= 0xd7 || lead >= 0x88 && lead <= 0x97
	if unicode.Is(unicode.Hangul, r) {
		general = lead >= 0xb0 && lead <= 0xc8
	}
	if general {
		return 13
	}
	return 18
}
