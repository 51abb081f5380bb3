#!/bin/sh
# Counts the instructions of linting and fixing hostile texts of 5 KB and of 10 KB, with every rule on, and names those
# that take more than 2.4 times as many for twice the text: work that grows faster than the text does. Instructions
# count all work, that of libraries included; the unit tests in work.rs count the loops that look ahead or back.
#
#   benches/linear.sh [FLAVOR...]      html, markdown, mdx and text if none is named; minutes each
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- html markdown mdx text
. benches/program.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
for flavor in "$@"; do
    valgrind --tool=callgrind --callgrind-out-file="$folder/out" --collect-atstart=no --toggle-collect=count::counted_hostile \
        --dump-after=count::counted_hostile "$program" "pieces/$flavor" >"$folder/names" 2>"$folder/log" ||
        { cat "$folder/log" >&2; exit 1; }
    for number in $(seq 1 $(($(wc -l <"$folder/names") * 2))); do
        sed -n 's/^totals: //p' "$folder/out.$number" || exit 1
    done >"$folder/totals"
    paste - - <"$folder/totals" | paste - "$folder/names" >"$folder/counts"
    rm -f "$folder"/out*
    awk -v flavor="$flavor" '
        { growth = $2 / $1; name = $0; sub(/^[^"]*/, "", name); total += $1 }
        growth > most { most = growth }
        growth > 2.4 { printf "%s as %s: %d instructions, then %d (%.2f times)\n", name, flavor, $1, $2, growth; bad = 1 }
        END { printf "%s: %d texts, at most %.2f times the work for twice the text\n", flavor, NR, most; exit bad }
    ' "$folder/counts" || failed=1
done
exit $failed
