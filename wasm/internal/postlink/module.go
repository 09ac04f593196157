package postlink

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Numbers of the sections of a WebAssembly module that are looked into.
const (
	sectionCustom   = 0
	sectionType     = 1
	sectionImport   = 2
	sectionFunction = 3
	sectionStart    = 8
	sectionElement  = 9
	sectionCode     = 10
	sectionData     = 11
)

var preamble = []byte("\x00asm\x01\x00\x00\x00")

// A module is a list of sections. Only custom ones may be there twice.
type module []section

type section struct {
	id   byte
	body []byte
}

func parseModule(b []byte) (module, error) {
	if !bytes.HasPrefix(b, preamble) {
		return nil, errors.New("not a WebAssembly module of version 1")
	}
	r := reader{rest: b[len(preamble):]}
	var m module
	for len(r.rest) > 0 {
		id := r.byte()
		body := r.bytes(r.unsigned())
		if r.failed {
			return nil, fmt.Errorf("section %d of the module is cut off", len(m))
		}
		if id != sectionCustom && m.section(id) != nil {
			return nil, fmt.Errorf("two sections with number %d", id)
		}
		m = append(m, section{id, body})
	}
	return m, nil
}

// section returns the section with a number, or nil.
func (m module) section(id byte) *section {
	i := slices.IndexFunc(m, func(s section) bool { return s.id == id })
	if i < 0 {
		return nil
	}
	return &m[i]
}

// append writes the module without its custom sections, which say what it was
// made with.
func (m module) append(b []byte) []byte {
	b = append(b, preamble...)
	for _, s := range m {
		if s.id == sectionCustom {
			continue
		}
		b = append(b, s.id)
		b = binary.AppendUvarint(b, uint64(len(s.body)))
		b = append(b, s.body...)
	}
	return b
}

// goVersion returns the release of Go that the linker names in the custom
// section "producers", or "".
func (m module) goVersion() string {
	for _, s := range m {
		r := reader{rest: s.body}
		if s.id != sectionCustom || string(r.bytes(r.unsigned())) != "producers" {
			continue
		}
		for n := r.unsigned(); n > 0 && !r.failed; n-- {
			field := string(r.bytes(r.unsigned()))
			for n := r.unsigned(); n > 0 && !r.failed; n-- {
				value, version := string(r.bytes(r.unsigned())), r.bytes(r.unsigned())
				if field == "language" && value == "Go" {
					return string(version)
				}
			}
		}
	}
	return ""
}

// A reader reads numbers and bytes. Once there are not enough of them, or a
// number is too long, it has failed and gives zeros.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.rest, r.failed = nil, true
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) uint32() uint32 {
	if b := r.bytes(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// unsigned reads an unsigned number of any length up to 64 bits, LEB128.
func (r *reader) unsigned() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.rest, r.failed = nil, true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// signed reads a signed one.
func (r *reader) signed() int64 {
	var v int64
	for shift := 0; shift < 70; shift += 7 {
		b := r.byte()
		v |= int64(b&0x7f) << shift
		if b < 0x80 {
			unused := max(57-shift, 0)
			return v << unused >> unused
		}
	}
	r.rest, r.failed = nil, true
	return 0
}

func appendSigned(b []byte, v int64) []byte {
	for v < -0x40 || v >= 0x40 {
		b = append(b, byte(v)|0x80)
		v >>= 7
	}
	return append(b, byte(v)&0x7f)
}
