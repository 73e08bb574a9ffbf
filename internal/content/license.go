package content

import (
	"fmt"
	"slices"
	"strings"

	"dateline/internal/diag"

	"github.com/github/go-spdx/v2/spdxexp/spdxlicenses"
)

// checkLicense returns a licence identifier in the spelling of the SPDX
// License List, or the address of a licence as it is.
func checkLicense(s string) (string, error) {
	if strings.Contains(s, "://") {
		return s, CheckURL(s)
	}
	known := slices.Concat(spdxlicenses.GetLicenses(), spdxlicenses.GetDeprecated())
	for _, id := range known {
		if strings.EqualFold(id, s) {
			return id, nil
		}
	}
	return s, fmt.Errorf("%q is no SPDX licence identifier; write one such as CC-BY-4.0 (spdx.org/licenses), or the licence's web address%s",
		shorten(s), diag.DidYouMean(s, known))
}

// LicenseURL returns the address of the licence of the data; "" where the site
// names none.
func (s *Site) LicenseURL() string {
	if l := s.License.V; l == "" || strings.Contains(l, "://") {
		return l
	}
	return "https://spdx.org/licenses/" + s.License.V + ".html"
}
