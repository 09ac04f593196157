package overlay

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// within is the folder in which replaced modules seem to be. It does not exist, but
// its name gets into the engine, so it is the same on all machines.
const within = "wasm/internal/overlay/modules"

// addModules lets the modules with packages that are replaced stand in a folder of
// this module, and go.mod point there: go build does not allow a file of the module
// cache to be replaced.
func (o *overlay) addModules(packages map[string]*source) error {
	var main *module
	moved := map[string]*module{}
	for _, p := range packages {
		switch {
		case p.Module == nil: // the standard library
		case p.Module.Main:
			main = p.Module
		case p.replaced:
			moved[p.Module.Path] = p.Module
		}
	}
	gomod, err := os.ReadFile(main.GoMod)
	if err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(moved)) {
		gomod = fmt.Appendf(gomod, "\nreplace %s => ./%s/%[1]s\n", path, within)
		to := filepath.Join(main.Dir, filepath.FromSlash(within), filepath.FromSlash(path))
		o.replace[filepath.Join(to, "go.mod")] = moved[path].GoMod
		for _, p := range packages {
			if p.Module != nil && p.Module.Path == path {
				o.move(p, to)
			}
		}
	}
	file := filepath.Join(o.folder, "go.mod")
	o.replace[main.GoMod] = file
	return o.write(file, gomod)
}

// move makes the files of p, or what replaces them, seem to be in the folder of its
// module.
func (o *overlay) move(p *source, to string) {
	folder := filepath.Join(to, strings.TrimPrefix(p.Dir, p.Module.Dir))
	for _, name := range slices.Concat(p.GoFiles, p.EmbedFiles) {
		from := filepath.Join(p.Dir, name)
		o.replace[filepath.Join(folder, name)] = from
	}
	for from, file := range maps.Clone(o.replace) {
		if filepath.Dir(from) == p.Dir {
			delete(o.replace, from)
			if file == "" {
				delete(o.replace, filepath.Join(folder, filepath.Base(from)))
			} else {
				o.replace[filepath.Join(folder, filepath.Base(from))] = file
			}
		}
	}
}
