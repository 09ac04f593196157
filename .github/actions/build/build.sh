#!/usr/bin/env bash
# Gets the release of Kindred for this machine, checks it, and runs kindred build on
# the folder SITE. The settings are the variables that action.yml gives, RUNNER_OS
# and RUNNER_ARCH. Written for the Bash 3.2 of macOS.
# shellcheck disable=SC2153 # variables in capitals come from action.yml
set -euo pipefail

# fail ends with one message, which GitHub shows on the summary page.
fail() {
  local message=$*
  message=${message//'%'/%25}
  message=${message//$'\r'/%0D}
  message=${message//$'\n'/%0A}
  printf '::error title=Kindred::%s\n' "$message"
  exit 1
}

# release prints the version whose tag is on the commit of ACTION_REF: the action may
# be asked for as v1.2.3, as v1, or by commit, and its own release fits it best.
release() {
  git ls-remote --tags "$FROM" | awk '
    { name = $2; sub("^refs/tags/", "", name); sub("\\^\\{\\}$", "", name); commit[name] = $1 }
    END {
      want = ENVIRON["ACTION_REF"]; sub("^refs/tags/", "", want)
      if (want in commit) want = commit[want]
      for (name in commit) if (commit[name] == want && name ~ /^v[0-9]+\.[0-9]+\.[0-9]+$/) print name
    }' | sort -V | tail -n 1
}

download() {
  curl --fail --silent --show-error --location --retry 3 --output "$1" "$FROM/releases/download/$version/$1" ||
    fail "Can't download $1 of Kindred $version from $FROM. Is there such a release?"
}

sha256() { # macOS has no sha256sum
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}

extension=tar.gz program=kindred
case $RUNNER_OS in
  Linux) os=linux ;;
  macOS) os=macos ;;
  Windows) os=windows extension=zip program=kindred.exe ;;
  *) fail "There is no Kindred for the system $RUNNER_OS, only for Linux, macOS and Windows." ;;
esac
case $RUNNER_ARCH in
  X64) arch=amd64 ;;
  ARM64) arch=arm64 ;;
  *) fail "There is no Kindred for processors of the kind $RUNNER_ARCH, only for X64 and ARM64." ;;
esac

version=$VERSION
if [ -z "$version" ]; then
  version=$(release) || fail "Can't read the versions of Kindred from $FROM."
  [ -n "$version" ] ||
    fail "The action's own version \"$ACTION_REF\" is no release of Kindred: set version, such as v1.2.3."
fi
version=v${version#v}
[[ $version =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
  fail "The version \"$VERSION\" is none of Kindred's: want one such as v1.2.3."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
from=$PWD
cd "$work"

xargs printf '%s\0' <<<"$ARGS" >args || fail "Can't read the flags in args: $ARGS"
args=()
if [[ $ARGS == *[![:space:]]* ]]; then # of no word at all, xargs makes an empty one
  while IFS= read -r -d '' arg; do args+=("$arg"); done <args
fi

archive=kindred_${os}_$arch.$extension
download checksums.txt
download "$archive"
want=$(awk -v name="$archive" '$2 == name { print $1 }' checksums.txt)
[ -n "$want" ] || fail "checksums.txt of Kindred $version has no line for $archive."
got=$(sha256 <"$archive")
[ "$got" = "$want" ] ||
  fail "$archive of Kindred $version is not what was released: its SHA-256 is $got, checksums.txt says $want."
if [ $extension = zip ]; then unzip -q "$archive"; else tar -xzf "$archive"; fi
printf 'Kindred %s for %s on %s, checksum right\n' "$version" "$os" "$arch"

cd "$from"
# Git's Bash on Windows would take --base-url /sub/ for a path of its own.
MSYS_NO_PATHCONV=1 "$work/kindred/$program" build --site="$SITE" ${args[@]+"${args[@]}"}
