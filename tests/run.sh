#!/bin/sh
# All that a change must pass: formatting, clippy, the documentation, and every test. It needs Rust; the parts that need
# more fetch it, or say so and are left out.
set -eu
cd "$(dirname "$0")/.."

# has NAME COMMAND...: whether a part of the toolchain is there, after an attempt to add it.
has() {
    name=$1
    shift
    "$@" --version >/dev/null 2>&1 && return 0
    if command -v rustup >/dev/null 2>&1 && rustup component add "$name" && "$@" --version >/dev/null 2>&1; then
        return 0
    fi
    echo "$name is not installed and cannot be added: its check is left out"
    return 1
}

if has rustfmt cargo fmt; then
    echo "== formatting"
    cargo fmt --check
fi
if has clippy cargo clippy; then
    echo "== clippy"
    cargo clippy --locked --all-targets -- --deny warnings
fi
echo "== documentation"
RUSTDOCFLAGS="--deny warnings" cargo doc --locked --no-deps

echo "== tests"
log=$(mktemp)
trap 'rm -f "$log" "$log.failed"' EXIT
# Snapshots are compared, never rewritten.
{ INSTA_UPDATE=no cargo test --locked --no-fail-fast 2>&1 || touch "$log.failed"; } | tee "$log"

echo "== instructions"
benches/instructions.sh || touch "$log.failed"

for tests in tests/*/run.sh editors/*/tests/run.sh; do
    echo "== $tests"
    { sh "$tests" 2>&1 || touch "$log.failed"; } | tee -a "$log"
done
awk '/^test result:/ { passed += $4; failed += $6 }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    END { printf "%d passed, %d failed\n", passed, failed }' "$log"
[ ! -e "$log.failed" ]
