package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Amazon is the address of S3 where none is written.
const Amazon = "https://s3.amazonaws.com"

// A Bucket names a place in S3, or in anything that speaks it.
type Bucket struct {
	Name     string
	Endpoint string // address of the service
	Region   string // "" asks the service
	Prefix   string // folder in the bucket, "" for the top
}

// A bucket is a place in S3 as a target. The credentials are those of Amazon's
// own tools: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or
// the profile AWS_PROFILE of ~/.aws/credentials.
type bucket struct {
	Bucket
	client  *minio.Client
	listTag string // of the list as it was last read or kept; "" for none
	most    int    // bytes of names that a listing may have; maxRecord, but for tests
}

// S3 returns a bucket as a target, which exists there. Nothing is asked yet: an error is of an
// address that can be none, or says that there are no credentials.
func S3(b Bucket) (Target, error) {
	at, err := url.Parse(b.Endpoint)
	if err != nil || at.Host == "" || strings.Trim(at.Path, "/") != "" {
		return nil, fmt.Errorf("endpoint cannot be %q; write the address of the service alone, such as %s", b.Endpoint, Amazon)
	}
	keys := credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}})
	if v, err := keys.GetWithContext(nil); err != nil || v.AccessKeyID == "" || v.SecretAccessKey == "" {
		return nil, errors.New("there are no credentials for S3; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write them into ~/.aws/credentials")
	}
	way, err := minio.DefaultTransport(at.Scheme == "https")
	if err != nil {
		return nil, fmt.Errorf("preparing for S3: %w", err)
	}
	client, err := minio.New(at.Host, &minio.Options{
		Creds: keys, Secure: at.Scheme == "https", Region: b.Region, MaxRetries: 1, Transport: shortPages{way},
	})
	if err != nil {
		return nil, fmt.Errorf("endpoint %s: %w", b.Endpoint, err)
	}
	b.Prefix = strings.Trim(b.Prefix, "/")
	if b.Prefix != "" {
		b.Prefix += "/"
	}
	return &bucket{Bucket: b, client: client, most: maxRecord}, nil
}

// maxPage is how long a part of a listing may be, in bytes: of a thousand files, each of
// which S3 lets have a name of a kilobyte.
const maxPage = 16 << 20

var errLongPage = final(fmt.Errorf("one part of the list of files there is longer than %d MB, which none of S3 is", maxPage>>20))

// shortPages ends what answers to a request for a listing where it gets too long: it is read
// as a whole.
type shortPages struct{ http.RoundTripper }

// RoundTrip implements [http.RoundTripper].
func (s shortPages) RoundTrip(ask *http.Request) (*http.Response, error) {
	answer, err := s.RoundTripper.RoundTrip(ask)
	if err == nil && ask.URL.Query().Has("list-type") {
		answer.Body = &shortPage{answer.Body, maxPage}
	}
	return answer, err
}

type shortPage struct {
	io.ReadCloser
	left int
}

// Read implements [io.Reader].
func (p *shortPage) Read(part []byte) (int, error) {
	n, err := p.ReadCloser.Read(part)
	if p.left -= n; p.left < 0 {
		return 0, errLongPage
	}
	return n, err
}

func (b *bucket) String() string { return "s3://" + b.Name + "/" + b.Prefix }

func (b *bucket) Key() string { return b.Endpoint + " " + b.String() }

func (b *bucket) Load(ctx context.Context) ([]byte, error) {
	object, err := b.client.GetObject(ctx, b.Name, b.Prefix+recordName, minio.GetObjectOptions{})
	if err != nil {
		return nil, b.explain(err)
	}
	defer object.Close()
	list, err := readBounded(object)
	if minio.ToErrorResponse(err).Code == minio.NoSuchKey {
		b.listTag = ""
		return nil, nil
	}
	if err != nil {
		return nil, b.explain(err)
	}
	info, err := object.Stat()
	b.listTag = info.ETag
	return list, b.explain(err)
}

