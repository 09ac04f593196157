//go:build !windows

package site

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// isDiskFull reports whether there is no room for any other file either.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// keepOwner gives a file the owner of the one that it is to replace, as far as that is
// allowed: what root writes in a container must not be root's afterwards.
func keepOwner(f *os.File, old fs.FileInfo) {
	was, ok := old.Sys().(*syscall.Stat_t)
	if ok && (int(was.Uid) != os.Geteuid() || int(was.Gid) != os.Getegid()) {
		f.Chown(int(was.Uid), int(was.Gid))
	}
}
