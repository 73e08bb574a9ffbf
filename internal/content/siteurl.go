package content

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// SiteURLProblem says what keeps a web address from being the one with which those of
// all pages begin, and what to write instead; "" where nothing does.
func SiteURLProblem(address string) string {
	if escaped := escapeSigns.Replace(address); escaped != address {
		return "has signs that addresses have only escaped; write " + escaped
	}
	u, err := url.Parse(address)
	if err != nil {
		return "" // it is no web address
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return fmt.Sprintf("has the port %s; write one from 1 to 65535, or none", port)
		}
	}
	if clean := strings.TrimSuffix(path.Clean("/"+u.Path), "/") + "/"; strings.TrimSuffix(u.Path, "/")+"/" != clean {
		u.Path, u.RawPath = clean, ""
		return `has an empty part, "." or ".." in its path; write ` + u.String()
	}
	return ""
}

// escapeSigns escapes what no address may have (RFC 3987, 2.2).
var escapeSigns = strings.NewReplacer(
	" ", "%20", "<", "%3C", ">", "%3E", `"`, "%22", "{", "%7B", "}", "%7D", "|", "%7C", `\`, "%5C", "^", "%5E", "`", "%60",
)
