package content

import (
	"regexp"
	"slices"
	"strings"
)

// followed matches what only tells a site by which way its readers come.
var followed = regexp.MustCompile(`^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid)=`)

// ReduceURL returns a web address in a form by which it can be compared: without scheme, slash
// at the end, and what changes nothing of the page. A fragment may be all that tells articles
// on one page apart.
func ReduceURL(address string) string {
	_, address, _ = strings.Cut(address, "://")
	address, fragment, _ := strings.Cut(address, "#")
	page, query, _ := strings.Cut(address, "?")
	parts := slices.DeleteFunc(strings.Split(query, "&"), followed.MatchString)
	return strings.TrimSuffix(page, "/") + "?" + strings.Join(parts, "&") + "#" + fragment
}
