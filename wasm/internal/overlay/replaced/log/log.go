// Package log stands in for the standard library's, of which snowballstem uses one
// function, to find mistakes in a stemmer.
package log

import "fmt"

// Printf writes a line to the console.
func Printf(format string, args ...any) { println(fmt.Sprintf(format, args...)) }
