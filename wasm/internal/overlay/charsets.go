package overlay

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A decoder is what is changed in a package of x/text that has charsets with
// characters of several bytes: the tables to encode text are left out, and those to
// decode it are packed, and unpacked when they are used first.
type decoder struct {
	tables   []string            // the variables of tables.go
	encoders []change            // where encoders are known
	uses     map[string][]string // which tables the decoder in a file uses
}

var decode = regexp.MustCompile(`\nfunc \((?:\w+ )?\*?\w+Decoder\) Transform\(.*\{\n`)

func (d decoder) files(original files) (files, error) {
	f, err := edited(d.encoders...)(original)
	if err != nil {
		return nil, err
	}
	const name = "tables.go"
	for _, table := range d.tables {
		if f[name], err = packTable(f[name], table); err != nil {
			return nil, err
		}
	}
	for file, tables := range d.uses {
		at := decode.FindIndex(f[file])
		if at == nil {
			return nil, fmt.Errorf("there is no decoder in %s", file)
		}
		for _, table := range tables {
			f[file] = slices.Insert(f[file], at[1], fmt.Appendf(nil, "\t%s := %[1]s()\n", table)...)
		}
	}
	u, err := embedded("unpack")
	if err != nil {
		return nil, err
	}
	pkg := regexp.MustCompile(`(?m)^package .*$`).Find(f[name])
	f["unpack.go"] = bytes.Replace(u["unpack.go"], []byte("package unpack"), pkg, 1)
	return f, nil
}

var entries = regexp.MustCompile(`(\d+):\s*(0x[0-9A-Fa-f]+),`)

// packTable replaces a table in Go by a function that returns it.
func packTable(text []byte, name string) ([]byte, error) {
	re := regexp.MustCompile(`(?s)var ` + name + ` = \[\.\.\.\](uint16|uint32)\{(.*?)\n\}\n`)
	m := re.FindSubmatchIndex(text)
	if m == nil {
		return nil, fmt.Errorf("there is no table %s", name)
	}
	var table []uint32
	for _, e := range entries.FindAllSubmatch(text[m[4]:m[5]], -1) {
		i, _ := strconv.Atoi(string(e[1]))
		value, _ := strconv.ParseUint(string(e[2]), 0, 32)
		for len(table) <= i {
			table = append(table, 0)
		}
		table[i] = uint32(value)
	}
	var b bytes.Buffer
	b.Write(text[:m[0]])
	fmt.Fprintf(&b, "var %s = packed[%s](%s)\n", name, text[m[2]:m[3]], quote(pack(table)))
	b.Write(text[m[1]:])
	return b.Bytes(), nil
}

// pack writes of each entry how far it is from the one before.
func pack(table []uint32) []byte {
	var b []byte
	last := int64(0)
	for _, v := range table {
		b = binary.AppendVarint(b, int64(v)-last)
		last = int64(v)
	}
	return b
}

// quote writes bytes as a string of Go.
func quote(b []byte) string {
	var s strings.Builder
	s.WriteByte('"')
	for _, c := range b {
		fmt.Fprintf(&s, `\x%02x`, c)
	}
	s.WriteByte('"')
	return s.String()
}
