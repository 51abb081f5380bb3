#!/bin/sh
# Makes the archive of a release, and beside it its SHA-256.
# Usage: archive.sh TARGET PROGRAM EXTRAS FOLDER
# PROGRAM is a copydesk that was built for TARGET, EXTRAS is what extras.sh has written.
set -eu
target=$1
program=$2
extras=$3
mkdir -p "$4"
folder=$(cd "$4" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

name=copydesk-$target
mkdir "$work/$name"
cp "$program" "$source/README.md" "$source/CHANGELOG.md" "$source/LICENSE-MIT" "$source/LICENSE-APACHE" "$work/$name"
cp -R "$extras" "$work/$name/share"
cd "$work"
case $target in
*windows*)
    archive=$name.zip
    7z a -bso0 "$folder/$archive" "$name"
    ;;
*)
    archive=$name.tar.gz
    chmod 755 "$name/$(basename "$program")"
    tar -czf "$folder/$archive" "$name"
    ;;
esac
cd "$folder"
if command -v sha256sum >/dev/null 2>&1; then sha256sum "$archive"; else shasum --algorithm 256 "$archive"; fi >"$archive.sha256"
