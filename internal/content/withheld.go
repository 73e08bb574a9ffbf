package content

import (
	"slices"
	"strconv"
	"strings"
)

// hiding are keys by which authors of other programs keep a document from readers where
// they are true, and showing those by which they do where they are false; those of embargoes
// and of expiries hide it whatever they say, and so do passwords.
var (
	hiding    = []string{"eleventyexcludefromcollections", "embargoed", "headless", "hidden", "is_draft", "isdraft", "private", "unlisted", "unpublished"}
	showing   = []string{"is_public", "is_published", "ispublished", "listed", "permalink", "public", "publish", "published", "render", "visible"}
	embargoes = []string{"embargo", "embargo_date", "embargo_until", "embargoed_until", "embargountil"}
	expiries  = []string{"expiration_date", "expirationdate", "expires", "expiry", "expiry_date", "expirydate", "unpublish_date", "unpublishdate"}
	passwords = []string{"password", "post_password"}
	statuses  = []string{"post_status", "status", "visibility"}
	unpublic  = []string{"draft", "embargoed", "future", "hidden", "pending", "private", "scheduled", "trash", "unlisted", "unpublished"} // as a status
)

// concealment is how a key keeps a document from readers in another program.
type concealment uint8

const (
	unconcealed concealment = iota
	byFlag                  // true or false
	byStatus
	byLock
	fromDay
	untilDay
)

// concealed says how a key, in small letters, does so with a value.
func concealed(word string, n *node) concealment {
	v, yesNo := n.bool()
	says := n.kind != nullNode && !isEmpty(n) && (!yesNo || v)
	switch {
	case slices.Contains(showing, word) && yesNo && !v, (slices.Contains(hiding, word) || slices.Contains(drafts, word)) && v:
		return byFlag
	case slices.Contains(statuses, word) && slices.Contains(unpublic, strings.ToLower(n.text)):
		return byStatus
	case slices.Contains(passwords, word) && says, word == "build" && n.buildsNothing():
		return byLock
	case slices.Contains(expiries, word) && says:
		return fromDay
	case slices.Contains(embargoes, word) && says:
		return untilDay
	}
	return unconcealed
}

// Conceals reports whether a key with a value keeps a document from readers now in another
// program, such as "status" with "draft"; one that does so from a day on does not.
func Conceals(key, value string) bool {
	how := concealed(strings.ToLower(key), &node{kind: textNode, text: value})
	return how != unconcealed && how != fromDay
}

// withheld takes keys out of a document by which other programs keep it from readers, such
// as "published: false", which is no date: a warning would let it be published.
func (d *decoder) withheld(p *plan, n *node) {
	if d.file == sitePath {
		return
	}
	draft := d.text.syntax.entry("draft", "true")
	drafted := slices.ContainsFunc(n.entries, func(e entry) bool {
		v, _ := e.value.bool()
		return v && strings.EqualFold(e.key, "draft")
	})
	if !drafted && n.unbuilt != (Place{}) {
		d.errorf(n.unbuilt, "key %q hides nothing here; write %s", "_build", draft)
	}
	n.entries = slices.DeleteFunc(n.entries, func(e entry) bool {
		word := strings.ToLower(e.key)
		v, yesNo := e.value.bool()
		if word == "published" && yesNo && (v || drafted) {
			d.warnf(e.place, "%s says nothing here; remove it", d.text.syntax.entry(e.key, strconv.FormatBool(v)))
			return true
		}
		how := concealed(word, &e.value)
		if _, known := p.keys[word]; drafted || known && how == byStatus {
			return false
		}
		switch how {
		case byFlag:
			d.errorf(e.place, "%s hides nothing here; write %s", d.text.syntax.entry(e.key, strconv.FormatBool(v)), draft)
		case byStatus:
			d.errorf(e.place, "%s hides nothing here; write %s", d.text.syntax.example(e.key, e.value.text), draft)
		case byLock:
			d.errorf(e.place, "key %q hides nothing here; write %s", e.key, draft)
		case fromDay:
			d.errorf(e.place, "key %q hides nothing here, as no build knows what day it is; write %s from then on, and the day under %q", e.key, draft, "_"+e.key)
		case untilDay:
			d.errorf(e.place, "key %q hides nothing here, as no build knows what day it is; write %s until then, and the day under %q", e.key, draft, "_"+e.key)
		case unconcealed:
			return false
		}
		return true
	})
}
