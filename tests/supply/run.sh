#!/bin/sh
# Checks what copydesk is built from: licences, sources and doubled versions by deny.toml, and known vulnerabilities by the
# database of RustSec. cargo-deny and cargo-audit are kept in a cache folder. It prints `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the dependencies"

from_crates cargo-deny 0.20.2 || leave_all_out "$tests" "cargo-deny cannot be installed"
from_crates cargo-audit 0.22.2 || leave_all_out "$tests" "cargo-audit cannot be installed"
make_work_folder

for manifest in Cargo.toml bindings/python/Cargo.toml bindings/web/Cargo.toml bindings/web/glue/Cargo.toml fuzz/Cargo.toml; do
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
finish
