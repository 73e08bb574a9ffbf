package edtf_test

import (
	"testing"
	"time"

	"dateline/internal/edtf"
)

func TestExact(t *testing.T) {
	for text, want := range map[string]string{
		"2021":                        "2021",
		"2021-12":                     "2021-12",
		"2021-12-27":                  "2021-12-27",
		"0001":                        "0001",
		"Y20E2":                       "2000",
		"2021-12-27T18:00:00+03:00":   "2021-12-27T18:00:00+03:00",
		"2021-12-27T18:00:00+03":      "2021-12-27T18:00:00+03:00",
		"2021-12-27T18:00Z":           "2021-12-27T18:00:00Z",
		"2021-12-27T24:00:00Z":        "2021-12-28T00:00:00Z",
		"2021-12-27T18:00:00.042123Z": "2021-12-27T18:00:00.042Z",
		"2021-12-27T18:00:00":         "",
		"9999-12-31T24:00:00Z":        "",
		"2021?":                       "",
		"2021-21":                     "",
		"202X":                        "",
		"2021-12-XX":                  "",
		"20":                          "",
		"1950S2":                      "",
		"0000":                        "",
		"-0044":                       "",
		"Y12345":                      "",
		"2021/2022":                   "",
		"[2021]":                      "",
	} {
		got, ok := parse(t, text).Exact()
		if got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", text, got, ok, want)
		}
	}
}

func TestTime(t *testing.T) {
	for _, c := range []struct {
		text  string
		want  time.Time
		zoned bool
	}{
		{"2021-12-27T18:00:00+03:00", time.Date(2021, 12, 27, 15, 0, 0, 0, time.UTC), true},
		{"2021-12-27T18:00:00.25Z", time.Date(2021, 12, 27, 18, 0, 0, 250_000_000, time.UTC), true},
		{"2021-12-27T18:00", time.Date(2021, 12, 27, 18, 0, 0, 0, time.UTC), false},
		{"2021-12-31T24:00:00-0430", time.Date(2022, 1, 1, 4, 30, 0, 0, time.UTC), true},
		{"-0043-03-15T12:00:00Z", time.Date(-43, 3, 15, 12, 0, 0, 0, time.UTC), true},
	} {
		got, zoned, ok := parse(t, c.text).Time()
		if !ok || zoned != c.zoned || !got.Equal(c.want) {
			t.Errorf("%s: got %v, zoned %v, %v", c.text, got, zoned, ok)
		}
	}
	if _, _, ok := parse(t, "2021-12-27").Time(); ok {
		t.Error("a day has a time")
	}
}

func TestStart(t *testing.T) {
	for text, want := range map[string]string{
		"2021-12-19":                "2021-12-19T00:00:00Z",
		"2021-12":                   "2021-12-01T00:00:00Z",
		"2021-12-18/2021-12-19":     "2021-12-18T00:00:00Z",
		"../2021":                   "2021-12-31T00:00:00Z",
		"201X":                      "2010-01-01T00:00:00Z",
		"2021-12-19T18:00:00+03:00": "2021-12-19T15:00:00Z",
		"2021-12-19T18:00:00":       "2021-12-19T18:00:00Z",
		"0001-01-01T00:00:00+01:00": "",
		"0000-12-31":                "",
		"-0044-03-15":               "",
		"Y12021":                    "",
		"XXXX-12-25":                "",
		"":                          "",
	} {
		var d edtf.Date
		if text != "" {
			var err error
			if d, err = edtf.Parse(text); err != nil {
				t.Errorf("%s: %v", text, err)
				continue
			}
		}
		got := ""
		if at, ok := d.Start(); ok {
			got = at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%s starts at %q, want %q", text, got, want)
		}
	}
}
