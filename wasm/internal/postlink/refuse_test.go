package postlink

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// What a module that is small has where: addresses in its memory.
const (
	tinyModuleData = 8
	tinyHeader     = 512
	tinyNames      = tinyHeader + 72
	tinyUnits      = tinyNames + 64
	tinyFiles      = tinyUnits + 8
	tinyPCs        = tinyFiles + 8
	tinyFuncs      = tinyPCs + 32
	tinyRecord     = tinyFuncs + 3*ftabSize
	tinyFuncData   = tinyFuncs + 192
	tinyFind       = tinyFuncData + 32
	tinyEnd        = tinyFind + findfuncSize + 20
)

// tinyMemory is the memory of a program of two functions, as Go 1.26 makes it.
func tinyMemory() []byte {
	memory := make([]byte, tinyEnd+1)
	memory[tinyEnd] = 1 // of something else
	put := func(at int, values ...uint64) {
		for i, v := range values {
			binary.LittleEndian.PutUint64(memory[at+8*i:], v)
		}
	}
	put32 := func(at int, values ...uint32) {
		for i, v := range values {
			binary.LittleEndian.PutUint32(memory[at+4*i:], v)
		}
	}
	copy(memory[tinyHeader:], pcHeader)
	put(tinyHeader+8, 2, 1, 0, tinyNames-tinyHeader, tinyUnits-tinyHeader, tinyFiles-tinyHeader, tinyPCs-tinyHeader, tinyFuncs-tinyHeader)
	copy(memory[tinyNames:], "\x00runtime.start\x00main.(*T).Method\x00main.inlined\x00")
	copy(memory[tinyFiles:], "main.go\x00")
	copy(memory[tinyPCs:], "\x00\x02\x01\x60\x05\x00\x00\x03\x02\x03\x00") // at 1: 0, then 48; at 6: -1, then 0

	const first = 0x1000
	put32(tinyFuncs, first, tinyRecord-tinyFuncs, first+1, tinyRecord-tinyFuncs+funcSize, first+2)
	put32(tinyRecord, first, 1, 0, 0, 1, 6, 6, 0, 0, 10, 0)
	put32(tinyRecord+funcSize, first+1, 15, 8, 3, 1, 6, 6, 3, 0, 20, kindWrapper|4<<24, 0, 6, 6, 0, 0, noData, 12)
	put32(tinyFuncData, 1, 3, 5, 0, 32, 2, 0)          // a map of 3 words; an inlined call
	put32(tinyFuncData+28, uint32(0))                  // and what is free
	put32(tinyFind+findfuncSize, 1)                    // the second function is found
	put(tinyModuleData, tinyHeader, tinyNames, 64, 64) // then the other slices
	put(tinyModuleData+4*8, tinyUnits, 1, 1, tinyFiles, 8, 8, tinyPCs, 32, 32, tinyFuncs, 192, 192, tinyFuncs, 3, 3)
	put(tinyModuleData+19*8, tinyFind, first<<16, (first+1)<<16)
	put(tinyModuleData+40*8, tinyFuncData, tinyEnd)
	return memory
}

// tinyModule is a module with that memory.
func tinyModule(version string, memory []byte) []byte {
	custom := func(name, body string) section {
		return section{sectionCustom, []byte(string(rune(len(name))) + name + body)}
	}
	m := module{
		custom("go:buildid", "a"),
		{sectionType, []byte{1, typeFunc, 0, 0}},
		{sectionImport, []byte("\x01\x04gojs\x04exit\x00\x00")},
		{sectionFunction, []byte{1, 0}},
		{5, []byte{1, 0, 1}}, // a page of memory
		{sectionCode, []byte{1, 2, 0, opEnd}},
		{sectionData, appendData(nil, memory)},
		custom("producers", "\x01\x08language\x01\x02Go"+string(rune(len(version)))+version),
	}
	b := bytes.Clone(preamble)
	for _, s := range m {
		b = append(b, s.id)
		b = binary.AppendUvarint(b, uint64(len(s.body)))
		b = append(b, s.body...)
	}
	return b
}

func TestTiny(t *testing.T) {
	before := tinyModule("go1.26.8", tinyMemory())
	after, err := Shrink(before)
	if err != nil {
		t.Fatal(err)
	}
	m, err := parseModule(after)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		id   byte
		body string
	}{
		{sectionType, "\x02\x60\x00\x00\x60\x00\x00"},
		{sectionFunction, "\x02\x00\x01"},
		{sectionStart, "\x02"}, // after the one imported and the one of the program
	} {
		if s := m.section(want.id); s == nil || string(s.body) != want.body {
			t.Errorf("section %d is %q, want %q", want.id, s, want.body)
		}
	}
	memory, err := parseData(m.section(sectionData).body)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(memory[tinyNames:tinyUnits]), "\x00runtime.?\x00main.(*T).Method\x00?\x00"; strings.TrimRight(got, "\x00") != strings.TrimRight(want, "\x00") {
		t.Errorf("names are %q, want %q", got, want)
	}
	if m.section(sectionCustom) != nil || bytes.Contains(after, []byte("main.go")) {
		t.Error("names of files or of tools are left")
	}
}

