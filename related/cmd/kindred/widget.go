package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/kindred-go/kindred/wasm/widget"
)

func newWidgetCommand(p *program) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "widget",
		Short: "Write the script that shows lists in the browser",
		Long: `Widget writes what a site serves so that one script tag shows related articles:
the script, the engine as WebAssembly, types, licences, hashes for integrity
attributes, and a page to try it on. Put the FOLDER among the files of the site.

What is there from an earlier version stays beside the new: its names have hashes,
and pages that readers have open may still ask for it.`,
		Example: `  kindred widget --out public/related`,
		Args:    wantArgs(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				return usageErrorf("kindred widget needs a folder to write to: --out FOLDER")
			}
			return p.writeWidget(out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write to this `FOLDER`, which is made if it is not there")
	return cmd
}

func (p *program) writeWidget(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("can't make the folder %s: %w", folder, errors.Unwrap(err))
	}
	files := widget.Files()
	var script string
	count := 0
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if strings.HasPrefix(name, "related.") && strings.HasSuffix(name, ".js") && name != "related.js" {
			script = name
		}
		count++
		return writeFile(filepath.Join(folder, name), content)
	})
	if err != nil {
		return err
	}
	base := folder
	if path, err := filepath.Abs(folder); err == nil {
		base = path
	}
	_, err = fmt.Fprintf(p.stdout, `%d files in %s. Paste this into every page, with the folder's address on your site:

    <script async src="/%s/related.js"></script>

%s is the same script under a name that may be cached for ever; manifest.json
has the hashes for integrity attributes. To try it, serve the folder and open demo.html.
`, count, folder, filepath.Base(base), script)
	return err
}
