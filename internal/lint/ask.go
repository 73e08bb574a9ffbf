package lint

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

// An Answer is what a web address said when it was asked.
type Answer struct {
	Status int    `json:"status,omitempty"` // HTTP status; 0 where there was no answer
	Error  string `json:"error,omitempty"`  // why there was none
}

// Bounds of asking: how many hosts at once, how long one question may take, how
// long a host is left alone between two questions, how often it may redirect.
const (
	askHosts     = 8
	askTimeout   = 15 * time.Second
	askPause     = 500 * time.Millisecond
	askRedirects = 5
)

// An Asker asks web addresses whether they still answer.
type Asker struct {
	client *http.Client
	pause  time.Duration
}

// NewAsker returns an Asker. Addresses of this machine and of private networks
// are not asked, also where a name or a redirect leads to one, unless private
// is set: content may come from others.
func NewAsker(private bool) *Asker {
	dialer := &net.Dialer{Timeout: askTimeout}
	pause := askPause
	if private {
		pause = 0
	} else {
		dialer.Control = refusePrivate
	}
	// No proxy: it would look up names itself, behind the check.
	// No connection is kept: what a host sends on one that nobody reads from, as after a HEAD
	// that it takes for a GET, package http would print.
	transport := &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: askTimeout, ForceAttemptHTTP2: true, DisableKeepAlives: true}
	return &Asker{pause: pause, client: &http.Client{
		Transport: transport,
		Timeout:   askTimeout,
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > askRedirects {
				return errors.New("it redirects too often")
			}
			return nil
		},
	}}
}

var errPrivate = errors.New("it leads into a private network, which is not asked")

func refusePrivate(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !public(to.Addr().Unmap()) {
		return errPrivate
	}
	return nil
}

// public reports whether an address belongs to the open internet, after the
// special-purpose registries of RFC 6890 and its successors.
func public(a netip.Addr) bool {
	special := []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"}
	return a.IsGlobalUnicast() && !a.IsPrivate() &&
		!slices.ContainsFunc(special, func(prefix string) bool { return netip.MustParsePrefix(prefix).Contains(a) })
}

// Ask asks each address once: hosts side by side, the addresses of one host one
// after another with a pause between. What was not asked when ctx ended is
// missing.
func (a *Asker) Ask(ctx context.Context, addresses []string) map[string]Answer {
	byHost := map[string][]string{}
	var hosts []string
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		if byHost[u.Host] == nil {
			hosts = append(hosts, u.Host)
		}
		byHost[u.Host] = append(byHost[u.Host], address)
	}
	answers := make(map[string]Answer, len(addresses))
	var mutex sync.Mutex
	var workers errgroup.Group
	workers.SetLimit(askHosts)
	for _, host := range hosts {
		workers.Go(func() error {
			for k, address := range byHost[host] {
				if k > 0 {
					select {
					case <-ctx.Done():
						return ctx.Err()
					case <-time.After(a.pause):
					}
				}
				answer := a.ask(ctx, address)
				if err := ctx.Err(); err != nil {
					return err
				}
				mutex.Lock()
				answers[address] = answer
				mutex.Unlock()
			}
			return nil
		})
	}
	_ = workers.Wait() // that ctx is done, its owner knows
	return answers
}

// ask sends HEAD, and GET where the host does not take HEAD, says that nothing is there
// or ends the connection: some answer so to any HEAD. Each address is asked with cookies
// of its own, without which some hosts lead a reader around in a circle.
func (a *Asker) ask(ctx context.Context, address string) Answer {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return Answer{Error: err.Error()}
	}
	client := *a.client
	client.Jar = jar
	answer, reached := send(ctx, &client, http.MethodHead, address)
	refused := answer.Status >= 400 && answer.Status < 500 && answer.Status != http.StatusTooManyRequests
	silent := answer.Status == 0 && reached
	if refused || silent || answer.Status == http.StatusNotImplemented {
		answer, _ = send(ctx, &client, http.MethodGet, address)
	}
	return answer
}

// send asks once; reached is whether a host was there to hear it.
func send(ctx context.Context, client *http.Client, method, address string) (answer Answer, reached bool) {
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { reached = true }})
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return Answer{Error: err.Error()}, false
	}
	req.Header.Set("User-Agent", "Mozilla/5.0 (compatible; dateline check)")
	resp, err := client.Do(req)
	if err != nil {
		return Answer{Error: reason(err)}, reached
	}
	defer resp.Body.Close()
	return Answer{Status: resp.StatusCode}, reached
}

// reason says why there was no answer, without what depends on the run.
func reason(err error) string {
	var dns *net.DNSError
	var timeout net.Error
	switch {
	case errors.Is(err, errPrivate):
		return errPrivate.Error()
	case errors.As(err, &dns) && dns.IsNotFound:
		return "there is no host of that name"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "it took too long"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused"
	}
	if inner, ok := errors.AsType[*url.Error](err); ok {
		err = inner.Err
	}
	return err.Error()
}
