package content

import (
	"fmt"
	"net"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// IsWeb reports whether s is a web address in full, with signs in it perhaps that have to
// be escaped.
func IsWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

// CheckURL holds that s is a web address that can be followed from anywhere. An error says
// what to write in place of what is none.
func CheckURL(s string) error {
	web := IsWeb(s)
	if web && strings.Contains(s, " ") {
		return fmt.Errorf("%q has white space, which no address has; write %s", shorten(s), shorten(strings.ReplaceAll(s, " ", "%20")))
	}
	if !web || strings.ContainsAny(s, "\t\n") {
		return fmt.Errorf(`%q is no web address; write it in full, as in "https://example.org/page"`, shorten(s))
	}
	return nil
}

// checkHost holds that s is a host name of at least two labels, as DNS spells
// it (RFC 1123): other alphabets are written in Punycode.
func checkHost(s string) error {
	if len(s) > 253 || !hostName.MatchString(s) {
		return fmt.Errorf(`%q is no host name; write it without https:// and paths, as in "www.example.org"`, shorten(s))
	}
	return nil
}

// hostLabel is a part of a host name, between dots.
const hostLabel = `[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?`

var hostName = regexp.MustCompile(`^` + hostLabel + `(?:\.` + hostLabel + `)+$`)

// checkPath holds that s names a place within the site, in the letters that the folder has.
func checkPath(s string) error {
	plain, err := url.PathUnescape(s)
	escaped := err == nil && plain != s && !strings.ContainsAny(s, neverInAddresses)
	if escaped && utf8.ValidString(plain) && isPath(plain) {
		return fmt.Errorf("%q is an address as browsers escape it; write %q", shorten(s), shorten(plain))
	}
	if escaped || !isPath(s) {
		return fmt.Errorf(`%q is no address within the site; write one such as "old/path/"`, shorten(s))
	}
	return nil
}

// neverInAddresses are signs that browsers escape in any address (WHATWG URL, the path
// percent-encode set).
const neverInAddresses = " \"<>`{}^"

func isPath(s string) bool {
	bad := strings.ContainsAny(s, `\#`) || strings.HasPrefix(s, "//") || strings.ContainsFunc(s, unicode.IsControl)
	for part := range strings.SplitSeq(strings.Trim(s, "/"), "/") {
		bad = bad || part == "" || strings.HasPrefix(part, ".") || NameProblem(part) != ""
	}
	return !bad
}

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
	if !beyondASCII(u.Host) {
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
