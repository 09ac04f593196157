package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// judgedSets returns a python3 and the folder of the judged sets, and skips the
// test where there is none.
func judgedSets(t *testing.T) (python, sets string) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	shared := os.Getenv("KINDRED_SHARED")
	if shared == "" {
		shared = filepath.FromSlash("../../../../shared") // beside the module
	}
	sets = filepath.Join(shared, "eval")
	if _, err := os.Stat(sets); err != nil {
		t.Skip("no judged sets: set KINDRED_SHARED to the folder with eval in it")
	}
	return python, sets
}

// TestEvalAgreesWithEvaluate runs eval on a judged set and holds its figures to
// those that the set's own script finds for the run that eval wrote.
func TestEvalAgreesWithEvaluate(t *testing.T) {
	python, sets := judgedSets(t)
	for _, set := range []string{"us18f", "ecbplus"} {
		t.Run(set, func(t *testing.T) {
			dir, runFile := filepath.Join(sets, set), filepath.Join(t.TempDir(), "run.tsv")
			var stdout, stderr bytes.Buffer
			args := []string{"eval", "--docs", filepath.Join(dir, "docs.jsonl"),
				"--qrels", filepath.Join(dir, "qrels.tsv"), "--run", runFile, "--format", "json"}
			if code := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr); code != exitOK {
				t.Fatalf("exit code %d\n%s", code, stderr.String())
			}
			var ours map[string]float64
			if err := json.Unmarshal(stdout.Bytes(), &ours); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(python, filepath.Join(sets, "evaluate.py"), dir, runFile).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			lines := strings.Split(strings.TrimSpace(string(out)), "\n")
			theirs := strings.Fields(lines[len(lines)-1])[1:]
			for i, key := range []string{"ndcg@5", "ndcg@10", "p@5", "map", "recall@10", "mrr"} {
				if got := fmt.Sprintf("%.4f", ours[key]); got != theirs[i] {
					t.Errorf("%s: eval says %s, evaluate.py %s", key, got, theirs[i])
				}
			}
		})
	}
}

// TestEvalAgainstAgreesWithBoot holds what eval says of a difference to the
// bootstrap of the sets' own script. That draws 2,000 samples, of a generator
// of its own, and takes the upper end one sample further up: the ends of its
// interval are the same but for chance. (With a pool, it counts the queries
// outside as 0 each, and eval leaves them out.)
func TestEvalAgainstAgreesWithBoot(t *testing.T) {
	python, sets := judgedSets(t)
	set := filepath.Join(sets, "ecbplus") // where near-copies make a difference
	dir := t.TempDir()
	config, runA, runB := filepath.Join(dir, "hide.toml"), filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(config, []byte(`near-copies = "hide"`), 0o600); err != nil {
		t.Fatal(err)
	}
	eval := []string{"eval", "--docs", filepath.Join(set, "docs.jsonl"), "--qrels", filepath.Join(set, "qrels.tsv"), "--format", "json"}
	kindred(t, append(eval, "--config", config, "--run", runB)...)
	var ours struct {
		Difference map[string]judgeDifference
	}
	if err := json.Unmarshal([]byte(kindred(t, append(eval, "--against", config, "--run", runA)...)), &ours); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, filepath.Join(sets, "evaluate.py"), "--boot", runA, runB, set).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, theirs, _ := strings.Cut(string(out), "A-B ")
	var mean, low, high float64
	if _, err := fmt.Sscanf(theirs, "%f [%f,%f]", &mean, &low, &high); err != nil {
		t.Fatalf("%v in %q", err, out)
	}
	d := ours.Difference["ndcg@10"]
	if d.Mean != mean || math.Abs(d.Low-low) > .0003 || math.Abs(d.High-high) > .0003 {
		t.Errorf("eval says %+v, evaluate.py %s", d, theirs)
	}
	if d.Mean == 0 {
		t.Error("no difference to agree on")
	}
}
