package postlink

import (
	"bytes"
	"errors"
	"strings"
)

// Names of functions that have lost theirs. The runtime tells its own
// goroutines by the prefix. A name without a dot is not in stack traces.
const (
	unnamed        = "?"
	unnamedRuntime = "runtime.?"
)

// isReflect reports whether a name gets into messages of package reflect, or is
// one that the runtime asks for to find the arguments of a call.
func isReflect(name string) bool {
	return strings.HasPrefix(name, "reflect.Value.") || strings.HasPrefix(name, "internal/reflectlite.Value.") ||
		name == "reflect.makeFuncStub" || name == "reflect.methodValueCall"
}

// shortName returns what is kept of the name of a function.
func shortName(name string, kind byte) string {
	switch {
	case name == "", isReflect(name):
		return name
	case kind == kindWrapper && strings.Contains(name, ".(*"):
		return name // for what the runtime says if the pointer is nil
	case strings.HasPrefix(name, "runtime."):
		return unnamedRuntime
	}
	return unnamed
}

// nameAt returns the name at an offset of names. Offset 0 is the empty name,
// whatever is there.
func nameAt(names []byte, offset uint32) (string, error) {
	if offset == 0 {
		return "", nil
	}
	if uint64(offset) >= uint64(len(names)) {
		return "", errors.New("name is out of range")
	}
	name, _, ok := bytes.Cut(names[offset:], []byte{0})
	if !ok {
		return "", errors.New("name is cut off")
	}
	return string(name), nil
}

func nameBytes(name string) []byte {
	if name == "" {
		return nil
	}
	return append([]byte(name), 0)
}
