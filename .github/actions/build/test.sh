#!/usr/bin/env bash
# Runs build.sh against releases made here, of a program that tells its arguments.
# shellcheck disable=SC2016 # what must not be expanded
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir site temp

# What the action downloads from: a repository with tags, and the files of releases.
cat >fake.go <<'GO'
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	folder, _ := os.Getwd()
	fmt.Printf("in %s: %q\n", filepath.Base(folder), os.Args[1:])
	if slices.Contains(os.Args, "--check") {
		os.Exit(3)
	}
}
GO
cat >pack.go <<'GO'
package main

import (
	"archive/zip"
	"os"
)

func main() {
	out := zip.NewWriter(os.Stdout)
	if err := out.AddFS(os.DirFS("packed")); err != nil {
		panic(err)
	}
	if err := out.Close(); err != nil {
		panic(err)
	}
}
GO
go build -o packed/kindred/kindred fake.go
cp packed/kindred/kindred packed/kindred/kindred.exe
go run pack.go >packed.zip
tar -czf packed.tar.gz -C packed kindred
home() { git -C home -c user.name=Test -c user.email=test@example.org "$@"; }
git init -q home
home commit -q --allow-empty -m 'A release'
home tag v1.2.3
home tag -a -m 'The newest of version 1' v1 # an object of its own, on the same commit
commit=$(home rev-parse HEAD)
home commit -q --allow-empty -m 'After the release'
home tag newest
from=file:///$(cd home && { pwd -W 2>/dev/null || pwd; } | sed 's,^/,,') # -W is Windows

good=home/releases/download/v1.2.3
mkdir -p $good
for arch in amd64 arm64; do
  for os in linux macos; do cp packed.tar.gz $good/kindred_${os}_$arch.tar.gz; done
  cp packed.zip $good/kindred_windows_$arch.zip
done
(cd $good && for file in *; do
  printf '%s  %s\n' "$({ sha256sum "$file" 2>/dev/null || shasum -a 256 "$file"; } | cut -d' ' -f1)" "$file"
done >"$work/sums" && mv "$work/sums" checksums.txt)
# release VERSION makes one more, to be damaged.
release() { cp -R $good "home/releases/download/$1" && cd "home/releases/download/$1"; }
(release v1.2.4 && cat kindred_linux_arm64.tar.gz checksums.txt >kindred_linux_amd64.tar.gz)
(release v1.2.5 && grep -v linux_amd64 ../v1.2.3/checksums.txt >checksums.txt)
(release v1.2.6 && rm kindred_linux_amd64.tar.gz)

passed=0
# try EXIT TEXT VARIABLE=VALUE... runs build.sh, which must end so and say so.
try() {
  local exit=$1 text=$2 out code=0
  shift 2
  out=$(cd site && env SITE=public ARGS='' VERSION='' ACTION_REF=v1 RUNNER_OS=Linux RUNNER_ARCH=X64 \
    FROM="$from" TMPDIR="$work/temp" "$@" bash "$here/build.sh" 2>&1) || code=$?
  if [ $code != "$exit" ] || [[ $out != *"$text"* ]] || [ -n "$(ls temp)" ]; then
    printf 'FAILED: %s\nended with %s and said\n%s\n\nwant %s and\n%s\nand nothing left of %s\n' \
      "$*" $code "$out" "$exit" "$text" "$(ls temp)" >&2
    exit 1
  fi
  passed=$((passed + 1))
}

plain='in site: ["build" "--site=public"]'
for os in Linux macOS Windows; do
  for arch in X64 ARM64; do try 0 "$plain" RUNNER_OS=$os RUNNER_ARCH=$arch; done
done
try 1 'no Kindred for the system FreeBSD, only for Linux, macOS and Windows' RUNNER_OS=FreeBSD
try 1 'no Kindred for processors of the kind X86, only for X64 and ARM64' RUNNER_ARCH=X86

for ref in v1.2.3 v1 refs/tags/v1 "$commit"; do try 0 'Kindred v1.2.3 for linux' ACTION_REF="$ref"; done
for ref in newest main v9 ''; do try 1 "\"$ref\" is no release of Kindred: set version" ACTION_REF="$ref"; done
try 0 'Kindred v1.2.3 for linux' ACTION_REF=main VERSION=v1.2.3
try 0 'Kindred v1.2.3 for linux' ACTION_REF=main VERSION=1.2.3
try 1 'The version "v1" is none of Kindred' VERSION=v1
try 1 'The version "../../v1.2.3" is none of Kindred' VERSION=../../v1.2.3
try 1 'The version "100%25%0A::notice::x" is none' VERSION=$'100%\n::notice::x'
try 1 "Can't read the versions" FROM="$from/nothing"

try 1 'kindred_linux_amd64.tar.gz of Kindred v1.2.4 is not what was released' VERSION=v1.2.4
try 0 'checksum right' VERSION=v1.2.4 RUNNER_ARCH=ARM64
try 1 'of Kindred v1.2.5 has no line for kindred_linux_amd64.tar.gz' VERSION=v1.2.5
try 1 "Can't download kindred_linux_amd64.tar.gz of Kindred v1.2.6" VERSION=v1.2.6
try 1 "Can't download checksums.txt of Kindred v9.9.9" VERSION=v9.9.9

try 0 'in site: ["build" "--site=my site"]' SITE='my site'
try 0 '["build" "--site=$(touch temp/x); `id` \"x"]' SITE='$(touch temp/x); `id` "x'
try 0 "$plain" ARGS=$' \n '
try 0 '["build" "--site=public" "--limit" "4" "--base-url" "/sub/" "--exclude" "a b/**" "*" "$HOME;id"]' \
  ARGS=$'--limit 4 --base-url /sub/\n--exclude "a b/**" * $HOME;id\n'
try 1 "Can't read the flags in args: --limit '4" ARGS="--limit '4"
try 3 '"--check"]' ARGS=--check
printf '%s passed, 0 failed\n' $passed
