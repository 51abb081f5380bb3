#!/bin/sh
# Counts the instructions that linting and fixing fixed articles take, and fails where a count is more than a tenth above
# the one in benches/instructions.txt. Seconds depend on the machine; instructions hardly do.
#
#   benches/instructions.sh            compares
#   benches/instructions.sh --update   writes the counts down
#
# It counts the development build, which the tests have made already. Counts of different compilers or processors cannot
# be compared, so they are left out where those differ.
set -eu
cd "$(dirname "$0")/.."
stored=benches/instructions.txt
cases="html/lint html/fix markdown/lint markdown/fix damaged/lint damaged/fix"

if ! valgrind --version >/dev/null 2>&1; then
    echo "valgrind is not installed: instructions are not counted"
    exit 0
fi
vectors=none
grep -qsw avx2 /proc/cpuinfo && vectors=avx2
made_with="# $(rustc --version), $vectors"
if [ "${1-}" != --update ] && [ ! -e "$stored" ]; then
    echo "$stored is missing: benches/instructions.sh --update makes it" >&2
    exit 1
fi
if [ "${1-}" != --update ] && [ "$(head -n 1 "$stored")" != "$made_with" ]; then
    echo "The counts were made with \"$(head -n 1 "$stored" | cut -c 3-)\", and this is \"${made_with#\# }\":"
    echo "they cannot be compared. Where they were right before your change, benches/instructions.sh --update renews them."
    exit 0
fi

. benches/program.sh
log=$(mktemp)
trap 'rm -f "$log" "$log.new"' EXIT
echo "$made_with" >"$log.new"
failed=0
for case in $cases; do
    valgrind --tool=callgrind --callgrind-out-file=/dev/null --collect-atstart=no --toggle-collect='*counted_*' \
        "$program" "$case" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    count=$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$log")
    echo "$case $count" >>"$log.new"
    old=$(sed -n "s|^$case ||p" "$stored" 2>/dev/null || true)
    if [ "${1-}" = --update ] || [ -z "$old" ]; then
        echo "$case: $count instructions"
    elif [ "$count" -gt $((old + old / 10)) ]; then
        echo "$case: $count instructions, more than a tenth above $old"
        failed=1
    else
        echo "$case: $count instructions; $old are stored"
    fi
done
if [ "${1-}" = --update ]; then
    cp "$log.new" "$stored"
fi
exit $failed
