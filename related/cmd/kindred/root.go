package main

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// A program is one run of the command line.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	settings       settings
	streams        bool // prints while it reads: a progress bar would be in the way
	asTheyAre      bool // sources: a list of feeds is not read as those feeds
}

// A command is added by a file with its constructor and a line here.
var commands = []func(*program) *cobra.Command{
	newBuildCommand,
	newListCommand,
	newQueryCommand,
	newExplainCommand,
	newReportCommand,
	newParseCommand,
	newCompareCommand,
	newEvalCommand,
	newTuneCommand,
	newWidgetCommand,
	newVersionCommand,
}

const rootHelp = `Kindred finds related articles. Point it at a feed and every article gets a
short list of the articles most worth reading next.

A SOURCE is a file, a glob such as 'posts/**/*.xml', - for standard input, or an
http(s) address. What it holds is found by its content: RSS, RDF, Atom, JSON
Feed, or JSON Lines with one JSON Feed item a line. Several sources make one
collection, in which the same article counts once; when one can't be read, the
rest is used and the exit code is 1.

The address of a web page stands for the feed that the page names, or that is at
one of the usual places of its site; that of an OPML list for the feeds in it.
Feeds in pages are read to the tenth (--pages). With --cache FOLDER, a feed is asked
for what is new only, not before its site wants it, and its last good copy is used
when the site fails. Addresses in private networks are refused, unless
--allow-private says that they are meant; where HTTP_PROXY or HTTPS_PROXY names a
proxy, it is the proxy that must see to this.

Settings come from flags, then from the environment (KINDRED_LIMIT=6 for
--limit 6), then from a file (kindred.toml, or --config FILE, with lines such as
limit = 6), then from the defaults. NO_COLOR is respected.

Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 a check found differences,
130 interrupted.`

func newRootCommand(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "kindred",
		Short: "Related articles for any site",
		Long:  rootHelp,
		Example: `  kindred list https://example.com/feed.xml
  kindred list --format html -o related.html 'archive/*.xml'
  kindred explain feed.xml https://example.com/a https://example.com/b`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              knownCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		Version:           version(),
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return p.resolveSettings(cmd) },
	}
	root.SetFlagErrorFunc(explainFlagError)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetVersionTemplate("{{.Version}}\n")
	root.Flags().Bool("version", false, "print the version") // or cobra takes -v for it
	root.SetUsageTemplate(usageTemplate.Replace(root.UsageTemplate()))
	for _, constructor := range commands {
		root.AddCommand(constructor(p))
	}
	root.SetHelpCommand(newHelpCommand())
	refuseUnknownShells(root)
	return root
}

// usageTemplate fits cobra's own to 80 columns, and leaves out that a command
// with commands in it could be run by itself.
var usageTemplate = strings.NewReplacer(
	"{{if .Runnable}}", "{{if and .Runnable (not .HasAvailableSubCommands)}}",
	".FlagUsages ", ".FlagUsagesWrapped 80 ",
)

// run is the whole program, and all of it that tests need.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr}
	root := newRootCommand(p)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	return p.conclude(ctx, cmd, err)
}
