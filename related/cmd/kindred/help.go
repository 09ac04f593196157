package main

import (
	"slices"

	"github.com/spf13/cobra"
)

// knownCommand refuses arguments of a command that has commands in it and wants
// one of them.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return usageErrorf("unknown command %q%s", args[0], didYouMean(args[0], cmd.CommandPath()+" ", names))
}

// newHelpCommand replaces cobra's, which shows something else when asked for
// help on what isn't there.
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show how to use a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			topic, rest, err := cmd.Root().Find(args)
			if err != nil {
				return usageErrorf("%v", err)
			}
			if len(rest) > 0 {
				return knownCommand(topic, rest)
			}
			return topic.Help()
		},
	}
}

// refuseUnknownShells makes cobra's completion command an error for shells that
// it does not know, instead of a page of help on standard output.
func refuseUnknownShells(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	i := slices.IndexFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == "completion" })
	completion := root.Commands()[i]
	completion.Args = knownCommand
	completion.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
}
