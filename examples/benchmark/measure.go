package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// A trial is one process of one system.
type trial struct {
	result     string  // the file of its run
	processCPU float64 // seconds, children included, from its start to its end
	peak       int64   // bytes
}

// A contest runs systems in turns. It keeps no articles and no lists: Linux counts
// the memory of the process that starts another as the other's.
type contest struct {
	folder   string // holds the articles, their keywords and the runs
	articles int
	queries  int // the most lists for systems of pace 1, 0 for all
	rounds   int
	patience float64 // CPU seconds; a system that took more in a round sits out the next
	progress io.Writer
}

// measure returns the trials of each system by its key, and why those failed that
// have none.
func (c *contest) measure(ctx context.Context, entered []system) (trials map[string][]trial, failed map[string]error) {
	trials, failed = map[string][]trial{}, map[string]error{}
	for round := range c.rounds {
		for i := range entered {
			s := &entered[i]
			past := trials[s.key]
			if failed[s.key] != nil || len(past) > 0 && past[len(past)-1].processCPU > c.patience {
				continue
			}
			t, err := c.try(ctx, s, round)
			if ctx.Err() != nil {
				return trials, failed
			}
			if err != nil {
				failed[s.key] = err
				delete(trials, s.key)
				fmt.Fprintf(c.progress, "%s failed: %v\n", s.name, err)
				continue
			}
			trials[s.key] = append(past, t)
			fmt.Fprintf(c.progress, "round %d of %d, %s: %.2f s of CPU\n", round+1, c.rounds, s.name, t.processCPU)
		}
	}
	return trials, failed
}

func (c *contest) try(ctx context.Context, s *system, round int) (trial, error) {
	temp := filepath.Join(c.folder, "temp")
	if err := os.MkdirAll(temp, 0o777); err != nil {
		return trial{}, err
	}
	defer os.RemoveAll(temp)
	start, err := s.start()
	if err != nil {
		return trial{}, err
	}
	t := trial{result: filepath.Join(c.folder, fmt.Sprintf("%s-%d.json", s.key, round))}
	cmd := exec.CommandContext(ctx, start[0], append(start[1:],
		filepath.Join(c.folder, articlesFile), filepath.Join(c.folder, keywordsFile),
		strconv.Itoa(s.step(c.articles, c.queries)), t.result)...)
	cmd.Env = append(os.Environ(), "TMPDIR="+temp, "TMP="+temp)
	var errors bytes.Buffer
	cmd.Stderr = &errors
	if err := cmd.Run(); err != nil {
		lines := strings.Split(strings.TrimSpace(errors.String()), "\n")
		return trial{}, fmt.Errorf("%w: %s", err, lines[len(lines)-1])
	}
	t.processCPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	t.peak = peakMemory(cmd.ProcessState)
	return t, nil
}

// best returns the run with the least CPU time, and its trial.
func best(trials []trial) (run, trial, error) {
	var least run
	var of trial
	for i, t := range trials {
		data, err := os.ReadFile(t.result)
		if err != nil {
			return run{}, trial{}, err
		}
		var r run
		if err := json.Unmarshal(data, &r); err != nil {
			return run{}, trial{}, fmt.Errorf("%s: %w", t.result, err)
		}
		if i == 0 || r.Build.CPU+r.Making.CPU < least.Build.CPU+least.Making.CPU {
			least, of = r, t
		}
	}
	return least, of, nil
}
