#!/bin/sh
# Prints what CHANGELOG.md says of a version; fails where it says nothing.
# Usage: notes.sh VERSION
set -eu
cd "$(dirname "$0")/../.."
notes=$(awk -v heading="## [$1]" '
    index($0, "## [") == 1 { inside = (index($0, heading) == 1); next }
    inside { print }
' CHANGELOG.md)
if [ -z "$(printf '%s' "$notes" | tr -d '[:space:]')" ]; then
    echo "CHANGELOG.md has no notes for $1" >&2
    exit 1
fi
printf '%s\n' "$notes"
