package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"dateline/internal/scaffold"
)

func newInit(env Env) *cobra.Command {
	var demo, quiet bool
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Create a site in an empty folder",
		Long: "Init creates a small site to start from: a source, two actors, an incident, two\n" +
			"articles and an annotation of each kind, a README, and a workflow for GitHub Pages.\n\n" +
			"The folder must be new or empty, except for names that begin with a dot, such as .git.\n" +
			"Init never overwrites anything.",
		Example: "  dateline init my-timeline\n" +
			"  dateline init --demo iraq",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] == "" {
				return errors.New("init takes the folder of the new site, as in: dateline init my-timeline")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := scaffold.Starter()
			if demo {
				files, err = scaffold.Demo(env.Files)
			}
			if err != nil {
				return machine(err)
			}
			if err := writeSite(args[0], files); err != nil {
				return err
			}
			if quiet {
				return nil
			}
			_, err = fmt.Fprintf(env.Stdout, "%s written to %s; go there and run \"dateline build\"\n", plural(len(files), "file"), args[0])
			return printed("the summary", err)
		},
	}
	cmd.Flags().BoolVar(&demo, "demo", false, "write the demo: Iraq, January 2020 to January 2022")
	cmd.Flags().BoolVar(&quiet, "quiet", false, "print no summary")
	return cmd
}

// writeSite writes the files of a new site into a folder that does not exist or is empty but
// for names that begin with a dot: repositories and file managers keep something there.
func writeSite(dir string, files []txtar.File) error {
	entries, err := os.ReadDir(dir)
	isNew := errors.Is(err, fs.ErrNotExist)
	switch {
	case slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") }):
		return &failure{exitContent, fmt.Errorf("%q is not empty; name a new folder; nothing was written", dir)}
	case err == nil, isNew:
	default:
		if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
			return usage("%q is a file; name a new folder", dir)
		}
		return machine(fmt.Errorf("reading the folder: %w", err))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return machine(fmt.Errorf("making the folder: %w", err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return machine(fmt.Errorf("opening %s: %w", filepath.Base(dir), err))
	}
	defer root.Close()
	if err := createAll(root, files); err != nil {
		if isNew {
			err = errors.Join(err, root.Close(), os.Remove(dir))
		}
		return err
	}
	return nil
}
