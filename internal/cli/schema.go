package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/internal/content"
)

func newSchema(env Env) *cobra.Command {
	var all, cms bool
	cmd := &cobra.Command{
		Use:   "schema KIND",
		Short: "Print the keys of front matter as JSON Schema, for editors",
		Long: "Schema prints a JSON Schema (2020-12) for the front matter of a kind: " + strings.Join(content.Kinds, ", ") + ".\n" +
			"Editors use it to complete and check front matter. With --cms, it prints a configuration\n" +
			"for the Git-based editors Decap CMS and Sveltia CMS.",
		Example: "  dateline schema article > article.schema.json\n" +
			"  dateline schema --all\n" +
			"  dateline schema --cms > static/admin/config.yml",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case all && cms, (all || cms) && len(args) > 0:
				return errors.New("schema takes one of a kind, --all and --cms")
			case !all && !cms && len(args) != 1:
				return fmt.Errorf("schema takes a kind (%s), --all or --cms", strings.Join(content.Kinds, ", "))
			case len(args) == 1 && content.Folder(args[0]) == "":
				return noKind(args[0], content.Kinds)
			}
			return nil
		},
		ValidArgsFunction: firstOf(content.Kinds),
		RunE: func(_ *cobra.Command, args []string) error {
			var text []byte
			var err error
			switch {
			case cms:
				text, err = content.CMS()
			case all:
				text, err = content.Schemas()
			default:
				text, err = content.Schema(args[0])
			}
			if err == nil {
				_, err = env.Stdout.Write(text)
			}
			return printed("the schema", err)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "print the schemas of all kinds, under $defs of one")
	cmd.Flags().BoolVar(&cms, "cms", false, "print a configuration for Decap CMS or Sveltia CMS")
	return cmd
}
