// Package hashed names files after what is in them, so that browsers may keep
// them for ever.
package hashed

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// Name returns a file's name with a hash of the content before its extension,
// which for engine.wasm.br is .wasm.br.
func Name(name string, content []byte) string {
	sum := sha256.Sum256(content)
	base, extension, _ := strings.Cut(path.Base(name), ".")
	return base + "." + hex.EncodeToString(sum[:4]) + "." + extension
}
