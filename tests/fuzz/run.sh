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

command -v c++ >/dev/null || leave_all_out "$tests" "there is no C++ compiler (package g++)"
from_crates cargo-fuzz 0.13.2 || leave_all_out "$tests" "cargo-fuzz cannot be installed"
CARGO_TARGET_DIR=$(target_folder)/fuzz
make_work_folder
COPYDESK_FUZZ_CORPUS=$work/corpus
# A change is not to fail for what chance found in others.
COPYDESK_FUZZ_SEED=1
export CARGO_TARGET_DIR COPYDESK_FUZZ_CORPUS COPYDESK_FUZZ_SEED

# fuzz NAME: runs a fuzzer; prints how it failed.
fuzz() {
    fuzz/run.sh "$seconds" "$1" >"$work/$1.log" 2>&1 || { tail -n 40 "$work/$1.log" && return 1; }
}

echo "compiling the fuzzers, and running each for $seconds seconds: the first time this takes some minutes more"
for fuzzer in fuzz/fuzz_targets/*.rs; do
    name=$(basename "$fuzzer" .rs)
    check "$name" fuzz "$name"
    sed -n 's/^stat::number_of_executed_units: */       texts: /p' "$work/$name.log"
done
finish
