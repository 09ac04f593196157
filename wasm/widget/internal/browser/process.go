package browser

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strings"
	"sync"
	"time"
)

// watchEnv names the folder of the browser that a second copy of the test binary watches.
const watchEnv = "KINDRED_WATCHED_BROWSER"

// The test binary starts every browser through a copy of itself that waits for the end of
// its standard input. That comes with the end of the test binary, whatever ends it: a
// panic, a deadline, kill -9. Then the copy ends the browser and removes its folder.
func init() {
	if dir := os.Getenv(watchEnv); dir != "" {
		os.Exit(watch(dir, os.Args[1:]))
	}
}

func watch(dir string, args []string) int {
	signal.Ignore(os.Interrupt)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Env = offlineEnv(watchEnv + "=")
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	go func() {
		io.Copy(io.Discard, os.Stdin)
		killGroup(cmd.Process)
	}()
	cmd.Wait()
	killGroup(cmd.Process)
	for range 50 { // what has just been killed may still write
		if os.RemoveAll(dir) == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return 0
}

// process is a browser or its driver.
type process struct {
	dir   string // for its files, removed when it ends
	stdin io.Closer

	mu    sync.Mutex
	log   bytes.Buffer
	lines chan string
	ended chan struct{}
}

// newDir makes a folder for a process.
func newDir() (string, error) { return os.MkdirTemp("", "kindred-browser-") }

// run starts a program with dir for its files, which goes when it ends, and env besides the
// environment.
func run(dir string, env []string, program string, args ...string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, append([]string{program}, args...)...)
	cmd.Env = offlineEnv(append(env, watchEnv+"="+dir)...)
	ownGroup(cmd)
	p := &process{dir: dir, lines: make(chan string, 100), ended: make(chan struct{})}
	if p.stdin, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.Stdout, cmd.Stderr = write, write
	err = cmd.Start()
	write.Close()
	if err != nil {
		read.Close()
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	go func() {
		defer close(p.ended)
		defer read.Close()
		scan := bufio.NewScanner(read)
		scan.Buffer(nil, 1<<20)
		for scan.Scan() {
			p.mu.Lock()
			if p.log.Len() < 1<<16 {
				p.log.WriteString(scan.Text() + "\n")
			}
			p.mu.Unlock()
			select {
			case p.lines <- scan.Text():
			default: // nobody waits for what it says later
			}
		}
		cmd.Wait()
	}()
	return p, nil
}

// wait waits for a line like pattern and gives its first group.
func (p *process) wait(ctx context.Context, pattern string) (string, error) {
	re := regexp.MustCompile(pattern)
	for {
		select {
		case line := <-p.lines:
			if m := re.FindStringSubmatch(line); m != nil {
				return m[1], nil
			}
		case <-p.ended:
			return "", fmt.Errorf("it ended and said:\n%s", p.said())
		case <-ctx.Done():
			return "", fmt.Errorf("%w, it said:\n%s", ctx.Err(), p.said())
		}
	}
}

// said is what the process has printed, at most the first 64 KiB.
func (p *process) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.TrimSpace(p.log.String())
}

// end ends the process and all that it has started.
func (p *process) end() { p.stdin.Close() }

// anyOf gives the path of the first of the programs that is installed.
func anyOf(names ...string) string {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
