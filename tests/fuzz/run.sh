#!/bin/sh
# Runs every fuzzer for a short time, from the texts in fuzz/seeds on: tests/fuzz/run.sh [SECONDS for each; 10 if not
# given]. It needs a C++ compiler; cargo-fuzz is kept in a cache folder. It prints `N passed, N failed` at the end.
# fuzz/run.sh is for longer.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the fuzzers"
seconds=${1:-10}
version=0.13.2

command -v c++ >/dev/null || leave_all_out "$tests" "there is no C++ compiler (package g++)"
tools=$cache/cargo-fuzz-$version
if ! [ -x "$tools/bin/cargo-fuzz" ]; then
    echo "fetching cargo-fuzz $version from crates.io, and compiling it into $tools: this takes some minutes"
    cargo install --quiet --locked --root "$tools" "cargo-fuzz@$version" ||
        leave_all_out "$tests" "cargo-fuzz $version cannot be installed"
fi
PATH=$tools/bin:$PATH
target=$(target_folder)
export CARGO_TARGET_DIR="$target/fuzz"
COPYDESK_FUZZ_CORPUS=$(mktemp -d)
# A change is not to fail for what chance found in others.
COPYDESK_FUZZ_SEED=1
export COPYDESK_FUZZ_CORPUS COPYDESK_FUZZ_SEED
trap 'rm -rf "$COPYDESK_FUZZ_CORPUS"' EXIT

echo "compiling the fuzzers, and running each for $seconds seconds: the first time this takes some minutes more"
passed=0 failed=0
for fuzzer in fuzz/fuzz_targets/*.rs; do
    name=$(basename "$fuzzer" .rs)
    if fuzz/run.sh "$seconds" "$name" >"$COPYDESK_FUZZ_CORPUS/log" 2>&1; then
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$COPYDESK_FUZZ_CORPUS/log") texts"
        passed=$((passed + 1))
    else
        tail -n 40 "$COPYDESK_FUZZ_CORPUS/log"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
