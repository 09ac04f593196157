package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A system is something that makes lists of related articles.
type system struct {
	key   string // names it in -peers and on the worker's command line
	name  string
	given string // what it is handed for free
	// pace is how many times as many lists as -queries says it makes in a run,
	// since its lists are cheap; 0 if it always makes all.
	pace int
	// engine is what makes the lists in Go; for others, command is the program
	// and its first arguments, or an error that says what to install.
	engine  func() engine
	command func() ([]string, error)
}

const keywordsGiven = "the 25 best words of each article by TF-IDF"

// systems are in the order in which they run in a round: what is compared most
// closely is side by side.
var systems = []system{
	{key: "yardstick", name: "words looked up", engine: func() engine { return new(yardstick) }},
	{key: "kindred", name: "Kindred", engine: func() engine { return new(kindred) }},
	{key: "kindred1", name: "Kindred, 1 CPU", engine: func() engine { return new(alone) }},
	{key: "sklearn", name: "scikit-learn", pace: 10, command: func() ([]string, error) {
		return python("cosine.py", "import sklearn", "apt-get install python3-sklearn, or pip install scikit-learn")
	}},
	{key: "bleve", name: "bleve", given: keywordsGiven, pace: 1, engine: func() engine { return new(bleveIndex) }},
	{key: "fts5", name: "SQLite FTS5", given: keywordsGiven, pace: 1, command: func() ([]string, error) {
		const try = "import sqlite3; sqlite3.connect(':memory:').execute('CREATE VIRTUAL TABLE t USING fts5(x)')"
		return python("fts5.py", try, "apt-get install python3")
	}},
	{key: "minisearch", name: "minisearch", given: keywordsGiven, pace: 1, command: func() ([]string, error) {
		node, err := exec.LookPath("node")
		if err != nil {
			return nil, errors.New("apt-get install nodejs npm, then cd peers && npm ci")
		}
		if _, err := os.Stat(filepath.Join("peers", "node_modules", "minisearch")); err != nil {
			return nil, errors.New("cd peers && npm ci")
		}
		return []string{node, "--max-old-space-size=16384", filepath.Join("peers", "minisearch.mjs")}, nil
	}},
	{key: "hugo", name: "Hugo related", given: keywordsGiven, pace: 10, engine: func() engine { return new(hugo) }},
}

// own tells that the system is no peer: a benchmark without it is none.
func (s *system) own() bool {
	return s.key == "kindred" || s.key == "kindred1" || s.key == "yardstick"
}

// peerKeys are the names that -peers knows.
func peerKeys() []string {
	var keys []string
	for _, s := range systems {
		if !s.own() {
			keys = append(keys, s.key)
		}
	}
	return keys
}

// enter returns the systems that are asked for and can run, and those that can't.
func enter(peers string) (entered []system, missing []skipped, err error) {
	asked := strings.Split(peers, ",")
	switch peers {
	case "all":
		asked = peerKeys()
	case "none":
		asked = nil
	}
	for _, key := range asked {
		if !slices.Contains(peerKeys(), key) {
			return nil, nil, fmt.Errorf("there is no peer %q, only %s", key, strings.Join(peerKeys(), ", "))
		}
	}
	for _, s := range systems {
		if !s.own() && !slices.Contains(asked, s.key) {
			continue
		}
		if _, err := s.start(); err != nil {
			missing = append(missing, skipped{s.name, "install with: " + err.Error()})
			continue
		}
		entered = append(entered, s)
	}
	return entered, missing, nil
}

// python returns the command for a script under peers, with the first Python that
// can run try. Debian's packages belong to Debian's Python, which need not be the
// first in the path.
func python(script, try, install string) ([]string, error) {
	for _, name := range []string{"python3", "/usr/bin/python3", "python"} {
		if exec.Command(name, "-c", try).Run() == nil {
			return []string{name, "-B", filepath.Join("peers", script)}, nil
		}
	}
	return nil, errors.New(install)
}

// start returns the program that runs the system and its first arguments.
func (s *system) start() ([]string, error) {
	if s.engine == nil {
		return s.command()
	}
	self, err := os.Executable()
	return []string{self, "worker", s.key}, err
}

// step is the distance between the articles whose lists are made, where queries
// is the most for a system of pace 1, 0 for no limit.
func (s *system) step(articles, queries int) int {
	most := queries * s.pace
	if most == 0 {
		return 1
	}
	return max(1, (articles+most-1)/most)
}
