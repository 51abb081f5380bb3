#!/bin/sh
# Checks what copydesk is built from: licences, sources and doubled versions by deny.toml, and known vulnerabilities by the
# database of RustSec. cargo-deny and cargo-audit are kept in a cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the dependencies"
deny=0.20.2
audit=0.22.2

# fetched NAME VERSION: compiles a tool into the cache.
fetched() {
    [ ! -x "$cache/$1-$2/bin/$1" ] || return 0
    echo "fetching $1 $2 from crates.io, and compiling it into $cache/$1-$2: this takes some minutes"
    cargo install --quiet --locked --root "$cache/$1-$2" "$1@$2"
}
fetched cargo-deny "$deny" || leave_all_out "$tests" "cargo-deny $deny cannot be installed"
fetched cargo-audit "$audit" || leave_all_out "$tests" "cargo-audit $audit cannot be installed"
PATH=$cache/cargo-deny-$deny/bin:$cache/cargo-audit-$audit/bin:$PATH

passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# check NAME COMMAND...: one test.
check() {
    name=$1
    shift
    if "$@" >"$work/log" 2>&1 </dev/null; then
        echo "ok     $name"
        passed=$((passed + 1))
    else
        echo "FAILED $name"
        cat "$work/log"
        failed=$((failed + 1))
    fi
}

for manifest in Cargo.toml fuzz/Cargo.toml; do
    check "licences, sources and versions of $manifest" cargo deny --locked --manifest-path "$manifest" check licenses bans sources
done

# The database is no package: where its repository cannot be reached, an older copy would say nothing about what is new.
database=${ADVISORY_DB:-$work/advisory-db}
if [ -e "$database/crates" ] ||
    git clone --quiet --depth 1 https://github.com/RustSec/advisory-db "$database" 2>"$work/log"; then
    for lock in Cargo.lock fuzz/Cargo.lock; do
        check "vulnerabilities of $lock" cargo audit --deny warnings --no-fetch --stale --db "$database" --file "$lock"
    done
else
    echo "known vulnerabilities left out: the database of RustSec cannot be fetched. The workflow asks it for every change, and"
    echo "once a week; ADVISORY_DB names a copy to ask here"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
