package picture

import (
	"bytes"
	"encoding/base64"
	"errors"
	"html"
	"net/url"
	"regexp"
	"strings"
)

// inlinedStart is how the address of a picture begins that holds the picture itself
// (RFC 2397), in lower case.
const inlinedStart = "data:image/"

// inlinedURL is such an address as it stands in XML, where line breaks may stand for
// themselves or as references: what comes before the data, and the data.
var inlinedURL = regexp.MustCompile(`(?i)(data:image/[^,"'()<>&]*,)((?:[\w+/=%\s]|&#x?[0-9a-f]+;)*)`)

// countInlined returns how many pictures a text has in it.
func countInlined(text string) int { return strings.Count(strings.ToLower(text), inlinedStart) }

// stripInlined strips the pictures in a token of XML, as many as there are in what it
// means: none is spelled in another way.
func stripInlined(token []byte, count int) ([]byte, error) {
	found := inlinedURL.FindAllSubmatchIndex(token, -1)
	if len(found) != count {
		return nil, errors.New("its address is not spelled plainly")
	}
	var clean []byte
	done := 0
	for _, at := range found {
		head, data := token[at[2]:at[3]], token[at[4]:at[5]]
		made, err := stripBase64(head, data)
		if err != nil {
			return nil, err
		}
		if made != nil {
			clean = append(append(clean, token[done:at[4]]...), made...)
			done = at[5]
		}
	}
	return append(clean, token[done:]...), nil
}

// stripBase64 strips the picture that is the data of an address; nil where it stays as it is.
func stripBase64(head, data []byte) ([]byte, error) {
	if !bytes.HasSuffix(bytes.ToLower(head), []byte(";base64,")) {
		return nil, errors.New("it is not in Base64")
	}
	text, err := url.PathUnescape(html.UnescapeString(string(data)))
	if err != nil {
		return nil, err
	}
	text = strings.TrimRight(strings.Join(strings.Fields(text), ""), "=")
	picture, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	info, err := Read("", picture)
	if err != nil {
		return nil, err
	}
	clean, err := Publish(info, picture)
	if err != nil || bytes.Equal(clean, picture) {
		return nil, err
	}
	return base64.StdEncoding.AppendEncode(nil, clean), nil
}
