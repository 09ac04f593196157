// Package postlink makes a Go program in WebAssembly smaller after it is
// linked, without a change of what the program does.
//
// A Go program carries tables for its garbage collector, which it needs, mixed
// with tables that name the functions and lines of a stack trace. Shrink takes
// the second kind out and writes the first kind so that it compresses well. The
// price: a stack trace has no names and lines, runtime.FuncForPC and
// runtime.Callers know neither names, nor lines, nor the calls that were
// inlined, and a log that asks for the line of its caller prints "?:0". What
// the program itself says, also in errors and panics, stays as it is.
//
// It also shortens the code: see jump and keepAddress. These change neither where a
// function goes on nor what is on its stack.
//
// The tables are not part of what Go promises. Those of one release are known
// here, everything about them is checked, and a module in which anything is
// unexpected is left alone.
package postlink

import (
	"errors"
	"fmt"
	"regexp"
)

// Shrink returns a smaller module, to be used in place of one that "go build"
// wrote for js/wasm. If it cannot tell that this is safe it returns the module
// itself and an error that says why: the module is then as usable as before.
func Shrink(module []byte) ([]byte, error) {
	shrunk, err := shrink(module)
	if err != nil {
		return module, fmt.Errorf("the module is left as it is: %w", err)
	}
	return shrunk, nil
}

// release are the versions of Go of which the tables are known.
var release = regexp.MustCompile(`^go1\.26(\.[0-9]+)?$`)

func shrink(module []byte) ([]byte, error) {
	m, err := parseModule(module)
	if err != nil {
		return nil, err
	}
	if v := m.goVersion(); !release.MatchString(v) {
		return nil, fmt.Errorf("built with Go %q, and only the tables of Go 1.26 are known", v)
	}
	data := m.section(sectionData)
	if data == nil {
		return nil, errors.New("the module has no data")
	}
	memory, err := parseData(data.body)
	if err != nil {
		return nil, err
	}
	t, err := findTables(memory)
	if err != nil {
		return nil, err
	}
	functions, err := t.functions(memory)
	if err != nil {
		return nil, err
	}
	if err := t.write(memory, functions); err != nil {
		return nil, err
	}
	data.body = appendData(nil, memory)
	if err := m.shrinkCode(); err != nil {
		return nil, err
	}
	if err := m.addStart(t.startCode()); err != nil {
		return nil, err
	}
	return m.append(nil), nil
}
