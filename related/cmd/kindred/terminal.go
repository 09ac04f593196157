package main

import (
	"io"
	"os"
	"runtime"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// terminal returns the file behind w if that is a terminal.
func terminal(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// coloured reports whether what is written to w may have colour.
func coloured(w io.Writer) bool {
	if _, ok := terminal(w); !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	// Windows' old console shows escape sequences as they are.
	return runtime.GOOS != "windows" || os.Getenv("WT_SESSION") != ""
}

// Text is laid out for width columns, or fewer where the terminal has fewer.
const width = 80

func columns(w io.Writer) int {
	if f, ok := terminal(w); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return max(30, min(n, width))
		}
	}
	return width
}

// A progressBar shows on standard error how far a step is, if that is a
// terminal and the step takes long enough to wonder.
type progressBar struct {
	bar  *progressbar.ProgressBar // nil: show nothing
	from time.Time
	done int
}

const patience = 400 * time.Millisecond

func (p *program) progress(what string, steps int) *progressBar {
	b := &progressBar{from: time.Now()}
	if _, ok := terminal(p.stderr); !ok || p.streams || steps < 2 {
		return b
	}
	b.bar = progressbar.NewOptions(steps,
		progressbar.OptionSetWriter(p.stderr),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetRenderBlankState(false),
	)
	return b
}

func (b *progressBar) step() {
	b.done++
	if b.bar != nil && time.Since(b.from) > patience {
		b.bar.Set(b.done)
	}
}

// end takes the bar off the screen.
func (b *progressBar) end() {
	if b.bar != nil && time.Since(b.from) > patience {
		b.bar.Clear()
	}
}

// hide takes the bar off the screen until the next step, to make room for a
// message.
func (b *progressBar) hide() { b.end() }