// Look lists all of the prefix, a thousand files at a time. The tag of a file is
// its ETag, which is not always a checksum but changes with the file.
func (b *bucket) Look(ctx context.Context, paths []string) (map[string]Found, error) {
	wanted := make(map[string]bool, len(paths))
	for _, name := range paths {
		wanted[name] = true
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // a listing that is left early would wait to be read on
	found, left := map[string]Found{}, b.most
	for object := range b.client.ListObjects(ctx, b.Name, minio.ListObjectsOptions{Prefix: b.Prefix, Recursive: true}) {
		if object.Err != nil {
			return nil, b.explain(object.Err)
		}
		if left -= len(object.Key) + len(object.ETag); left < 0 {
			return nil, errLongList
		}
		if name := strings.TrimPrefix(object.Key, b.Prefix); wanted[name] {
			found[name] = Found{Tag: strings.Trim(object.ETag, `"`)}
		}
	}
	return found, nil
}

func (b *bucket) Put(ctx context.Context, name string, data []byte) (string, error) {
	body, opt := object(name, data)
	tag, err := b.put(ctx, name, body, opt)
	return tag, b.explain(err)
}

// object returns what is sent of a file, and how.
func object(name string, data []byte) ([]byte, minio.PutObjectOptions) {
	contentType := typeOf(name, data)
	opt := minio.PutObjectOptions{
		ContentType:      contentType,
		CacheControl:     cacheControlOf(name, contentType),
		UserMetadata:     map[string]string{"sha256": sumOf(data)},
		DisableMultipart: true,
		SendContentMd5:   true,
		// Signed in chunks, some servers would pass on to readers that it was.
		DisableContentSha256: true,
	}
	if mayPack(name, contentType) {
		if packed, pays := pack(data); pays {
			opt.ContentEncoding = "gzip"
			return packed, opt
		}
	}
	return data, opt
}

func (b *bucket) put(ctx context.Context, name string, body []byte, opt minio.PutObjectOptions) (tag string, err error) {
	info, err := b.client.PutObject(ctx, b.Name, b.Prefix+name, bytes.NewReader(body), int64(len(body)), opt)
	return strings.Trim(info.ETag, `"`), err
}

func (b *bucket) Remove(ctx context.Context, name string) error {
	return b.explain(b.client.RemoveObject(ctx, b.Name, b.Prefix+name, minio.RemoveObjectOptions{}))
}

// Save replaces the list that was last read or kept, and no other that has come
// since; a server that knows no such conditions replaces any.
func (b *bucket) Save(ctx context.Context, list []byte) error {
	body, opt := object(recordName, list)
	if b.listTag == "" {
		opt.SetMatchETagExcept("*")
	} else {
		opt.SetMatchETag(b.listTag)
	}
	tag, err := b.put(ctx, recordName, body, opt)
	if err == nil {
		b.listTag = tag
		return nil
	}
	if status := minio.ToErrorResponse(err).StatusCode; status == http.StatusNotImplemented || status == http.StatusBadRequest {
		b.listTag, err = b.Put(ctx, recordName, list)
		return err
	}
	return b.explain(err)
}

// Commit has nothing to do: what was put is seen at once.
func (b *bucket) Commit(context.Context) error { return nil }

func (b *bucket) AtOnce() bool { return false }

func (b *bucket) Close() error { return nil }

// explain says what to do about the usual errors, and which of them no attempt
// mends.
func (b *bucket) explain(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, errLongPage) {
		return errLongPage
	}
	said := minio.ToErrorResponse(err)
	switch said.Code {
	case minio.NoSuchBucket:
		return final(fmt.Errorf("there is no bucket %q at %s; make it there, or check s3: and endpoint: under publish", b.Name, b.Endpoint))
	case "InvalidAccessKeyId", "XAdminUserNotFound", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "AuthorizationHeaderMalformed":
		return final(fmt.Errorf("the credentials are not those of %s (%s); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or ~/.aws/credentials, and region: under publish", b.Endpoint, said.Code))
	case minio.AccessDenied:
		return final(fmt.Errorf("the credentials may not do this in the bucket %q (%s); they must be allowed to list, get, put and delete", b.Name, said.Code))
	case "PermanentRedirect", "IllegalLocationConstraintException":
		return final(fmt.Errorf("the bucket %q is in another region; write the right region: and endpoint: under publish", b.Name))
	case "RequestTimeTooSkewed":
		return final(errors.New("the clock of this machine is wrong; set it and publish again"))
	}
	if unknown, ok := errors.AsType[*net.DNSError](err); ok && unknown.IsNotFound {
		return final(fmt.Errorf("there is no host %q; check endpoint: under publish", unknown.Name))
	}
	if broken, ok := errors.AsType[*url.Error](err); ok { // with the address of one file, which is not where the mistake is
		return fmt.Errorf("%s does not answer as S3 does: %w; if that goes on, check endpoint: under publish", b.Endpoint, broken.Err)
	}
	if said.StatusCode >= 400 && said.StatusCode < 500 && !slices.Contains(passing, said.StatusCode) {
		return final(err)
	}
	return err
}

// passing are the states in which a server may take at the next attempt what it
// has refused; two of them say that somebody else was faster.
var passing = []int{http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusConflict, http.StatusPreconditionFailed}
