//go:build unix

package related

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"testing"
	"time"
)

// A step is a part of the work on lists. It is known by functions of this package, those
// among them that work in goroutines of their own; what has been called by functions of
// several steps is of the first of them.
type step struct{ name, functions string }

var steps = []step{
	{stepAll, "(*Index).All"},
	{stepWord, "(*analysis).analyze (*analysis).findLanguages (*analysis).number"},
	{stepPair, "findPairs countStems"},
	{stepCount, "countFeatures newWeigher scaleAll joined"},
	{"arranging", "arrange"},
	{"postings, and searches for a sample", "(*Index).findPostings (*Index).nearestTo newPostings"},
	{"titles, tags, links, identities, dates", "(*Index).scaleFor newTitles newTags barred newIdentities newLinks newSeries newCalendar newNames boostsOf pinnedOf (*Index).ordinaryDocuments"},
	{"near-copies", "findCopies likelyCopies"},
	{stepSearch, "(*ranker).candidates"},
	{stepCompare, "findNeighbours"},
	{stepFirsts, "newFirsts (*balancer)"},
	{"packing", "(*bags).pack"},
	{stepOther, ""},
	{stepRuntime, ""},
}

const (
	stepAll     = "All(10)"
	stepWord    = "words of all fields, stemmed, numbered"
	stepPair    = "pairs"
	stepCount   = "counts and weights"
	stepSearch  = "neighbours: first stage"
	stepCompare = "neighbours: comparing"
	stepFirsts  = "first entries of all lists"
	stepOther   = "sorting, and what is of no step"
	stepRuntime = "garbage collection, goroutines"
)

// shareOfSteps returns, by name, which share of the CPU time of some work each step took,
// by a profile of it.
func shareOfSteps(t *testing.T, work func()) map[string]float64 {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cpu")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		t.Fatal(err)
	}
	work()
	pprof.StopCPUProfile()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	traces, err := exec.Command("go", "tool", "pprof", "-traces", "-symbolize=none", "-unit=ms", path).Output()
	if err != nil {
		t.Fatalf("go tool pprof: %v", err)
	}
	shares, total := make(map[string]float64), time.Duration(0)
	for stack := range bytes.SplitSeq(traces, []byte("-----------+")) {
		took, functions := readTrace(stack)
		shares[stepOf(functions)] += took.Seconds()
		total += took
	}
	for name := range shares {
		shares[name] /= total.Seconds()
	}
	return shares
}

// readTrace reads a stack as pprof prints it: the rest of a rule, a time and the
// innermost function, and a line for each of its callers. It returns the names of those
// that are of this package. What comes before the first rule has no time.
func readTrace(text []byte) (took time.Duration, functions []string) {
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Scan()
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if took == 0 && len(fields) > 1 {
			took, _ = time.ParseDuration(fields[0])
			fields = fields[1:]
		}
		if len(fields) > 0 {
			if _, name, ok := strings.Cut(fields[0], "/kindred/related."); ok {
				functions = append(functions, name)
			}
		}
	}
	return took, functions
}

// stepOf returns the step of a stack, given its functions of this package. The name of a closure has that of the function
// around it somewhere: findPairs.func1.2, caller.(*Index).All.func3, newNames-range1.
func stepOf(stack []string) string {
	if len(stack) == 0 {
		return stepRuntime
	}
	names := "." + strings.ReplaceAll(strings.Join(stack, ".\n."), "-", ".") + "."
	for _, s := range steps {
		for function := range strings.FieldsSeq(s.functions) {
			if strings.Contains(names, "."+function+".") {
				return s.name
			}
		}
	}
	return stepOther
}

func TestStepOf(t *testing.T) {
	const rule = "-------------\n      20ms   runtime.memmove\n             "
	const path = "github.com/kindred-go/kindred/related."
	for trace, want := range map[string]string{
		rule + path + "(*pairFinder).find (inline)\n" + path + "findPairs.func1.2\n sync.(*WaitGroup).Go.func1\n": stepPair,
		rule + path + "(*ranker).rank\n" + path + "TestBars.(*Index).All.func3.2\n":                               stepAll,
		rule + path + "(*ranker).candidates\n" + path + "findNeighbours.func1\n":                                  stepSearch,
		rule + path + "byID-range1\n" + path + "build\n":                                                          stepOther,
		rule + "runtime.gcBgMarkWorker\n":                                                                         stepRuntime,
	} {
		if took, functions := readTrace([]byte(trace)); took != 20*time.Millisecond || stepOf(functions) != want {
			t.Errorf("%v of %q, want 20ms of %q:\n%s", took, stepOf(functions), want, trace)
		}
	}
	if took, _ := readTrace([]byte("File: related.test\nType: cpu\nDuration: 2s\n")); took != 0 {
		t.Errorf("what comes before the traces took %v", took)
	}
}
