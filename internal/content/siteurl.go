package content

import (
	"fmt"
	"net"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
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
	if written := punycode(u); written != "" {
		return "has a host with letters that programs know in Punycode only; write " + written
	}
	if clean := strings.TrimSuffix(path.Clean("/"+u.Path), "/") + "/"; strings.TrimSuffix(u.Path, "/")+"/" != clean {
		u.Path, u.RawPath = clean, ""
		return `has an empty part, "." or ".." in its path; write ` + u.String()
	}
	return ""
}

// punycode returns an address whose host has letters beyond ASCII as browsers send it
// (RFC 5891); "" for others.
func punycode(u *url.URL) string {
	if !strings.ContainsFunc(u.Host, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return ""
	}
	host, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil {
		return ""
	}
	written := *u
	if written.Host = host; u.Port() != "" {
		written.Host = net.JoinHostPort(host, u.Port())
	}
	return written.String()
}

// escapeSigns escapes what no address may have (RFC 3987, 2.2).
var escapeSigns = strings.NewReplacer(
	" ", "%20", "<", "%3C", ">", "%3E", `"`, "%22", "{", "%7B", "}", "%7D", "|", "%7C", `\`, "%5C", "^", "%5E", "`", "%60",
)
