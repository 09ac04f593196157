//go:build unix

package browser

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup keeps what cmd starts in a group of its own, away from ^C and killed as one.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(p *os.Process) { syscall.Kill(-p.Pid, syscall.SIGKILL) }
