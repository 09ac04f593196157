// Package charmap stands in for golang.org/x/text/encoding/charmap: the tables have
// a number for each of the upper 128 bytes, and none to encode text. Only charsets
// that have ASCII in their lower half are in it, which all that feeds are written in
// have.
package charmap

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// Charmap is an 8-bit character set encoding.
type Charmap struct {
	name string
	mib  mib
	high [128]uint16 // what the bytes from 0x80 mean
}

// String returns the name of the charset.
func (m *Charmap) String() string { return m.name }

// ID tells package htmlindex which charset this is.
func (m *Charmap) ID() (mib, string) { return m.mib, "" }

// DecodeByte returns the character that a byte means, U+FFFD if it means none.
func (m *Charmap) DecodeByte(b byte) rune {
	if b < utf8.RuneSelf {
		return rune(b)
	}
	return rune(m.high[b-utf8.RuneSelf])
}

// EncodeRune returns the byte that means r. If there is none it is that of the
// substitute character of ASCII.
func (m *Charmap) EncodeRune(r rune) (b byte, ok bool) {
	if r < utf8.RuneSelf {
		return byte(r), true
	}
	for i, c := range m.high {
		if rune(c) == r && c != utf8.RuneError {
			return byte(utf8.RuneSelf + i), true
		}
	}
	return encoding.ASCIISub, false
}

// NewDecoder returns what makes UTF-8 of text in the charset.
func (m *Charmap) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: decoder{charmap: m}}
}

// NewEncoder panics: the engine writes nothing but UTF-8.
func (m *Charmap) NewEncoder() *encoding.Encoder { panic("charmap: no encoder of " + m.name) }

type decoder struct {
	transform.NopResetter
	charmap *Charmap
}

func (d decoder) Transform(dst, src []byte, _ bool) (nDst, nSrc int, err error) {
	for i, b := range src {
		r := d.charmap.DecodeByte(b)
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, i, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
	}
	return nDst, len(src), nil
}
