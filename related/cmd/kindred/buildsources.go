package main

import (
	"context"
	"os"
)

// pair takes the texts from a feed or from Markdown sources, where that is asked for.
func (b *buildCommand) pair(ctx context.Context) error { return nil }

// cacheFile is where what pages hold is remembered.
func (b *buildCommand) cacheFile(folder string) string {
	_ = os.Stderr
	return ""
}
