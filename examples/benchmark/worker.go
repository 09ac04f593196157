package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// An engine makes lists in a process of its own. Programs in other languages
// under peers do what worker does with it.
type engine interface {
	version() string
	// build is handed every article, and the keywords of each.
	build(articles []article, keywords [][]string) error
	// lists returns the lists of the articles numbered 0, step, 2·step and so on,
	// of up to listLength article numbers each.
	lists(step int) ([][]int, error)
}

const listLength = 10

// A run is what a process writes when it is done.
type run struct {
	Version string  `json:"version"`
	Build   cost    `json:"build"`
	Making  cost    `json:"lists"`
	Lists   [][]int `json:"related"`
}

// A cost is in seconds; CPU is user and system time of all threads.
type cost struct {
	CPU  float64 `json:"cpu_seconds"`
	Wall float64 `json:"wall_seconds"`
}

// worker runs an engine on files. Its clock starts when they are decoded and the
// garbage of that is gone.
func worker(e engine, articlesFile, keywordsFile, stepText, resultFile string) error {
	step, err := strconv.Atoi(stepText)
	if err != nil || step < 1 {
		return fmt.Errorf("step %q is no number from 1", stepText)
	}
	articles, err := readLines[article](articlesFile, 0)
	if err != nil {
		return err
	}
	words, err := readLines[[]string](keywordsFile, 0)
	if err != nil {
		return err
	}
	runtime.GC()
	r := run{Version: e.version()}
	if r.Build, err = clock(func() error { return e.build(articles, words) }); err != nil {
		return err
	}
	r.Making, err = clock(func() (err error) { r.Lists, err = e.lists(step); return err })
	if err != nil {
		return err
	}
	result, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return os.WriteFile(resultFile, result, 0o666)
}

func clock(work func() error) (cost, error) {
	wall, cpu := time.Now(), cpuTime()
	err := work()
	return cost{(cpuTime() - cpu).Seconds(), time.Since(wall).Seconds()}, err
}

// eachOnAllCPUs calls list for the numbers 0, step, 2·step and so on below n.
func eachOnAllCPUs(n, step int, list func(i int) ([]int, error)) ([][]int, error) {
	lists := make([][]int, (n+step-1)/step)
	errs := make([]error, len(lists))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for {
				at := int(next.Add(1)) - 1
				if at >= len(lists) {
					return
				}
				lists[at], errs[at] = list(at * step)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return lists, nil
}

// moduleVersion is that of a library in this program, "" for one of this repository.
func moduleVersion(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == path && m.Replace == nil {
			return strings.TrimPrefix(m.Version, "v")
		}
	}
	return ""
}
