package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes, as the help text promises them.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitDifferent   = 3 // a check found differences
	exitInterrupted = 130
)

// conclude says what went wrong, if anything did, and returns the exit code.
func (p *program) conclude(ctx context.Context, cmd *cobra.Command, err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		return exitInterrupted
	case isBrokenPipe(err):
		return exitOK // who reads our output has seen enough
	case errors.Is(err, errReported):
		return exitFailed
	case errors.Is(err, errDifferent):
		return exitDifferent
	case errors.As(err, &usage):
		p.complain(err)
		fmt.Fprintf(p.stderr, "Run '%s --help' for how to use it.\n", cmd.CommandPath())
		return exitUsage
	}
	p.complain(err)
	return exitFailed
}

// complain tells the user of something that is wrong.
func (p *program) complain(err error) {
	// The text may quote a feed, and several joined errors are several lines.
	for i, line := range strings.Split(err.Error(), "\n") {
		prefix := "kindred: "
		if i > 0 {
			prefix = "         "
		}
		fmt.Fprintln(p.stderr, prefix+printable(line))
	}
}

// warn tells the user of something to know that is no failure.
func (p *program) warn(text string) {
	fmt.Fprintln(p.stderr, "warning:", printable(text))
}

// errReported ends a command whose failures have already been told.
var errReported = errors.New("failed")

// A usageError says that the command was called in a way that makes no sense.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func usageErrorf(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// explainFlagError puts the flag parser's complaints into words and adds what
// was probably meant.
func explainFlagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return usageErrorf("there is no flag -%s", unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		name := unknown.GetSpecifiedName()
		return usageErrorf("there is no flag --%s%s", name, didYouMean(name, "--", names))
	case errors.As(err, &invalid):
		return usageErrorf("--%s %s: %v", invalid.GetFlag().Name, invalid.GetValue(), invalid.Unwrap())
	}
	return usageErrorf("%v", err)
}

// wantArgs refuses fewer than min arguments, saying which are wanted, and more
// than max unless that is negative.
func wantArgs(min, max int, wanted string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < min {
			return usageErrorf("%s wants %s", cmd.Name(), wanted)
		}
		if max >= 0 && len(args) > max {
			return usageErrorf("%s wants %s; what is %q for?", cmd.Name(), wanted, args[max])
		}
		return nil
	}
}

// isBrokenPipe reports whether a write failed because nobody reads any more,
// as in kindred list feed.xml | head.
func isBrokenPipe(err error) bool {
	var errno syscall.Errno
	if os.PathSeparator == '\\' && errors.As(err, &errno) {
		const errorBrokenPipe, errorNoData = 109, 232 // Windows' own numbers
		return errno == errorBrokenPipe || errno == errorNoData
	}
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}
