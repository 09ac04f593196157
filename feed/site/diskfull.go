//go:build !windows

package site

import (
	"errors"
	"syscall"
)

// isDiskFull reports whether there is no room for any other file either.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
