package output

import (
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// What a Write says of files once it is done holds after it: their times as well,
// whatever was linked and removed on the way.
func TestDone(t *testing.T) {
	for _, how := range []struct {
		name  string
		way   way
		spare bool
		known int // files at least that need no second look, from the third Write on
	}{{"as a whole", asAWhole, false, 0}, {"with a spare", asAWhole, true, 40}, {"one by one", oneByOne, true, 40}, {"from inside", fromInside, true, 40}} {
		top := t.TempDir()
		dir := filepath.Join(top, "public")
		site := many(50)
		known := map[string]state{}
		for k := range 8 {
			site[fmt.Sprintf("articles/%05d/index.html", k)], site["index.html"] = fmt.Sprint(k), "home"
			if k%2 == 0 {
				site["index.html"] = fmt.Sprint(k)
			}
			switch k {
			case 5: // what the next one links again
				check(t, replaced("articles/00020/index.html", "others")(dir))
			case 6:
				check(t, replaced("articles/00021/others.txt", "others")(dir))
			}
			now, nils := map[string]state{}, 0
			opt := how.way.options()
			opt.Same = func(name string, info fs.FileInfo) bool {
				was, is := known[name]
				return is && was == stateOf(info) && int64(len(site[name])) == info.Size()
			}
			opt.Done = func(files iter.Seq2[string, fs.FileInfo]) {
				for name, info := range files {
					if info == nil {
						now[name] = known[name]
						nils++
						continue
					}
					now[name] = stateOf(info)
				}
			}
			if how.spare {
				opt.Spare = filepath.Join(top, "spare")
			}
			tick(t, top)
			writeWith(t, dir, site, opt)
			if len(now) != len(site)+1 {
				t.Errorf("%s, Write %d: told of %d files", how.name, k, len(now))
			}
			for name, was := range now {
				is, err := os.Lstat(filepath.Join(dir, name))
				check(t, err)
				if was != stateOf(is) {
					t.Errorf("%s, Write %d: %s is not as was told", how.name, k, name)
				}
			}
			if k > 1 && nils < how.known {
				t.Errorf("%s, Write %d: only %d files are as they were", how.name, k, nils)
			}
			known = maps.Clone(now)
		}
	}
}

// state tells whether anybody has done anything to a file.
type state struct{ size, modified, changed int64 }

func stateOf(info fs.FileInfo) state {
	return state{info.Size(), info.ModTime().UnixNano(), Changed(info).UnixNano()}
}
