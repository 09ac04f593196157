package overlay

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"
)

var (
	charmapTable = regexp.MustCompile(`(?s)\nvar \w+ = Charmap\{\n\tname: +(".*?"),\n\tmib: +(identifier\.\w+),\n\tasciiSuperset: (\w+),.*?\tdecode: \[256\]utf8Enc\{\n(.*?)\n\t\},\n.*?\n\}\n`)
	charmapByte  = regexp.MustCompile(`\{([123]), \[3\]byte\{0x(..), 0x(..), 0x(..)\}\}`)
	charmapVar   = regexp.MustCompile(`\nvar (\w+) \*Charmap = &(\w+)\n`)
)

// charmaps makes small tables of those of x/text.
func charmaps(original files) (files, error) {
	f, err := embedded("charmap")
	if err != nil {
		return nil, err
	}
	text := original["tables.go"]
	vars := charmapVar.FindAllSubmatch(text, -1)
	tables := charmapTable.FindAllSubmatch(text, -1)
	if len(vars) == 0 || len(vars) != len(tables) {
		return nil, fmt.Errorf("tables.go has %d charsets and %d tables", len(vars), len(tables))
	}
	var b bytes.Buffer
	b.WriteString("package charmap\n\nimport (\n\t\"golang.org/x/text/encoding\"\n\t\"golang.org/x/text/encoding/internal\"\n\t\"golang.org/x/text/encoding/internal/identifier\"\n)\n\n")
	for i, t := range tables {
		if string(t[3]) != "true" {
			continue // EBCDIC
		}
		high, err := upperHalf(t[4])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", vars[i][1], err)
		}
		fmt.Fprintf(&b, "var %s = &Charmap{%s, %s, [128]uint16{%s}}\n\n", vars[i][1], t[1], t[2], high)
	}
	b.WriteString("var ISO8859_8I encoding.Encoding = &internal.Encoding{Encoding: ISO8859_8, Name: \"ISO-8859-8I\", MIB: identifier.ISO88598I}\n")
	f["tables.go"] = b.Bytes()
	f["mib.go"] = []byte("package charmap\n\nimport \"golang.org/x/text/encoding/internal/identifier\"\n\ntype mib = identifier.MIB\n")
	return f, nil
}

// upperHalf returns what the bytes from 0x80 mean as a list of numbers in Go.
func upperHalf(table []byte) (list []byte, err error) {
	entries := charmapByte.FindAllSubmatch(table, -1)
	if len(entries) != 256 {
		return nil, fmt.Errorf("there are %d bytes", len(entries))
	}
	for i, e := range entries {
		var b [3]byte
		for j := range b {
			n, _ := strconv.ParseUint(string(e[2+j]), 16, 8)
			b[j] = byte(n)
		}
		r, size := utf8.DecodeRune(b[:e[1][0]-'0'])
		if size != int(e[1][0]-'0') || i < utf8.RuneSelf && r != rune(i) {
			return nil, fmt.Errorf("byte %#x is %q", i, r)
		}
		if i >= utf8.RuneSelf {
			list = fmt.Appendf(list, "%#x,", r)
		}
	}
	return list, nil
}
