package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// version says which Dateline this is, as far as the Go toolchain recorded it.
type version struct {
	Version  string `json:"version"`            // of the module; "(devel)" for a local build
	Revision string `json:"revision,omitempty"` // of the version control system
	Modified bool   `json:"modified,omitempty"` // there were changes on top of the revision
	Go       string `json:"go"`                 // version of the toolchain
}

func newVersion(env Env) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "  dateline version --json",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			info, ok := debug.ReadBuildInfo()
			if !ok {
				info = &debug.BuildInfo{}
			}
			v := versionOf(info)
			var err error
			if asJSON {
				err = json.NewEncoder(env.Stdout).Encode(v)
			} else {
				_, err = fmt.Fprintln(env.Stdout, v)
			}
			return printed("the version", err)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// release is the version of a release, "v1.2.3". .ci/release has the linker write
// it; it is empty in all other builds, because what the toolchain records of
// those changes with every commit.
var release string

func versionOf(info *debug.BuildInfo) version {
	v := version{Version: cmp.Or(release, info.Main.Version, "(devel)"), Go: info.GoVersion}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v
}

// String returns the version in one line: "dateline v1.2.0, revision 6cc0478, go1.26".
func (v version) String() string {
	parts := []string{"dateline " + v.Version}
	if v.Revision != "" {
		revision := "revision " + v.Revision
		if v.Modified {
			revision += " with changes"
		}
		parts = append(parts, revision)
	}
	if v.Go != "" {
		parts = append(parts, v.Go)
	}
	return strings.Join(parts, ", ")
}
