package postlink

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// node returns the path of Node.js, where there is something to run.
func node(t *testing.T) string {
	t.Helper()
	if !release.MatchString(runtime.Version()) {
		t.Skipf("the tables of %s are not known: Shrink leaves its modules as they are", runtime.Version())
	}
	path, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("KINDRED_REQUIRE_BROWSERS") == "1" {
			t.Fatal(err)
		}
		t.Skip("Node.js is not installed: install it (apt-get install nodejs) to run WebAssembly")
	}
	return path
}

// built are the modules that tests share, by folder and flags: to link one takes seconds.
var built = make(map[string][2][]byte)

// build builds a package and returns the module and that Shrink makes of it,
// as files.
func build(t *testing.T, dir string, flags ...string) (original, shrunk string) {
	t.Helper()
	key := fmt.Sprintf("%q %q", dir, flags)
	modules, ok := built[key]
	original, shrunk = filepath.Join(t.TempDir(), "original.wasm"), filepath.Join(t.TempDir(), "shrunk.wasm")
	if !ok {
		cmd := exec.Command("go", append([]string{"build", "-o", original}, flags...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		var err error
		if modules[0], err = os.ReadFile(original); err != nil {
			t.Fatal(err)
		}
		if modules[1], err = Shrink(modules[0]); err != nil {
			t.Fatal(err)
		}
		built[key] = modules
	}
	if len(modules[1]) > len(modules[0])*9/10 {
		t.Errorf("%d bytes, shrunk from %d", len(modules[1]), len(modules[0]))
	}
	for i, name := range []string{original, shrunk} {
		if err := os.WriteFile(name, modules[i], 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return original, shrunk
}

// goroot is where Go is installed, which every run of a module needs to know.
var goroot = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	return strings.TrimSpace(string(out)), err
})

// run runs a module and returns what it printed and its exit code.
func run(t *testing.T, module, argument string, env ...string) (stdout, stderr string, code int) {
	t.Helper()
	root, err := goroot()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{filepath.Join(root, "lib", "wasm", "wasm_exec_node.js"), module}
	if argument != "" {
		args = append(args, argument)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(node(t), args...)
	cmd.Stdout, cmd.Stderr, cmd.Env = &out, &errs, append([]string{"PATH=" + os.Getenv("PATH")}, env...)
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// A program does the same, in all ways to collect garbage.
func TestSameOutput(t *testing.T) {
	node(t)
	stripped, notInlined := []string{"-trimpath", "-ldflags=-s -w"}, []string{"-gcflags=all=-l"}
	for _, test := range []struct{ flags, env []string }{
		{stripped, nil},
		{stripped, []string{"GODEBUG=gccheckmark=1"}},
		{stripped, []string{"GOGC=1", "GODEBUG=clobberfree=1"}},
		{stripped, []string{"GODEBUG=gcshrinkstackoff=1,gcstoptheworld=2,invalidptr=1"}},
		{notInlined, []string{"GOGC=1"}},
	} {
		t.Run(fmt.Sprint(test.flags, test.env), func(t *testing.T) {
			original, shrunk := build(t, filepath.Join("testdata", "program"), test.flags...)
			want, wantErr, wantCode := run(t, original, "", test.env...)
			if wantCode != 0 || !strings.Contains(want, "goroutines at the end: 2\n") {
				t.Fatalf("exit code %d\n%s%s", wantCode, want, wantErr)
			}
			got, gotErr, code := run(t, shrunk, "", test.env...)
			if code != wantCode {
				t.Errorf("exit code %d, want %d", code, wantCode)
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("output (-original +shrunk):\n%s", diff)
			}
			if diff := gocmp.Diff(wantErr, gotErr); diff != "" {
				t.Errorf("errors (-original +shrunk):\n%s", diff)
			}
		})
	}
}

// A program ends in the same way and says why. Only the stack is not printed.
func TestSameEnd(t *testing.T) {
	node(t)
	original, shrunk := build(t, filepath.Join("testdata", "program"), "-trimpath", "-ldflags=-s -w")
	for _, end := range []struct {
		name string
		code int
		says string
	}{
		{"return", 0, ""},
		{"exit", 3, ""},
		{"panic", 2, "panic: no more\n"},
		{"error panic", 2, "panic: wrapped: no more\n"},
		{"panic again", 2, "panic: first [recovered]\n\tpanic: after first\n"},
		{"panic in defer", 2, "panic: first\n\tpanic: second\n"},
		{"nil dereference", 2, "panic: runtime error: invalid memory address or nil pointer dereference\n[signal 0xb code=0x0 addr=0x0 pc=0x0]\n"},
		{"nil map", 2, "panic: assignment to entry in nil map\n"},
		{"goroutine panic", 2, "panic: aside\n"},
		{"nil receiver", 2, "panic: value method main.pair.Sum called using nil *pair pointer\n"},
		{"goexit", 2, "fatal error: all goroutines are asleep - deadlock!\n"},
		{"deadlock", 2, "fatal error: all goroutines are asleep - deadlock!\n"},
		{"unlock", 2, "fatal error: sync: unlock of unlocked mutex\n"},
	} {
		t.Run(end.name, func(t *testing.T) {
			type result struct {
				Out, Says string
				Code      int
			}
			want := result{"then " + end.name + "\n", end.says, end.code}
			for _, module := range []string{original, shrunk} {
				out, errs, code := run(t, module, end.name)
				says, _, _ := strings.Cut(errs, "\ngoroutine ")
				if diff := gocmp.Diff(want, result{out, says, code}); diff != "" {
					t.Errorf("end of %s (-want +got):\n%s", filepath.Base(module), diff)
				}
			}
		})
	}
}

// The tables say the same of every function, as the program finds them.
func TestSameTables(t *testing.T) {
	node := node(t)
	for _, dir := range []string{filepath.Join("testdata", "program"), filepath.Join("..", "..")} {
		t.Run(dir, func(t *testing.T) {
			var functions [2][]function
			original, shrunk := build(t, dir, "-trimpath")
			for i, module := range []string{original, shrunk} {
				file := filepath.Join(t.TempDir(), "memory")
				if out, err := exec.Command(node, filepath.Join("testdata", "memory.mjs"), module, file).CombinedOutput(); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				memory, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				tables, err := findTables(memory)
				if err != nil {
					t.Fatal(err)
				}
				if functions[i], err = tables.functions(memory); err != nil {
					t.Fatal(err)
				}
			}
			for i, want := range functions[0] {
				if diff := compare(want, functions[1][i]); diff != "" {
					t.Errorf("function %d, %s: %s", i, want.name, diff)
				}
			}
		})
	}
}

// compare says what the runtime would find different about a function.
func compare(want, got function) string {
	for _, table := range []struct {
		name      string
		want, got []pcValue
		least     int32 // as which the runtime takes smaller values
	}{
		{"frame", want.frame, got.frame, math.MinInt32},
		{"stack maps", want.stackMap, got.stackMap, 0},
		{"inlined calls", want.calls, got.calls, math.MinInt32},
	} {
		if got.calls == nil && table.name == "inlined calls" {
			continue
		}
		if (table.want == nil) != (table.got == nil) {
			return table.name + " are there in one only"
		}
		next := 0
		for place := uint32(0); table.want != nil && place < table.want[len(table.want)-1].end; place++ {
			for table.got[next].end <= place {
				next++
			}
			value, _ := slices.BinarySearchFunc(table.want, place, func(v pcValue, place uint32) int { return cmp.Compare(v.end, place+1) })
			if want, got := max(table.want[value].value, table.least), table.got[next].value; want != got {
				return fmt.Sprintf("%s: %d at %d, was %d", table.name, got, place, want)
			}
		}
	}
	if got.calls == nil {
		if want.needsInlined() && want.inlined != nil {
			return "inlined calls are gone"
		}
		want.inlined = nil
	}
	want.name = shortName(want.name, want.kind)
	for i := range want.inlined {
		want.inlined[i].name = shortName(want.inlined[i].name, want.inlined[i].kind)
	}
	return gocmp.Diff(want, got, gocmp.AllowUnexported(function{}, inlinedCall{}), cmpopts.IgnoreFields(function{}, "frame", "stackMap", "calls"))
}