// What is not known is left alone, with a reason.
func TestRefuse(t *testing.T) {
	good := tinyModule("go1.26", tinyMemory())
	changed := func(at int, b ...byte) []byte {
		memory := tinyMemory()
		copy(memory[at:], b)
		return tinyModule("go1.26", memory)
	}
	for _, test := range []struct {
		name   string
		module []byte
		want   string
	}{
		{"nothing", nil, "not a WebAssembly module"},
		{"text", []byte("package main"), "not a WebAssembly module"},
		{"version 2", append([]byte("\x00asm\x02\x00\x00\x00"), good[8:]...), "not a WebAssembly module"},
		{"not Go", preamble, "built with Go \"\""},
		{"older Go", tinyModule("go1.25.7", tinyMemory()), "built with Go \"go1.25.7\""},
		{"newer Go", tinyModule("go1.27", tinyMemory()), "built with Go \"go1.27\""},
		{"experiment", tinyModule("go1.26.1 X:more", tinyMemory()), "built with Go"},
		{"cut off", good[:len(good)-1], "is cut off"},
		{"no tables", tinyModule("go1.26", []byte("data")), "no runtime.pclntab"},
		{"magic of Go 1.18", changed(tinyHeader, 0xf0), "no runtime.pclntab"},
		{"pointers of 4 bytes", changed(tinyHeader+7, 4), "no runtime.pclntab"},
		{"text start in the header", changed(tinyHeader+24, 1), "unknown header"},
		{"longer header", changed(tinyHeader+32, 80), "unknown header"},
		{"table elsewhere", changed(tinyHeader+48, 1), "not where the header says"},
		{"no moduledata", changed(tinyModuleData+1, 0), "no runtime.firstmoduledata"},
		{"huge slice", changed(tinyModuleData+5*8, 0xff, 0xff, 0xff, 0xff), "slice 1 is out of range"},
		{"capacity is not length", changed(tinyModuleData+6*8, 2), "slice 1 is out of range"},
		{"more functions", changed(tinyHeader+8, 3), "ftab does not hold all functions"},
		{"no functions", changed(tinyHeader+8, 0), "ftab does not hold all functions"},
		{"text is not at 0", changed(tinyModuleData+22*8, 1), "not the least program counter"},
		{"data before functions", changed(tinyModuleData+40*8, 1, 0), "data of functions is out of range"},
		{"gap in ftab", changed(tinyFuncs+8, 5), "not followed by the next"},
		{"end of ftab", changed(tinyFuncs+16, 5), "unknown end of ftab"},
		{"findfunctab", changed(tinyFind+findfuncSize, 7), "not where it is looked up"},
		{"record out of range", changed(tinyFuncs+12, 0xff, 0xff), "function 1 is out of range"},
		{"name out of range", changed(tinyRecord+4, 0xff), "name is out of range"},
		{"more tables", changed(tinyRecord+funcTablesAt, 9), "unknown kinds"},
		{"more data", changed(tinyRecord+funcDataAt, 9), "unknown kinds"},
		{"program counter table out of range", changed(tinyRecord+16, 0xff), "program counter table is out of range"},
		{"program counter table of other layout", changed(tinyPCs+2, 0), "unknown layout"},
		{"program counter table without end", changed(tinyPCs+10, 2), "program counter table"},
		{"stack map", changed(tinyFuncData, 0xff), "data of the function is cut off"},
		{"has a start", append(bytes.Clone(good), sectionStart, 1, 0), "a function to start with already"},
		{"two data sections", append(bytes.Clone(good), sectionData, 1, 0), "two sections with number 11"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Shrink(test.module)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
			if !bytes.Equal(got, test.module) {
				t.Error("the module has changed")
			}
		})
	}
	for n := range good {
		if got, err := Shrink(good[:n]); err == nil || !bytes.Equal(got, good[:n]) {
			t.Errorf("the first %d bytes: error %v", n, err)
		}
	}
}

// Whatever comes in, out comes it or a module that is not to be shrunk again.
func FuzzShrink(f *testing.F) {
	memory := tinyMemory()
	f.Add(tinyModule("go1.26.8", memory), uint16(0), uint64(0))
	for at := 0; at+8 < len(memory) && at < tinyFind; at += 8 {
		f.Add(tinyModule("go1.26", memory), uint16(at), uint64(0xffff))
	}
	f.Fuzz(func(t *testing.T, module []byte, at uint16, change uint64) {
		for i := range 8 { // a change anywhere, as sections have lengths
			if at := int(at) + i; at < len(module) {
				module[at] ^= byte(change >> (8 * i))
			}
		}
		before := bytes.Clone(module)
		shrunk, err := Shrink(module)
		if !bytes.Equal(module, before) {
			t.Fatal("Shrink changes its argument")
		}
		if err != nil {
			if !bytes.Equal(shrunk, module) {
				t.Fatal("an error and another module")
			}
			return
		}
		if _, err := parseModule(shrunk); err != nil {
			t.Fatal(err)
		}
		if _, err := Shrink(shrunk); err == nil {
			t.Fatal("shrunk twice")
		}
	})
}
