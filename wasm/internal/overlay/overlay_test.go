package overlay

import (
	"encoding/binary"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const engine = "../.."

// With the versions in go.mod and the release of Go that the engine is built with,
// nothing is left as it was. If this fails after an update, look at what has changed
// in the package, then put the new sum into replacements.go.
func TestAllReplaced(t *testing.T) {
	file, left, err := Write(engine, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	for _, err := range left {
		t.Error(err)
	}
}

// What package runtime has lost, nothing asks for.
func TestNoTrace(t *testing.T) {
	packages, err := list(engine)
	if err != nil {
		t.Fatal(err)
	}
	if packages["runtime"] == nil || packages["runtime/trace"] != nil {
		t.Error("the engine has package runtime/trace, or no package runtime")
	}
}

// A package that has changed is left alone.
func TestChangedPackageIsLeft(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a.go"), []byte("package a"), 0o644); err != nil {
		t.Fatal(err)
	}
	o := overlay{folder: t.TempDir(), replace: map[string]string{}}
	p := &source{Dir: folder, GoFiles: []string{"a.go"}}
	err := o.add(&replacement{"a", "0123456789abcdef", whole("log")}, p)
	if err == nil || len(o.replace) > 0 || p.replaced {
		t.Errorf("it was replaced: %v, %v", o.replace, err)
	}
	sum := files{"a.go": []byte("package a")}.sum()
	if err := o.add(&replacement{"a", sum, whole("log")}, p); err != nil || len(o.replace) != 2 || o.replace[filepath.Join(folder, "a.go")] != "" {
		t.Errorf("it was not replaced: %v, %v", o.replace, err)
	}
}

// Tables are read as they were packed.
func TestPack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var text strings.Builder
	text.WriteString("package x\n\nvar other = 1\n\nvar decode = [...]uint32{\n")
	want := make([]uint32, 3000)
	for i := range want {
		if r.IntN(3) > 0 {
			want[i] = r.Uint32N(1 << 21)
			text.WriteString("\t" + strconv.Itoa(i) + ": 0x" + strconv.FormatUint(uint64(want[i]), 16) + ",\n")
		}
	}
	for len(want) > 0 && want[len(want)-1] == 0 {
		want = want[:len(want)-1]
	}
	text.WriteString("}\n\nvar last = 2\n")
	packed, err := packTable([]byte(text.String()), "decode")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?s)^package x\n\nvar other = 1\n\nvar decode = packed\[uint32\]\((".*?")\)\n\nvar last = 2\n$`).FindSubmatch(packed)
	if m == nil {
		t.Fatalf("it became %.200s", packed)
	}
	s, err := strconv.Unquote(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, unpacked(t, s)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// unpacked reads a table as package unpack does (which has a test of its own).
func unpacked(t *testing.T, s string) (table []uint32) {
	t.Helper()
	last := int64(0)
	for b := []byte(s); len(b) > 0; {
		step, n := binary.Varint(b)
		if n <= 0 {
			t.Fatal("there is no number")
		}
		last += step
		table = append(table, uint32(last))
		b = b[n:]
	}
	return table
}

// calls are of functions with a text that the small packages have to understand.
var calls = map[string]int{ // which argument that is
	"fmt.Sprintf": 0, "fmt.Errorf": 0, "fmt.Fprintf": 1, "regexp.MustCompile": 0,
}

// knownFormats are formats that the small package fmt does not know, in functions that
// the engine does not call.
var knownFormats = []string{
	"str: `%s`, a: %d, b: %d, f: %p",
	"language: unsupported set type %T",
	"encoding/hex: invalid byte: %#U",
}

// Every format and every regular expression in the engine is one that the small
// packages are tested with.
func TestTexts(t *testing.T) {
	packages, err := list(engine)
	if err != nil {
		t.Fatal(err)
	}
	tested, err := os.ReadFile(filepath.Join("replaced", "regexp", "regexp_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	// Nothing imports the first two any more.
	gone := []string{"mime", "internal/bisect", "golang.org/x/net/html/charset", "encoding/json", "fmt", "log", "regexp"}
	known := regexp.MustCompile(`^(?:[^%]|%%|%[-0]*\d*(?:\.\d+)?[cdqstvwxU])*$`)
	found := 0
	for _, p := range packages {
		if slices.Contains(gone, p.ImportPath) {
			continue
		}
		for _, text := range texts(t, p) {
			found++
			switch {
			case text.call == "regexp.MustCompile":
				if !strings.Contains(string(tested), "`"+text.text+"`") {
					t.Errorf("%s: the small package regexp is not tested with %s", p.ImportPath, text.text)
				}
			case !known.MatchString(text.text) && !slices.Contains(knownFormats, text.text):
				t.Errorf("%s: the small package fmt does not know the format %q", p.ImportPath, text.text)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d texts were found", found)
	}
}

type call struct{ call, text string }

func texts(t *testing.T, p *source) (list []call) {
	t.Helper()
	original, err := p.read()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(original)) {
		file, err := parser.ParseFile(token.NewFileSet(), name, original[name], 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			c, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			f, ok := c.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := f.X.(*ast.Ident)
			if !ok {
				return true
			}
			called := pkg.Name + "." + f.Sel.Name
			at, ok := calls[called]
			if !ok || len(c.Args) <= at {
				return true
			}
			text, ok := c.Args[at].(*ast.BasicLit)
			if !ok {
				t.Errorf("%s: %s with a text that is not known before it runs", p.ImportPath, called)
				return true
			}
			s, err := strconv.Unquote(text.Value)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, call{called, s})
			return true
		})
	}
	return list
}
