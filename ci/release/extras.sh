#!/bin/sh
# Writes what goes along with the program into a folder, laid out as below /usr/share: manual pages and completions.
# Usage: extras.sh PROGRAM FOLDER
set -eu
program=$1
folder=$2
"$program" man "$folder/man/man1"
while read -r shell file; do
    mkdir -p "$folder/$(dirname "$file")"
    "$program" completions "$shell" >"$folder/$file"
done <<'LIST'
bash bash-completion/completions/copydesk
zsh zsh/site-functions/_copydesk
fish fish/vendor_completions.d/copydesk.fish
elvish elvish/lib/copydesk.elv
powershell powershell/copydesk.ps1
LIST
