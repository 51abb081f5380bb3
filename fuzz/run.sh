#!/bin/sh
# Runs every fuzzer in turn: fuzz/run.sh [SECONDS for each; 600 if not given] [TARGET...]
#
# It needs cargo-fuzz (`cargo install --locked cargo-fuzz`) and a C++ compiler; the stable toolchain will do. What is
# found stands in fuzz/artifacts: shrink it with `cargo fuzz tmin`, add it to tests/invariants/regressions.rs, mend it.
set -eu
cd "$(dirname "$0")"
seconds=${1:-600}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- lint fix linear edit settings suppressions server
# Coverage is an unstable flag of the compiler; nothing here needs sanitizers, since there is no unsafe code.
export RUSTC_BOOTSTRAP=1
# What was learned stays in fuzz/corpus, or in the folder COPYDESK_FUZZ_CORPUS.
corpus=${COPYDESK_FUZZ_CORPUS:-corpus}
# 0 stands for another one in each run.
seed=${COPYDESK_FUZZ_SEED:-0}
status=0
for target in "$@"; do
    echo "== $target"
    mkdir -p "$corpus/$target"
    nice -n 10 cargo fuzz run --sanitizer none "$target" "$corpus/$target" "seeds/$target" -- \
        -max_total_time="$seconds" -max_len=2000 -timeout=60 -dict=articles.dict -print_final_stats=1 \
        -seed="$seed" || status=1
done
exit $status
