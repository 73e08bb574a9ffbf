package serve

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// handler answers all requests to a server that is bound to addr.
func (s *Server) handler(addr net.Addr) http.Handler {
	bound := addr.String()
	return http.MaxBytesHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !ownHost(r.Host, bound):
			http.Error(w, openAs(bound), http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
		case r.URL.Path == eventsPath:
			s.events(w, r)
		default:
			s.file(timely{w, s.opt.Now}, r)
		}
	}), 1<<10)
}

// timely is an answer that has to be taken in writeTime: a reader that takes nothing is not
// waited for. That begins with the answer, as a page may have to wait for a build before.
type timely struct {
	http.ResponseWriter
	now func() time.Time
}

// WriteHeader implements [http.ResponseWriter].
func (t timely) WriteHeader(status int) {
	_ = http.NewResponseController(t.ResponseWriter).SetWriteDeadline(t.now().Add(writeTime))
	t.ResponseWriter.WriteHeader(status)
}

// openAs says how to reach a server that is bound to an address with port.
func openAs(bound string) string {
	if here, err := netip.ParseAddr(hostname(bound)); err == nil && here.IsUnspecified() {
		return "this server answers to addresses in numbers only, as a name can be made to lead anywhere; open one of those that the terminal shows"
	}
	return "this server answers to its own address only; open it as http://" + bound + "/"
}

// ownHost reports whether a Host header names this server, bound to an address
// with port: this machine, or the bound address. Where it is bound to all
// addresses, any address may be the right one; a name may not, because a name
// can be made to lead anywhere. The port may be another one, forwarded here.
func ownHost(host, bound string) bool {
	name := hostname(host)
	if strings.EqualFold(name, "localhost") {
		return true
	}
	asked, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	here, err := netip.ParseAddr(hostname(bound))
	if err != nil {
		return false
	}
	return asked.IsLoopback() || here.IsUnspecified() || asked.Unmap() == here.Unmap()
}

// hostname returns a host without port and brackets.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
}

// sameOrigin reports whether a request comes from one of the server's own
// pages, as far as the browser says: older ones say nothing, and programs that
// are no browsers do not either.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && strings.EqualFold(u.Host, r.Host)
}
